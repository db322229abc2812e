"""`carehub rename`, `remove`, `replace`: changes of the devices that are there. What `pair` shares with them."""

import asyncio
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from connectors.zigbee2mqtt.calling import call
from connectors.zigbee2mqtt.pairing import Pairing
from connectors.zigbee2mqtt.pairing_words import Trouble
from hub.cli.group import config_option, settings_path
from hub.cli.questions import free_name
from hub.core import uses
from hub.model.errors import CarehubError
from hub.model.events import Listed
from hub.model.household import LIFE_SAVING, Device, Mqtt, Settings
from hub.model.ids import DeviceId
from hub.settings import load, resolve
from hub.settings.writing import alone, change, may_change, possible, removed, renamed, replaced
from hub.shell.folder import reached_at
from hub.shell.reading_again import read_again
from hub.shell.socket import ask

KNOWN_WITHIN = 10.0
"""Seconds for a hub to take new settings: it reads the file at once, but a stalled card may hold it."""
LOOKED_EVERY = 0.1
T = TypeVar("T")


class Place(Struct, frozen=True):
    """A home's settings file, as it was read."""

    file: Path
    settings: Settings

    def again(self) -> "Place":
        """The same, as the file is now."""
        return Place(self.file, load(self.file))

    @property
    def mqtt(self) -> Mqtt:
        """The broker that zigbee2mqtt uses."""
        mqtt = self.settings.mqtt
        if mqtt is None or not mqtt.zigbee2mqtt:
            raise CarehubError("the settings name no zigbee2mqtt: a section [mqtt] with its url is needed.")
        return mqtt

    def device(self, named: str) -> Device | None:
        """A device of the settings, by its name, its id, or an id that it had before."""
        for device in self.settings.devices:
            if named.lower() in (device.name.lower(), device.id.lower()) or named in device.formerly:
                return device
        return None

    def wanted(self, named: str) -> Device:
        """The same; an error that lists the names if there is none."""
        device = self.device(named)
        if device is None:
            names = ", ".join(each.name for each in self.settings.devices) or "none"
            raise CarehubError(f'no device "{named}" is in the settings. There are: {names}.')
        return device


def place(config: Path | None) -> Place:
    """The settings that a command is to change. An error if this user could not change them."""
    file = settings_path(config)
    settings = load(file)
    may_change(file)
    alone(file)
    return Place(file, settings)


def sitting(here: Place) -> Pairing:
    """A connection to this home's zigbee2mqtt."""
    password = here.mqtt.password
    return Pairing(here.mqtt, here.settings.hub.id, resolve(password) if password is not None else None)


def stop_if(trouble: Trouble | None) -> None:
    """An error that says what is wrong and what to do, if something is."""
    if trouble is not None:
        raise CarehubError(f"{trouble.says}. {trouble.do}")


