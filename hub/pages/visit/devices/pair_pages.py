"""Devices join: the network is opened for a while, each newcomer is named on the spot, and the proof is waited for."""

from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct, structs
from starlette.requests import Request
from starlette.responses import Response

from connectors.bluetooth.nearby import Near, as_listed
from hub.core import uses
from hub.core.promises import promise
from hub.model.errors import CarehubError
from hub.model.events import Listed, Means
from hub.model.household import LIFE_SAVING, Device, Settings, Use
from hub.model.ids import DeviceId
from hub.pages.asking import Filled, filled, moved, note, person, site
from hub.pages.visit.devices import placements
from hub.pages.visit.devices.around import Around, around
from hub.pages.visit.devices.changing import key_file
from hub.pages.visit.devices.entry import NEW_ROOM, NO_ROOM, WORN, Chosen, entry
from hub.pages.visit.devices.frame import within
from hub.pages.visit.devices.giving import Given, give, remove, replace
from hub.pages.visit.devices.joining import Newcomer
from hub.pages.visit.devices.rows import row_of, rows
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.step import Words
from hub.pages.visit.table import step
from hub.pages.words import later

LIVE = "home,tests,pairing,devices"
NO_BROKER = later("The settings name no zigbee2mqtt, so no Zigbee device can join: [mqtt] is needed in hub.toml.")


FIELDS = ("use", "room", "new_room", "name", "worn_by", "key", "placement")


class Found(Struct, frozen=True, kw_only=True):
    """What is to be given a place: a Zigbee device that joined, or a Bluetooth device that is near."""

    listed: Listed
    near: Near | None = None
    guessed: bool = False


async def show(request: Request) -> Response:
    """Who has joined, who is near, and who has a place already."""
    return await _shown(request)


async def _shown(request: Request, status: int = 200, wrong: str = "") -> Response:
    found, here, settings = await sheet(request), around(site(request)), site(request).settings
    sitting = here.sittings.last
    view = sitting.look() if sitting is not None else None
    known = rows(found.of_hub)
    newcomers = () if view is None else tuple(each for each in view.newcomers.values() if _has_no_place(settings, each))
    return shown(
        request, found, step("pair"), status, live=LIVE, refresh=True, view=view, wrong=wrong, newcomers=newcomers,
        goes_on=here.sittings.now is not None, near=here.nearby.strangers(settings), nearby=here.nearby,
        placed=[(each, row_of(each, known)) for each in settings.devices], room=_room_of(settings), quote=_quoted,
        tells=uses.tells, heard=uses.heard, zigbee=settings.mqtt is not None and settings.mqtt.zigbee2mqtt,
    )  # fmt: skip


def _has_no_place(settings: Settings, newcomer: Newcomer) -> bool:
    """Whether it has none yet: by its address or, as zigbee2mqtt calls it, by its name."""
    return all(newcomer.address != each.id and newcomer.name != each.id for each in settings.devices)


def _room_of(settings: Settings) -> dict[str | None, str]:
    return {each.id: each.name for each in settings.rooms}


def _quoted(text: str) -> str:
    return quote(text, safe="")


async def open_(request: Request) -> Response:
    """Lets devices join for a while; `only` "look": just lists what is paired already."""
    place, said = site(request), await filled(request)
    mqtt = place.settings.mqtt
    if mqtt is None or not mqtt.zigbee2mqtt:
        return await _shown(request, 422, NO_BROKER)
    try:
        sitting = await around(place).sittings.begun(place.file, place.settings, mqtt, place.now)
    except CarehubError as error:
        return await _shown(request, 422, f"{error}")
    if sitting.reached and said["only"] != "look":
        await sitting.open()
        note(request, "let devices join")
    return again(step("pair"))


async def close(request: Request) -> Response:
    """Lets nobody join any more."""
    sitting = around(site(request)).sittings.now
    if sitting is not None:
        await sitting.close()
        note(request, "let no device join any more")
    return again(step("pair"))


