"""`carehub pair`: lets new Zigbee devices join, and puts each into its place in the home, heard once as proof."""

import asyncio
import contextlib
import shlex
import sys
from datetime import timedelta
from pathlib import Path

import click

from connectors.zigbee2mqtt.calling import call
from connectors.zigbee2mqtt.pairing import Pairing
from connectors.zigbee2mqtt.pairing_words import (
    NEARER,
    Closed,
    Happening,
    Heard,
    InterviewFailed,
    Interviewing,
    Joined,
    Left,
    Ready,
    Trouble,
    Unsupported,
)
from hub.cli import questions
from hub.cli.group import config_option, json_option
from hub.cli.pair_screen import Screen
from hub.cli.placing import Place, changed, place, run, sitting, stop_if, take_place
from hub.cli.questions import Wanted
from hub.core import uses
from hub.core.promises import promise
from hub.model.errors import CarehubError
from hub.model.events import Listed
from hub.model.household import Use
from hub.model.ids import DeviceId
from hub.settings.writing import added

HEARD_WITHIN = 60.0
"""Seconds to wait for the first message of a device that has its place: somebody stands beside it and can press it."""
NOBODY = (
    "No new device joined. Reset it as its leaflet says (mostly: hold its button for 5 to 10 s, until a light blinks), "
    "within a metre of the stick, and try again."
)


