"""What is allowed in hub.toml and still worth saying, for `carehub check`."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from typing import Literal, get_args

from msgspec import Struct

from hub.core.coverage import SEES
from hub.core.languages import find
from hub.model.household import (
    NARROWEST_FOR_FALLS,
    SLOWEST_FOR_FALLS,
    Device,
    Function,
    Ladder,
    Rung,
    Settings,
)
from hub.model.ids import CENTRE
from hub.model.kinds import KINDS
from hub.settings import calls, texts, visits
from hub.settings.durations import written
from hub.settings.rules import on_this_machine

LONG_WAIT = timedelta(minutes=30)
"""A rung that waits longer leaves somebody on the floor longer; an installer may have meant seconds or minutes."""

A_CODE = re.compile(r"\b[0-9](?:[ -]?[0-9]){3,7}\b")
"""Four digits or more, as most codes have."""

THE_CENTRE = "the centre"
About = Literal[
    "service", "access", "consent", "broker", "texts", "ways out", "auditor", "people", "ladder", "centre", "devices",
    "visits",
]  # fmt: skip


class Doubt(Struct, frozen=True):
    """Something that a careful colleague would ask about, and what to do."""

    about: About
    says: str
    do: str


def warnings(settings: Settings) -> tuple[str, ...]:
    """What a careful colleague would ask about these settings, a sentence or two each."""
    return tuple(f"{doubt.says} {doubt.do}" for doubt in doubts(settings))


def doubts(settings: Settings) -> tuple[Doubt, ...]:
    """The same, with what each is about."""
    return tuple(doubt for ask in DOUBTS for doubt in ask(settings))


def ways_out(settings: Settings) -> tuple[str, ...]:
    """The ways by which an alarm can leave this house: providers, a modem, and the centre if it is agreed."""
    told = _told(settings)
    by_text = tuple(name for name, _ in texts.ways(settings)) if told - {CENTRE} else ()
    centre = settings.centre is not None and settings.agreed("centre") and CENTRE in told
    return (*by_text, *((THE_CENTRE,) if centre else ()))


def _service(settings: Settings) -> Iterator[Doubt]:
    if settings.home.service != "in service":
        says = f'home.service is "{settings.home.service}": this home is not watched as usual.'
        yield Doubt("service", says, 'Set it to "in service" when it is.')


def _access(settings: Settings) -> Iterator[Doubt]:
    for name in ("street_door", "key_safe", "notes"):
        if A_CODE.search(getattr(settings.access, name)):
            says = f"access.{name} holds digits that may be a code: the whole file is kept in the journal."
            yield Doubt("access", says, "Name where the code is: street_door_code, key_safe_code.")


def _consent(settings: Settings) -> Iterator[Doubt]:
    if settings.consent is None:
        says = "There is no [consent] section: everything is on."
        yield Doubt("consent", says, "Write down who agreed to what, and when.")
        return
    silent = [name for name in get_args(Function) if name not in settings.consent]
    if silent:
        says = f"[consent] does not name {', '.join(silent)}: not agreed, so it does not run."
        yield Doubt("consent", says, "Ask, and write down the answer.")
    for name, given in settings.consent.items():
        if given.agreed and not (given.by and given.on):
            yield Doubt("consent", f"consent.{name} is agreed, but not by whom and on which day.", "Add by and on.")


def _zigbee(settings: Settings) -> Iterator[Doubt]:
    if settings.mqtt is None:
        says = "There is no [mqtt] section: no Zigbee sensor or button is heard."
        yield Doubt("broker", says, "Add it if this home has Zigbee devices.")
    elif settings.mqtt.url.startswith("mqtt://") and not on_this_machine(settings.mqtt.url):
        says = "mqtt.url crosses the network unencrypted."
        yield Doubt("broker", says, "Use mqtts://, or a broker on this machine.")


def _ways_out(settings: Settings) -> Iterator[Doubt]:
    ways = ways_out(settings)
    if settings.sms.provider == "console":
        says = 'sms.provider is "console": texts are only printed, and nobody\'s phone rings.'
        yield Doubt("texts", says, "Set up a provider in [sms].")
    for says, do in texts.providers(settings):
        yield Doubt("texts", says, do)
    if not ways:
        yield Doubt("ways out", "NO way out: no alarm can leave this house.", "Set up [sms] or [centre].")
    if len(ways) == 1:
        yield Doubt("ways out", f"ONE way out ({ways[0]}): if it fails, nobody is told.", "Set up a second.")


def _people(settings: Settings) -> Iterator[Doubt]:
    if not settings.ladder:
        says = "There is no [[ladder]] yet: an alarm reaches nobody, and the hub will not go into service."
        yield Doubt("people", says, "Add [[contacts]] and [[ladder]].")
        return
    agencies = {f'the ladder "{each.name}"' for each in settings.ladders if each.kinds == visits.OF_A_LATE_VISIT}
    for called, rungs in _ladders(settings):
        told = {name for rung in rungs for name in rung.tell}
        yield from _alone(called, told)
        if called not in agencies:  # an agency's desk is at nobody's door, and is not woken
            yield from _somebody_attends(settings, called, told)
            yield from (Doubt("people", *doubt) for doubt in calls.nights(settings, called, told))
    heard = _told(settings) | set(settings.notices.tell if settings.notices else ())
    for contact in settings.contacts:
        if contact.id not in heard and contact.all_is_well is None:
            says = f'Contact "{contact.id}" is on no rung and in no notices: they are never told anything.'
            yield Doubt("people", says, "Put them on a rung, or take them out.")
    yield from (Doubt("people", *doubt) for doubt in calls.people(settings))


def _languages(settings: Settings) -> Iterator[Doubt]:
    asked = [(f"contact {contact.id}", contact.language) for contact in settings.contacts]
    asked += [(f"resident {resident.id}", resident.language) for resident in settings.residents]
    for who, tag in asked:
        if not find(tag).spoken:
            says = f'carehub does not speak "{tag}", the language of {who}: their texts are in English.'
            yield Doubt("people", says, "Choose a language that it speaks: docs/languages.md lists them.")


def _alone(called: str, told: set[str]) -> Iterator[Doubt]:
    if len(told) == 1:
        says = f"Only one name stands on {called}: if they cannot answer, nobody else is asked."
        yield Doubt("people", says, "Find a second person.")


def _somebody_attends(settings: Settings, called: str, told: set[str]) -> Iterator[Doubt]:
    contacts = [contact for contact in settings.contacts if contact.id in told]
    centre = CENTRE in told and settings.centre is not None and settings.centre.can_attend
    if not centre and not any(contact.can_attend for contact in contacts):
        says = f"Nobody on {called} can attend: there is nobody to send to the door."
        yield Doubt("people", says, "Add somebody who can.")


def _ladders(settings: Settings) -> Iterator[tuple[str, tuple[Rung, ...]]]:
    """Every ladder, and how it is called."""
    yield "the ladder", settings.ladder
    for ladder in settings.ladders:
        yield f'the ladder "{ladder.name}"', ladder.rungs


def _told(settings: Settings) -> set[str]:
    """Whoever stands on a ladder."""
    return {name for _, rungs in _ladders(settings) for rung in rungs for name in rung.tell}


def _waits(settings: Settings) -> Iterator[Doubt]:
    paths = [("ladder", settings.ladder)]
    paths += [(f"ladders[{index}].rungs", ladder.rungs) for index, ladder in enumerate(settings.ladders)]
    for path, index, rung in ((path, *each) for path, rungs in paths for each in enumerate(rungs)):
        if rung.wait * rung.repeat > LONG_WAIT:
            says = f"{path}[{index}] waits {written(rung.wait * rung.repeat)} before anybody else is told."
            yield Doubt("ladder", says, "Is that meant? A shorter wait asks the next person sooner.")


def _shadowed(settings: Settings) -> Iterator[Doubt]:
    """The first that is meant for an incident is climbed: what stands below one that takes the same is never used."""
    for index, ladder in enumerate(settings.ladders):
        above = next((a for a in settings.ladders[:index] if _takes_all_of(a, ladder)), None)
        if above is not None:
            says = f'The ladder "{ladder.name}" is never climbed: "{above.name}" above it takes all that it is for.'
            yield Doubt("ladder", says, "Put the narrower one first.")


def _takes_all_of(above: Ladder, below: Ladder) -> bool:
    pairs: tuple[tuple[Collection[str], Collection[str]], ...] = (
        (above.classes, below.classes or tuple({KINDS[kind].grave for kind in below.kinds})),
        (above.kinds, below.kinds), (above.rooms, below.rooms),
    )  # fmt: skip
    same_hours = above.hours is None or above.hours == below.hours
    return same_hours and all(not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in pairs)


def _numbers(settings: Settings) -> Iterator[Doubt]:
    for says, do in texts.numbers(settings):
        yield Doubt("people", says, do)


def _unencrypted(settings: Settings) -> Iterator[Doubt]:
    if settings.centre and settings.centre.url.startswith("mqtt://") and not on_this_machine(settings.centre.url):
        says = "centre.url is unencrypted: what happens in this home can be read on the way."
        yield Doubt("centre", says, "Use mqtts://.")
    for says, do in texts.unencrypted(settings):
        yield Doubt("texts", says, do)


def _watched(settings: Settings) -> Iterator[Doubt]:
    """Who notices when this hub itself does not work?"""
    audit = settings.audit
    outside = THE_CENTRE in ways_out(settings) or (audit is not None and audit.ping is not None)
    if not outside:
        says = "There is neither a centre nor audit.ping: nobody notices when this hub is unplugged."
        yield Doubt("auditor", says, "Set up a check outside the house (docs/outside-watch.md).")
    if audit is None:
        says = "There is no [audit] section: nobody is told when the hub hangs, or when its auditor is missing."
        yield Doubt("auditor", says, "Add [audit], and enable the unit carehub-audit.")
        return
    if audit.sms is None and settings.sms.second is None:
        says = "The auditor texts by the hub's own provider: if that fails, neither is heard."
        yield Doubt("auditor", says, "Set up [audit.sms] or [sms.second].")
    if audit.ping is not None and audit.ping.startswith("http://") and not on_this_machine(audit.ping):
        says = "audit.ping is unencrypted: whoever reads it can say that all is well here."
        yield Doubt("auditor", says, "Use https://.")
    if audit.ping is not None and on_this_machine(audit.ping):
        says = "audit.ping is in the house: it is unplugged together with the hub."
        yield Doubt("auditor", says, "Use a service outside.")


def _visits(settings: Settings) -> Iterator[Doubt]:
    yield from (Doubt("visits", *doubt) for doubt in visits.doubts(settings))


def _devices(settings: Settings) -> Iterator[Doubt]:
    if not settings.devices:
        yield Doubt("devices", "There are no [[devices]]: the hub sees nothing.", "Add what this home has.")
    for device in settings.devices:
        if device.room is None and device.worn_by is None:
            says = f'Device "{device.name}" has no room: a text cannot say where it is.'
            yield Doubt("devices", says, "Add room, or worn_by.")
    if settings.agreed("inactivity") and only_lain_on(settings):
        says = "Only a bed or a chair shows movement: expect a call for stillness every day or two."
        yield Doubt("devices", says, "Add motion sensors, in two rooms at least.")
    yield from _exits(settings, [device for device in settings.devices if device.use == "exit door"])


def only_lain_on(settings: Settings) -> bool:
    """Whether nothing but a bed or a chair shows that somebody moves: the day looks as still as a fall."""
    seen = {device.use for device in settings.devices} & SEES
    return bool(seen) and seen <= {"bed", "chair"}


def _radios(settings: Settings) -> Iterator[Doubt]:
    zigbee = [device for device in settings.devices if settings.source(device.id) == "zigbee2mqtt"]
    if zigbee and settings.mqtt is not None and not settings.mqtt.zigbee2mqtt:
        says = f'Device "{zigbee[0].name}" can only be a Zigbee one, and mqtt.zigbee2mqtt is false: it is never heard.'
        yield Doubt("devices", says, "Give it a [[topics]] entry, or set mqtt.zigbee2mqtt to true.")
    for device in settings.devices:
        if device.bluetooth is not None and settings.source(device.id) != "bluetooth":
            says = f'Device "{device.name}" has bluetooth settings, but its id is no Bluetooth address.'
            yield Doubt("devices", says, "Is the id right? An address looks like A0:9E:1A:00:00:01.")
        yield from _too_coarse_for_falls(device)


def _calls(settings: Settings) -> Iterator[Doubt]:
    for index, topic in enumerate(settings.topics):
        if topic.kind == "help" and not topic.on:
            says = f"topics[{index}] calls for help and has no on: any message there is a call."
            yield Doubt("devices", says, "Write the words of a press in on, if it says others too.")


def _too_coarse_for_falls(device: Device) -> Iterator[Doubt]:
    """Behaviour 26: a hub does not pretend to see falls where it cannot."""
    given = device.bluetooth.acceleration if device.bluetooth is not None else None
    if given is None or not (device.use == "fall device" or device.placement is not None):
        return
    if device.too_coarse:
        says = (
            f'"{device.name}" is set to {given.rate:g} samples a second and {given.most:g} g: it cannot detect falls.'
        )
        do = f"Set it to {SLOWEST_FOR_FALLS:g} a second or more, and to more than {NARROWEST_FOR_FALLS:g} g."
        yield Doubt("devices", says, do)


def _exits(settings: Settings, doors: list[Device]) -> Iterator[Doubt]:
    exits = {room.id for room in settings.rooms if room.exit}
    if settings.devices and not doors:
        says = "No device is an exit door: being out looks like lying still, and each absence of over 12 h is called."
        yield Doubt("devices", says, "Put a contact sensor on the front door.")
    for door in doors:
        if door.room is not None and door.room not in exits:
            says = f'Device "{door.name}" is an exit door, but its room "{door.room}" has no exit = true.'
            yield Doubt("devices", says, "Add exit = true to the room.")


DOUBTS: tuple[Callable[[Settings], Iterator[Doubt]], ...] = (
    _service, _access, _consent, _zigbee, _ways_out, _people, _languages, _waits, _shadowed, _numbers, _unencrypted,
    _watched, _visits,
    _devices, _radios, _calls,
)  # fmt: skip
"""In the order in which `check` says them."""