async def listen(request: Request) -> Response:
    """Lists for a while who advertises by Bluetooth."""
    around(site(request)).nearby.look(site(request).settings)
    return again(step("pair"))


# one device


async def ask_again(request: Request) -> Response:
    """Asks a device again that did not say what it is."""
    sitting = around(site(request)).sittings.now
    if sitting is not None and sitting.ask_again(DeviceId(request.path_params["address"])):
        note(request, "asked a device again what it is")
    return again(step("pair"))


def _found(here: Around, address: str) -> Found | None:
    sitting = here.sittings.now
    view = sitting.look() if sitting is not None else None
    newcomer = view.newcomers.get(DeviceId(address)) if view is not None else None
    if newcomer is not None and newcomer.device is not None and newcomer.stage == "ready":
        return Found(listed=newcomer.device, guessed=newcomer.guessed)
    near = here.nearby.found.get(DeviceId(address))
    return Found(listed=as_listed(near), near=near) if near is not None else None


async def ask(request: Request) -> Response:
    """One newcomer: what it is there for, its room, its name."""
    found, here = await sheet(request), around(site(request))
    address = request.path_params["address"]
    placed = _placed(request, address)
    if placed is not None:
        return await _proof(request, found, placed)
    device = _found(here, address)
    return again(step("pair")) if device is None else _asked(request, found, device)


def _placed(request: Request, address: str) -> Device | None:
    return next((each for each in site(request).settings.devices if each.id.lower() == address.lower()), None)


def _asked(
    request: Request, found: Sheet, device: Found, status: int = 200, said: Filled | None = None, wrong: str = "",
    wrongs: dict[str, Words] | None = None,
) -> Response:  # fmt: skip
    settings, told = site(request).settings, _told(device)
    fitting, beside = _likely_first(device, told), {**dict.fromkeys(FIELDS), **(wrongs or {})}
    broken = [(each.id, each.name) for each in _broken(settings, device.listed)]
    return within(
        request, found, step("pair"), "pair_device.html", status, live="home,tests,pairing", device=device.listed,
        found=device, fitting=fitting, settings=settings, said=said or Filled(), wrong=wrong, wrongs=beside,
        broken_names=broken, tells=uses.tells(told), quote=_quoted, NEW_ROOM=NEW_ROOM,
        NO_ROOM=NO_ROOM, room=_room_of(settings), worn=bool(WORN & set(fitting)),
        places=placements.PLACES if _sends(device) else {},
        beware=lambda use: uses.beware(use, told),
    )  # fmt: skip


def _told(device: Found) -> Listed:
    """The device with what it can tell; a Bluetooth device with what it has told so far, which rules nothing out."""
    if device.near is None:
        return device.listed
    return structs.replace(device.listed, means=tuple(Means(kind, kind) for kind in sorted(device.near.tells)))


def _likely_first(device: Found, told: Listed) -> list[Use]:
    """What it may be used for."""
    likely = uses.fitting(told)
    return sorted(uses.fitting(device.listed), key=lambda use: use not in likely)


def _sends(device: Found) -> bool:
    """Whether it sends acceleration, in a way that the hub knows without being told."""
    return device.near is not None and placements.sends(device.near.name)


def _broken(settings: Settings, listed: Listed) -> Sequence[Device]:
    """Devices whose place it could take."""
    bluetooth = uses.is_bluetooth(listed)
    return [
        each for each in settings.devices
        if (settings.source(each.id) == "bluetooth") is bluetooth and not uses.unfit(each.use, listed)
    ]  # fmt: skip