@click.command(short_help="Let new devices join, and give each its place.")
@click.option("--minutes", type=click.IntRange(1, 60), default=4, show_default=True, help="How long devices may join.")
@click.option("--bluetooth", is_flag=True, help="A Bluetooth device: list what is near, and take one of them.")
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --bluetooth: the file with the key of what it encrypts.",
)
@click.option("--device", help="Take this one, which zigbee2mqtt knows or Bluetooth hears; nothing new may join.")
@click.option("--name", help="As carers should read it. With this, one device is taken and nothing is asked.")
@click.option("--room", help="The room where it is, by name or id.")
@click.option("--new-room", help="A room that the settings do not have yet.")
@click.option("--use", type=click.Choice(uses.USES), help="What it is there for.")
@click.option("--worn-by", help="The resident who wears it, by name or id.")
@click.option("--replaces", help="The broken device whose place it takes, with its name, room, use and history.")
@config_option
@json_option
def pair(
    minutes: int, bluetooth: bool, key_file: Path | None, device: str | None,
    name: str | None, room: str | None, new_room: str | None, use: Use | None,
    worn_by: str | None, replaces: str | None, config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Let new Zigbee devices join for some minutes, and put each into the settings and into its place.

    With --bluetooth nothing joins: what advertises near the hub is listed, and one of them is taken.

    Each device that joins is asked what it is; then you say its name, its room, and what it is there for. The hub is
    told, and the first message of the device is the proof that it is heard. The network is closed at the end, also on
    Ctrl-C. Exit code 1 if no device was taken, or one was taken that has not been heard yet.
    """
    here = place(config)
    wanted = Wanted(name, room, new_room, use, worn_by, here.wanted(replaces) if replaces else None)
    questions.check(here.settings, wanted)
    if not wanted.by_script and (as_json or not sys.stdin.isatty()):
        raise CarehubError("nobody is there to be asked: give --name, --use and --room, or --replaces.")
    if bluetooth:
        from hub.cli.pair_bluetooth import BluetoothVisit

        sys.exit(0 if run(BluetoothVisit(here, wanted, Screen(as_json=as_json), key_file).take(device)) else 1)
    visit = Visit(here, wanted, Screen(as_json=as_json))
    sys.exit(0 if run(visit.known(device) if device else visit.new(minutes)) else 1)


def _found(pairing: Pairing, named: str) -> Listed:
    device = pairing.find(named)
    if device is None:
        raise CarehubError(f'zigbee2mqtt lists no device "{named}".')
    return device


class NoPlaceError(CarehubError):
    """A device that zigbee2mqtt knows cannot have the place that was said on the command line."""


class Visit:
    """One visit. `new` and `known` say whether every device that was taken was also heard."""

    def __init__(self, here: Place, wanted: Wanted, screen: Screen) -> None:
        self._here, self._wanted, self._screen = here, wanted, screen
        self._ready: list[Listed] = []
        self._joined = self._taken = self._heard = 0
        self._over = False

    async def known(self, named: str) -> bool:
        """Take a device that was paired before."""
        async with sitting(self._here) as pairing:
            stop_if(await pairing.reached())
            if pairing.progress[_found(pairing, named).address].failed:
                await self._ask_again(pairing, _found(pairing, named))
            device = _found(pairing, named)
            pairing.listen(device)
            await self._take(pairing, device)
        return self._done

    async def _ask_again(self, pairing: Pairing, device: Listed) -> None:
        """Ask one once more that did not say what it is when it joined."""
        self._screen.say("It did not say what it is when it joined, and is asked again.")
        self._screen.show(Interviewing(name=device.name, address=device.address))
        with self._screen.waiting("waiting for its answers"):
            trouble = await pairing.interview(device.address)
        if trouble is not None and trouble.do == NEARER:
            self._screen.show(InterviewFailed(name=device.name, address=device.address, do=NEARER))
        stop_if(trouble)
        while not isinstance(each := await anext(aiter(pairing.happenings())), Ready | Unsupported | Left):
            if not isinstance(each, Interviewing):  # newer versions of zigbee2mqtt say so themselves
                self._screen.show(each)
        self._screen.show(each)

    async def new(self, minutes: float) -> bool:
        """Let devices join, and take them: one by one, or just the first that is new."""
        try:
            async with sitting(self._here) as pairing:
                stop_if(await pairing.reached())
                stop_if(await pairing.open(timedelta(minutes=minutes)))
                with self._screen.waiting():
                    await self._follow(pairing)
        except NoPlaceError:
            self._closed()
            raise
        self._closed()
        if not self._taken:
            click.echo("No device got a place." if self._joined else NOBODY, err=True)
        return self._done

    def _closed(self) -> None:
        if not self._over:
            self._screen.show(Closed())

    @property
    def _done(self) -> bool:
        return 0 < self._taken == self._heard

    async def _follow(self, pairing: Pairing) -> None:
        async for each in pairing.happenings():
            self._note(each)
            taken = False
            while self._ready and not (taken and self._wanted.by_script):
                taken = await self._take(pairing, self._ready.pop(0)) or taken
            if self._over or (taken and not self._goes_on()):
                return

    def _note(self, each: Happening) -> None:
        self._screen.show(each)
        if isinstance(each, Ready):
            self._ready.append(each.device)
        self._joined += isinstance(each, Joined)
        self._over = self._over or isinstance(each, Closed)

    def _goes_on(self) -> bool:
        if self._wanted.by_script:
            return False
        with self._screen.asking(), questions.interruptible():
            return click.confirm("Another device?", default=True)

    async def _take(self, pairing: Pairing, device: Listed) -> bool:
        """Give a device its place. False if it has one already, or is not wanted."""
        old = next((d for d in self._here.settings.devices if d.id in (device.address, device.name)), None)
        if old is not None:  # also where one is to be replaced: a device that only says hello must not take its place
            self._screen.say(f"{old.name} is in the settings already.")
            return False
        former = self._here.device(device.address)
        if former is not None and former != self._wanted.replaces:
            self._screen.say(
                f'It was {former.name} before. To put it back: carehub replace "{former.name}" {device.address}'
            )
            return False
        use = await self._placed(pairing, device)
        if use is None:
            return False
        self._taken += 1
        self._here = self._here.again()
        if careful := uses.beware(use, device):
            self._screen.say(f"{careful}.")
        self._screen.say("Make it speak now: press it, open it, walk past it.")
        if await self._proof(pairing, device.address):
            self._heard += 1
            self._screen.say(f"This is the proof: it is heard. {self._promise(use, device)}")
        else:
            self._screen.say("It has its place, but has not been heard yet. Look again with: carehub devices")
        return True

    async def _placed(self, pairing: Pairing, device: Listed) -> Use | None:
        """Give it its place. A person who is asked may answer anew if the settings cannot be so."""
        while True:
            try:
                return await self._place(pairing, device)
            except CarehubError as error:
                if self._wanted.by_script:
                    raise NoPlaceError(f"{error} {_left(device, self._wanted)}") from error
                self._screen.say(f"{error}")

    async def _place(self, pairing: Pairing, device: Listed) -> Use | None:
        if self._wanted.replaces is not None:
            await take_place(self._here, pairing, self._wanted.replaces, device, say=self._screen.say)
            return self._wanted.replaces.use
        with self._screen.asking(), questions.interruptible():
            found = questions.about(self._here.settings, device, self._wanted)
        if found is None:
            return None
        entry, room = found
        changed(self._here, lambda text: added(text, entry, room),
                lambda known: any(each["id"] == entry.id for each in known), self._screen.say)  # fmt: skip
        trouble = await call(pairing, device.address, entry.name)
        if trouble is not None:
            self._screen.show(Trouble(says=f"it has no new name in zigbee2mqtt: {trouble.says}", do=trouble.do))
        return entry.use

    async def _proof(self, pairing: Pairing, device: DeviceId) -> bool:
        """Wait for a message of this device; what happens to others meanwhile is kept for later."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HEARD_WITHIN):
                while True:  # also when the network has been closed
                    async for each in pairing.happenings():
                        self._note(each)
                        if isinstance(each, Heard) and each.address == device:
                            return True
        return False

    def _promise(self, use: Use, device: Listed) -> str:
        says = promise(use, device, self._here.settings.detectors.liveness)
        return f"{says[0].upper()}{says[1:]}."


def _left(device: Listed, wanted: Wanted) -> str:
    """What is to be done with a device that got no place: another use, if this one is not for it, or out with it."""
    wish = wanted.use if wanted.replaces is None else wanted.replaces.use
    use = wish if wish is not None and not uses.unfit(wish, device) else next(iter(uses.fitting(device)), "other")
    words = ("carehub", "pair", "--device", device.address, "--use", use)
    return (
        f"It is in no settings, and stays in zigbee2mqtt. Give it a place: {shlex.join(words)}. "
        f"Or take it out: carehub remove {device.address}."
    )