def run(story: Awaitable[T]) -> T:
    """Run to the end. Ctrl-C and SIGTERM end it cleanly: what was opened is closed."""

    async def whole() -> T:
        return await story

    try:
        with _stoppable():
            return asyncio.run(whole())
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(130)


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGINT and SIGTERM are heard, and mean the same, also where a shell or nohup left them ignored."""
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),  # which asyncio makes its own
        signal.SIGTERM: signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT)),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tell_hub(here: Place, knows: Callable[[list[dict[str, Any]]], bool]) -> str:
    """Let a running hub read its settings again; says what became of that. `knows`: by its list of devices, it has."""
    folder = reached_at(Path(here.settings.hub.data))
    why_not = read_again(folder)
    if why_not:
        return why_not
    until = time.monotonic() + KNOWN_WITHIN
    while time.monotonic() < until:
        try:
            if knows(ask(folder, {"do": "devices"}).get("devices", [])):
                return "the hub knows it"
        except CarehubError:  # it may be starting its ways in anew
            pass
        time.sleep(LOOKED_EVERY)
    return "the hub has not taken the settings yet. Look with: carehub devices"


def changed(
    here: Place,
    edit: Callable[[str], str],
    knows: Callable[[list[dict[str, Any]]], bool],
    say: Callable[[str], object] = click.echo,
) -> None:
    """Write the settings, tell the hub, and say both."""
    change(here.file, edit)
    say(f"{here.file} is written (as it was: {here.file.name}.before).")
    says = tell_hub(here, knows)
    say(f"{says[0].upper()}{says[1:]}.")


@click.command(short_help="Give a device another name.")
@click.argument("device")
@click.argument("name")
@config_option
def rename(device: str, name: str, config: Path | None) -> None:
    """Give DEVICE another NAME, in the settings and in zigbee2mqtt. Its history stays."""
    here = place(config)
    entry = here.wanted(device)
    free_name(here.settings, name, besides=entry)
    changed(here, lambda text: renamed(text, entry.id, name), lambda known: any(d["name"] == name for d in known))
    if here.settings.source(entry.id) == "zigbee2mqtt" and here.settings.mqtt is not None:
        run(_renamed(here, entry.id, name))


async def _renamed(here: Place, device: DeviceId, name: str) -> None:
    async with sitting(here) as pairing:
        trouble = await pairing.reached()
        listed = pairing.find(device)
        if trouble is None and (listed is None or listed.name == device):
            return  # the settings know it by its name there, which therefore stays
        trouble = trouble or await call(pairing, device, name)
    if trouble is not None:
        click.echo(f"zigbee2mqtt still calls it by its old name: {trouble.says}. {trouble.do}", err=True)


@click.command(short_help="Take a device out of the home.")
@click.argument("device")
@click.option("--force", is_flag=True, help="Let zigbee2mqtt forget it although it does not answer.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@config_option
def remove(device: str, force: bool, yes: bool, config: Path | None) -> None:
    """Take DEVICE out of zigbee2mqtt and out of the settings.

    To put a new sensor in the place of a broken one, use `carehub replace` or `carehub pair --replaces` instead: then
    its history stays.
    """
    here = place(config)
    entry = here.device(device)
    if entry is not None:
        _sure(here, entry, yes)
        possible(here.file, lambda text: removed(text, entry.id))  # before zigbee2mqtt forgets it
    if here.settings.mqtt is not None and (entry is None or here.settings.source(entry.id) == "zigbee2mqtt"):
        run(_leave(here, entry, device, force=force))
    elif entry is None:
        here.wanted(device)
    if entry is not None:
        changed(here, lambda text: removed(text, entry.id), lambda known: all(d["id"] != entry.id for d in known))


def _sure(here: Place, entry: Device, yes: bool) -> None:
    if entry.use not in LIFE_SAVING or yes:
        return
    others = [each for each in here.settings.devices if each.use == entry.use and each != entry]
    last = "" if others else " It is the last one of this home."
    question = f"{entry.name} is a {entry.use}: without it nobody is called by it.{last} Take it from its place?"
    if not sys.stdin.isatty():
        raise CarehubError(f"{question} Say so with --yes.")
    click.confirm(question, abort=True)


async def _leave(here: Place, entry: Device | None, named: str, *, force: bool) -> None:
    async with sitting(here) as pairing:
        stop_if(await pairing.reached())
        listed = pairing.find(entry.id if entry is not None else named)
        if listed is None:
            if entry is None:
                raise CarehubError(f'neither the settings nor zigbee2mqtt know a device "{named}".')
            click.echo("zigbee2mqtt does not list it any more.")
            return
        trouble = await pairing.remove(listed.address, force=force)
        if trouble is not None and not force and sys.stdin.isatty():
            click.echo(f"{trouble.says}.")
            with_force = click.confirm("Let zigbee2mqtt forget it all the same?")
            trouble = await pairing.remove(listed.address, force=True) if with_force else trouble
        stop_if(trouble)
    click.echo(f"zigbee2mqtt has removed {listed.name}.")


@click.command(short_help="Put a new sensor in the place of a broken one.")
@click.argument("old")
@click.argument("new")
@click.option("--keep-old", is_flag=True, help="Leave the old one in zigbee2mqtt.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@config_option
def replace(old: str, new: str, keep_old: bool, yes: bool, config: Path | None) -> None:
    """Put NEW, which is paired already, in the place of OLD, which is broken.

    NEW is its address, its name in zigbee2mqtt, or its name in the settings. Name, room, use and history of OLD stay.
    `carehub pair --replaces OLD` pairs a new one and does the same.
    """
    here = place(config)
    entry = here.wanted(old)
    if here.settings.source(entry.id) != "zigbee2mqtt":
        raise CarehubError(
            f"{entry.name} is no Zigbee device: change its id in {here.file}, and add the old to formerly."
        )
    known = here.device(new)
    if known is not None and known != entry:
        _sure(here, known, yes)
    run(_replace(here, entry, new, keep_old=keep_old))


async def _replace(here: Place, entry: Device, new: str, *, keep_old: bool) -> None:
    async with sitting(here) as pairing:
        stop_if(await pairing.reached())
        known = here.device(new)
        listed = pairing.find(known.id if known is not None and known != entry else new)
        if listed is None:
            raise CarehubError(f'zigbee2mqtt lists no device "{new}". Pair it: carehub pair --replaces "{entry.name}".')
        await take_place(here, pairing, entry, listed, keep_old=keep_old)


async def take_place(
    here: Place, pairing: Pairing, entry: Device, new: Listed, *, keep_old: bool = False,
    say: Callable[[str], object] = click.echo,
) -> None:  # fmt: skip
    """Write that `new` has the place of `entry`, and let zigbee2mqtt forget the old one, whose name becomes free."""
    why = uses.unfit(entry.use, new)
    if why or new.address == entry.id:
        raise CarehubError(f"{new.model or new.name} cannot take the place of {entry.name}: {why or 'it is the same'}.")
    old = pairing.find(entry.id)
    changed(here, lambda text: replaced(text, entry.id, new.address),
            lambda known: any(d["id"] == new.address for d in known), say)  # fmt: skip
    trouble = None if old is None or keep_old else await pairing.remove(old.address, force=True)
    trouble = trouble or await call(pairing, new.address, entry.name)
    if trouble is not None:
        click.echo(f"in zigbee2mqtt: {trouble.says}. {trouble.do}", err=True)
    say(f"{entry.name} is now {new.model or new.address}. What was seen before stays its history.")