async def place(request: Request) -> Response:
    """Gives it its place, or the place of a broken one."""
    found, here, said = await sheet(request), around(site(request)), await filled(request)
    address = request.path_params["address"]
    device = _found(here, address)
    if _placed(request, address) is not None or device is None:
        return moved(f"/visit/pair/device/{_quoted(address)}" if device is not None else "/visit/pair")
    if said["replaces"]:
        given = await _replaced(request, here, device, said["replaces"])
    else:
        chosen = Chosen(
            use=said["use"], room=said["room"], new_room=said["new_room"], leads_out=bool(said["leads_out"]),
            name=said["name"], worn_by=said["worn_by"], key=said["key"], placement=said["placement"],
        )  # fmt: skip
        sealed = device.near is not None and device.near.sealed
        file, sends = str(key_file(site(request), address)), _sends(device)
        made = entry(site(request).settings, device.listed, chosen, sealed, file, sends=sends)
        if isinstance(made, dict):
            return _asked(request, found, device, 422, said, wrongs=made)
        given = await give(site(request), here.sittings.now, device.listed, made, person(request).name)
    if given.wrong:
        return _asked(request, found, device, 422, said, wrong=given.wrong)
    _written(request, found, given)
    return moved(f"/visit/pair/device/{_quoted(given.device)}")


async def _replaced(request: Request, here: Around, device: Found, old: str) -> Given:
    settings = site(request).settings
    former = next((each for each in _broken(settings, device.listed) if each.id == old), None)
    if former is None:
        return Given(wrong=later("It cannot take that one's place."))
    if device.near is not None and (device.near.sealed or former.bluetooth is not None):
        return Given(wrong=later("The key and connection of that one are its own: change its id in hub.toml by hand."))
    return await replace(site(request), here.sittings.now, former, device.listed, person(request).name)


def _written(request: Request, found: Sheet, given: Given) -> None:
    names = dict(found.about("pair").notes.get("told", {}))
    names[given.device] = given.says
    found.write("pair", "gave a device its place", told=names)


async def _proof(request: Request, found: Sheet, device: Device) -> Response:
    """It has its place: is it heard?"""
    place, here = site(request), around(site(request))
    row = row_of(device, rows(found.of_hub))
    sitting = here.sittings.now
    newcomer = sitting.look().newcomers.get(device.id) if sitting is not None else None
    listed = newcomer.device if newcomer is not None else None
    says = promise(device.use, listed, place.settings.detectors.liveness)
    return within(
        request, found, step("pair"), "pair_proof.html", live=LIVE, refresh=True, device=device, row=row,
        newcomer=newcomer, heard=uses.heard, promise=says, room=_room_of(place.settings),
        beware=uses.beware(device.use, listed) if listed is not None else "",
        says=found.about("pair").notes.get("told", {}).get(device.id, ""), quote=_quoted,
    )  # fmt: skip


# taking one out


async def ask_removal(request: Request) -> Response:
    """Is it meant?"""
    return await _removal(request)


async def _removal(request: Request, status: int = 200, wrong: str = "", force: bool = False) -> Response:
    found = await sheet(request)
    device = _placed(request, request.path_params["address"])
    if device is None:
        return again(step("pair"))
    costs = [each["costs"] for each in found.of_hub["devices"].get("devices", ()) if each["id"] == device.id]
    return within(
        request, found, step("pair"), "pair_remove.html", status, device=device, wrong=wrong, force=force,
        grave=device.use in LIFE_SAVING, last=_is_last(site(request).settings, device), quote=_quoted,
        costs="".join(costs),
    )  # fmt: skip


def _is_last(settings: Settings, device: Device) -> bool:
    same: Use = device.use
    return all(each.use != same or each == device for each in settings.devices)


async def take_out(request: Request) -> Response:
    """Takes a device out of the settings and of zigbee2mqtt."""
    said, place = await filled(request), site(request)
    device = _placed(request, request.path_params["address"])
    if device is None:
        return again(step("pair"))
    if device.use in LIFE_SAVING and said["sure"] != "yes":
        return await _removal(request, 422, later("Say that it is meant: tick the box."))
    given = await remove(place, around(place).sittings, device, person(request).name, force=said["force"] == "yes")
    if given.wrong:
        return await _removal(request, 422, given.wrong, force=True)
    note(request, "took a device out", device.name)
    return again(step("pair"))
