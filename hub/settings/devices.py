"""Does every device of hub.toml have its place, and say what must be known of it?"""

from hub.model.events import PRESSES, UNITS
from hub.model.household import Settings, Topic
from hub.settings.place import Place, shown
from hub.settings.references import is_known


def are_somewhere(settings: Settings, place: Place) -> None:
    """SettingsError if a room that is named is not there, or nobody who wears a device."""
    rooms = [room.id for room in settings.rooms]
    residents = [resident.id for resident in settings.residents]
    for index, device in enumerate(settings.devices):
        at = place.key("devices").item(index)
        is_known(device.room, rooms, at.key("room"), "[[rooms]]")
        is_known(device.worn_by, residents, at.key("worn_by"), "[[residents]]")
        if device.use == "fall device" and device.worn_by is None and len(residents) > 1:
            raise at.key("worn_by").refuse("nothing", "the resident who wears it, since more than one lives here")
    night = place.key("detectors").key("night")
    for name in ("bedroom", "bathroom"):
        is_known(getattr(settings.detectors.night, name), rooms, night.key(name), "[[rooms]]")


def are_not_in_their_own_place(settings: Settings, place: Place) -> None:
    """An address that was replaced cannot still be a device: both would have one history."""
    used = {device.id.lower(): index for index, device in enumerate(settings.devices)}
    first: dict[str, Place] = {}
    for index, device in enumerate(settings.devices):
        for number, old in enumerate(device.formerly):
            at = place.key("devices").item(index).key("formerly").item(number)
            if old.lower() in used:
                there = place.key("devices").item(used[old.lower()]).key("id").path
                raise at.refuse(f"{shown(old)}, which is {there}", "an address that is no device of this home any more")
            if old.lower() in first:
                raise at.refuse(f"{shown(old)} again", f"an address other than that of {first[old.lower()].path}")
            first[old.lower()] = at


def acceleration_is_described(settings: Settings, place: Place) -> None:
    """SettingsError if it is to be read from a characteristic that nobody describes."""
    for index, device in enumerate(settings.devices):
        radio = device.bluetooth
        if radio is not None and radio.connect == "acceleration" and radio.acceleration is None:
            at = place.key("devices").item(index).key("bluetooth").key("acceleration")
            raise at.refuse("nothing", 'a description of the characteristic, since connect is "acceleration"')


def placement_is_known(settings: Settings, place: Place) -> None:
    """A fall looks different at the waist, the wrist and in a pocket: nobody guesses where a device is worn."""
    for index, device in enumerate(settings.devices):
        at = place.key("devices").item(index)
        if device.use == "fall device" and device.streams and device.placement is None:
            raise at.key("placement").refuse("nothing", "where it is worn: waist (or chest), wrist or pocket (or hip)")
        if device.placement is not None and not device.streams:
            found = f"{shown(device.placement)}, and it sends no acceleration"
            raise at.key("placement").refuse(found, 'bluetooth.connect = "polar" or "acceleration", or no placement')
        if device.placement is not None and device.worn_by is None and len(settings.residents) > 1:
            raise at.key("worn_by").refuse("nothing", "the resident who wears it, since more than one lives here")


def tags_only_advertise(settings: Settings, place: Place) -> None:
    """SettingsError if the hub is to connect to a tag."""
    for index, device in enumerate(settings.devices):
        if device.use == "tag" and device.bluetooth is not None and device.bluetooth.connect is not None:
            at = place.key("devices").item(index).key("bluetooth").key("connect")
            because = "nothing: a tag that is connected does not advertise, and would be taken for away"
            raise at.refuse(shown(device.bluetooth.connect), because)


def are_told_of_by_topics(settings: Settings, place: Place) -> None:
    """SettingsError if a topic tells of no device, says nothing of it, or comes from no broker."""
    devices = [device.id for device in settings.devices]
    for index, topic in enumerate(settings.topics):
        at = place.key("topics").item(index)
        is_known(topic.device, devices, at.key("device"), "[[devices]]")
        _has_words(topic, at)
    if settings.mqtt is None and (settings.topics or settings.home_assistant.tells):
        because = "[[topics]]" if settings.topics else "home_assistant.tells"
        raise place.key("mqtt").refuse("nothing", f"a broker, since there is {because}")


def _has_words(topic: Topic, at: Place) -> None:
    """A number needs no words, everything but a press or a sign of life needs some, and no word means both."""
    if topic.kind in UNITS and (topic.on or topic.off):
        raise at.key("on" if topic.on else "off").refuse("words", f"none, since {topic.kind} is a number")
    if topic.kind not in UNITS | dict.fromkeys(PRESSES | {"heard"}) and not topic.on:
        raise at.key("on").refuse("nothing", f"the words that mean {topic.kind}")
    both = {word.lower() for word in topic.on} & {word.lower() for word in topic.off}
    if both:
        raise at.key("off").refuse(shown(min(both)), "a word that is not in on")
