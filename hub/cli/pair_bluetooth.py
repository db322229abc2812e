"""`carehub pair --bluetooth`: lists what advertises near the hub, and gives one its place, heard once as proof."""

import sys
from pathlib import Path

import click
from msgspec import structs

from connectors.bluetooth.nearby import Near, NotHearing, as_listed, nearby, spoken
from connectors.bluetooth.words import Listened
from connectors.zigbee2mqtt.pairing_words import Heard
from hub.cli import questions
from hub.cli.pair_screen import Screen
from hub.cli.placing import Place, changed
from hub.cli.questions import Wanted
from hub.core import uses
from hub.core.promises import promise
from hub.model.errors import CarehubError
from hub.model.household import Device, Listening, Secret
from hub.model.ids import DeviceId
from hub.settings.writing import Edit, added, replaced

NEARBY_FOR = 10.0
"""Seconds for a list of what advertises: most sensors say something every few seconds, a button only when pressed."""
HEARD_WITHIN = 60.0
"""Seconds to wait for the first message of a device that has its place: somebody stands beside it and can press it."""
SHOWN = 15
"""Devices on one screen, strongest first: what is in the hand is among the first, the neighbours' are at the end."""
AGAIN = "listen again"
KEY_SAYS = "a file with the key that its maker's app shows: 24 or 32 hexadecimal digits, and nothing else"


