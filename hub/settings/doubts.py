"""What is allowed in hub.toml and still worth saying: sentences for `carehub check`."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import get_args

from hub.model.household import Device, Function, Settings
from hub.model.ids import CENTRE
from hub.settings.durations import written
from hub.settings.rules import on_this_machine, valid_phone

LONG_WAIT = timedelta(minutes=30)
"""A rung that waits longer leaves somebody on the floor longer; an installer may have meant seconds or minutes."""


def warnings(settings: Settings) -> tuple[str, ...]:
    """What a careful colleague would ask about these settings, a sentence or two each."""
    return tuple(sentence for doubt in DOUBTS for sentence in doubt(settings))


def ways_out(settings: Settings) -> tuple[str, ...]:
    """The ways by which an alarm can leave this house: a real text provider, and the centre if it is agreed."""
    told = {name for rung in settings.ladder for name in rung.tell}
    texts = settings.sms.provider != "console" and told - {CENTRE}
    centre = settings.centre is not None and settings.agreed("centre") and CENTRE in told
    return (("text messages",) if texts else ()) + (("the centre",) if centre else ())


def _service(settings: Settings) -> Iterator[str]:
    if settings.home.service != "in service":
        yield f'home.service is "{settings.home.service}": this home is not watched as usual.'


def _consent(settings: Settings) -> Iterator[str]:
    if settings.consent is None:
        yield "There is no [consent] section: everything is on. Write down who agreed to what, and when."
        return
    silent = [name for name in get_args(Function) if name not in settings.consent]
    if silent:
        yield f"[consent] does not name {', '.join(silent)}: not agreed, so it does not run."
    for name, given in settings.consent.items():
        if given.agreed and not (given.by and given.on):
            yield f"consent.{name} is agreed, but not by whom and on which day. Add by and on."


def _zigbee(settings: Settings) -> Iterator[str]:
    if settings.mqtt is None:
        yield "There is no [mqtt] section: no Zigbee sensor or button is heard."
    elif settings.mqtt.url.startswith("mqtt://") and not on_this_machine(settings.mqtt.url):
        yield "mqtt.url crosses the network unencrypted. Use mqtts://, or a broker on this machine."


def _ways_out(settings: Settings) -> Iterator[str]:
    ways = ways_out(settings)
    if settings.sms.provider == "console":
        yield 'sms.provider is "console": texts are only printed, and nobody\'s phone rings.'
    if not ways:
        yield "NO way out: no alarm can leave this house. Set up [sms] or [centre]."
    if len(ways) == 1:
        yield f"ONE way out ({ways[0]}): if it fails, nobody is told. Set up a second."


def _people(settings: Settings) -> Iterator[str]:
    told = {name for rung in settings.ladder for name in rung.tell}
    if len(told) == 1:
        yield "Only one name stands on the ladder: if they cannot answer, nobody else is asked."
    contacts = [contact for contact in settings.contacts if contact.id in told]
    centre = CENTRE in told and settings.centre is not None and settings.centre.can_attend
    if not centre and not any(contact.can_attend for contact in contacts):
        yield "Nobody on the ladder can attend: there is nobody to send to the door."
    for contact in settings.contacts:
        if contact.id not in told and (settings.notices is None or contact.id not in settings.notices.tell):
            yield f'Contact "{contact.id}" is on no rung and in no notices: they are never told anything.'


def _waits(settings: Settings) -> Iterator[str]:
    for index, rung in enumerate(settings.ladder):
        if rung.wait * rung.repeat > LONG_WAIT:
            yield f"ladder[{index}] waits {written(rung.wait * rung.repeat)} before anybody else is told."


def _numbers(settings: Settings) -> Iterator[str]:
    given = [(f"contact {contact.id}", contact.phone) for contact in settings.contacts]
    given += [(f"resident {resident.id}", resident.phone) for resident in settings.residents]
    given.append(("sms.sender", settings.sms.sender))
    for who, number in given:
        if number and not valid_phone(number):
            yield f"The number of {who}, {number}, belongs to no known network. Ring it once."
    for number, count in Counter(contact.phone for contact in settings.contacts if contact.phone).items():
        if count > 1:
            yield f"{count} contacts share the number {number}: an answer from it is taken as the first one's."


def _unencrypted(settings: Settings) -> Iterator[str]:
    if settings.centre and settings.centre.url.startswith("mqtt://") and not on_this_machine(settings.centre.url):
        yield "centre.url is unencrypted: what happens in this home can be read on the way. Use mqtts://."
    if settings.sms.api_base.startswith("http://") and not on_this_machine(settings.sms.api_base):
        yield "sms.api_base is unencrypted: the provider's token can be read on the way. Use https://."


def _devices(settings: Settings) -> Iterator[str]:
    if not settings.devices:
        yield "There are no [[devices]]: the hub sees nothing."
    for device in settings.devices:
        if device.room is None and device.worn_by is None:
            yield f'Device "{device.name}" has no room: a text cannot say where it is.'
    yield from _exits(settings, [device for device in settings.devices if device.use == "exit door"])


def _exits(settings: Settings, doors: list[Device]) -> Iterator[str]:
    exits = {room.id for room in settings.rooms if room.exit}
    if settings.devices and not doors:
        yield "No device is an exit door: the hub cannot tell that everybody has gone out, and may raise inactivity."
    for door in doors:
        if door.room is not None and door.room not in exits:
            yield f'Device "{door.name}" is an exit door, but its room "{door.room}" has no exit = true.'


DOUBTS: tuple[Callable[[Settings], Iterator[str]], ...] = (
    _service, _consent, _zigbee, _ways_out, _people, _waits, _numbers, _unencrypted, _devices,
)  # fmt: skip
"""In the order in which `check` says them."""