class BluetoothVisit:
    """One device, from the list of what is near to the proof that it is heard."""

    def __init__(
        self, here: Place, wanted: Wanted, screen: Screen, key_file: Path | None, *, listens: float = NEARBY_FOR,
        waits: float = HEARD_WITHIN,
    ) -> None:  # fmt: skip
        self._here, self._wanted, self._screen, self._key_file = here, wanted, screen, key_file
        self._listens, self._waits = listens, waits
        self._adapter = here.settings.bluetooth.adapter

    async def take(self, named: str | None) -> bool:
        """Give it its place; True if it was heard after that."""
        if self._wanted.by_script and named is None:
            raise CarehubError(
                "which one? Give --device with its address; carehub pair --bluetooth lists what is near."
            )
        near = await self._chosen(DeviceId(named.upper()) if named is not None else None)
        return False if near is None else await self._placed(near)

    async def _chosen(self, address: DeviceId | None) -> Near | None:
        while True:
            found = await self._nearby(address)
            if address is not None and address not in found:
                raise CarehubError(
                    f"{address} was not heard in {self._listens:.0f} s. Make it speak, nearer to the hub."
                )
            if address is not None:
                return found[address]
            picked = self._asked(self._strangers(found))
            if picked != AGAIN:
                return found[DeviceId(picked.split()[0])]

    async def _nearby(self, address: DeviceId | None) -> dict[DeviceId, Near]:
        self._screen.say(f"Listening for {self._listens:.0f} s. Make it speak: press it, open it, shake it.")
        found = await nearby(self._adapter, self._listens, lambda known: address in known)
        if isinstance(found, NotHearing):
            raise CarehubError(f"{found.because}. {found.do}")
        return found

    def _strangers(self, found: dict[DeviceId, Near]) -> list[Near]:
        """Who is in no settings; what somebody can read first, then the strongest."""
        ours = {each for device in self._here.settings.devices for each in (device.id.upper(), *device.formerly)}
        strangers = [near for address, near in found.items() if address not in ours]
        return sorted(strangers, key=lambda near: (not near.family, -near.rssi))[:SHOWN]

    def _asked(self, strangers: list[Near]) -> str:
        if not sys.stdin.isatty():
            raise CarehubError("nobody is there to be asked: give --device, --name, --use and --room, or --replaces.")
        with questions.interruptible():
            return questions.chosen("Which one?", [*map(shown, strangers), AGAIN])

    async def _placed(self, near: Near) -> bool:
        old = self._here.device(near.address)
        if old is not None:
            raise CarehubError(f"{old.name} is in the settings already.")
        entry = self._settled(near)
        return entry is not None and await self._proof(entry, near)

    def _settled(self, near: Near) -> Device | None:
        """A person who is asked may answer anew if the settings cannot be so."""
        while True:
            try:
                return self._place(near)
            except CarehubError as error:
                if self._wanted.by_script:
                    raise
                self._screen.say(f"{error}")

    def _place(self, near: Near) -> Device | None:
        if self._wanted.replaces is not None:
            return self._replaced(self._wanted.replaces, near)
        with questions.interruptible():
            found = questions.about(self._here.settings, as_listed(near), self._wanted)
            if found is None:
                return None
            entry = structs.replace(found[0], bluetooth=self._listening(near, found[0]))
        self._write(entry, lambda text: added(text, entry, found[1]))
        return entry

    def _replaced(self, old: Device, near: Near) -> Device:
        if near.sealed or old.bluetooth is not None:
            raise CarehubError(
                f"the key and the connection of {old.name} are its own: by hand, change its id in {self._here.file} to "
                f"{near.address}, its key, and add the old id to formerly."
            )
        if why := uses.unfit(old.use, as_listed(near)):
            raise CarehubError(f"{shown(near)} cannot take the place of {old.name}: {why}.")
        self._write(old, lambda text: replaced(text, old.id, near.address), near.address)
        return structs.replace(old, id=near.address)

    def _write(self, entry: Device, edit: Edit, address: DeviceId | None = None) -> None:
        wanted = address or entry.id
        changed(self._here, edit, lambda known: any(each["id"] == wanted for each in known), self._screen.say)

    def _listening(self, near: Near, entry: Device) -> Listening | None:
        """The key, where one is needed: a tag is known by its address alone."""
        if not near.sealed or entry.use == "tag":
            return None
        file = self._key_file
        if file is None and not self._wanted.by_script:
            file = Path(click.prompt(f"It encrypts. {KEY_SAYS[0].upper()}{KEY_SAYS[1:]}", type=str).strip())
        if file is None:
            raise CarehubError(f"it encrypts: give --key-file, {KEY_SAYS}.")
        key(file)
        return Listening(key=Secret(file=str(file.resolve())))

    async def _proof(self, entry: Device, near: Near) -> bool:
        radio = entry.bluetooth or Listening()
        secret = key(Path(radio.key.file)) if radio.key is not None and radio.key.file is not None else None
        self._screen.say("Make it speak now: press it, open it, walk past it.")
        device = Listened(device=entry.id, address=near.address.upper(), use=entry.use, key=secret)
        said = await spoken(self._adapter, device, near.last, self._waits, self._screen.say)
        if isinstance(said, NotHearing) or not said:
            self._screen.say("It has its place, but has not been heard yet. Look again with: carehub devices")
            return False
        self._screen.show(Heard(name=entry.name, address=near.address, said=said))
        says = promise(entry.use, as_listed(near, said), self._here.settings.detectors.liveness)
        self._screen.say(f"This is the proof: it is heard. {says[0].upper()}{says[1:]}.")
        return True


def shown(near: Near) -> str:
    """A line of the list."""
    if not near.family:
        what = "not understood: good for a tag only"
    elif near.sealed:
        what = f"{near.family}, encrypted: needs its key"
    else:
        what = f"{near.family}, tells {', '.join(sorted(near.tells)) or 'nothing yet'}"
    return f"{near.address}  {near.rssi} dBm  {near.name or '(no name)'}: {what}"


def key(file: Path) -> bytes:
    """The key in a file; an error that says what is wrong with it."""
    try:
        found = bytes.fromhex(file.read_text().strip())
    except (OSError, ValueError) as error:
        raise CarehubError(f"{file} cannot be used: {KEY_SAYS} ({error}).") from None
    if len(found) not in (12, 16):
        raise CarehubError(f"{file} cannot be used: {KEY_SAYS}. It holds {len(found) * 2}.")
    return found
