"""The sentences that detectors and the core make in English, and how each is said in another language.

What was found and what was done is kept in English, for the record. In a text it is said in the language of whoever
gets it: the sentence is recognised by its template, what fills its places is read, and the whole is said anew. A
sentence of another kind is said as it is.
"""

import re

from hub.core.recognising import Catalogue, Place, Says

SENTENCES: tuple[str, ...] = (
    # what holds another sentence
    "again: {because}",
    "{because}, 999 called",
    "{because}; no other way out is left",
    "{because}; texts leave by {name} now",
    # what was pressed, and what a sensor says
    "Help button pressed: unknown device {device}: still on when first seen, last reported {time}",
    "Help button pressed: unknown device {device} at {time}, heard {time2}",
    "Help button pressed: unknown device {device}",
    "{device} pressed: still on when first seen, last reported {time}",
    "{device} pressed at {time}, heard {time2}",
    "{device} pressed",
    "cancelled in the home with {device}",
    "{device} no longer reports {hazard}",
    "{device} reports {hazard}: still on when first seen, last reported {time}",
    "{device} reports {hazard} since {time}, heard {time2}",
    "{device} reports {hazard} at {time}, heard {time2}",
    "{device} reports {hazard}",
    "{device} still on {span} after its test",
    "late: the hub was off from {time} to {time2}",
    # what did not move, and what did
    "no movement since the watch began at {time} ({limit})",
    "no movement since {time} ({limit})",
    "{limit}, {span} of it unseen",
    "{span} of it unseen",
    "not heard all the time: {devices} and {number} more",
    "not heard all the time: {devices}",
    "since {time}: may be stuck, or a faulty sensor",
    "since {time}: stuck, or a faulty sensor",
    "limit {span} after the night",
    "limit {span} at night",
    "limit {span} after the door was used",
    "limit {span}, usually {span2}",
    "limit {span}",
    "movement in {room} at {time}",
    "{device} saw somebody at {time}, and nobody should be at home",
    "{device} opened at {time}, nobody seen inside for {span} after it",
    "{device} closed at {time}, nobody seen inside for {span} after it",
    # the home itself
    "no room is above {number} degrees since {time}; {room}: {number2}",
    "no room is below {number} degrees since {time}; {room}: {number2}",
    "{room} is below {number} degrees since {time}, now {number2}",
    "{room} is above {number} degrees since {time}, now {number2}",
    "{room} is warm again: {number} degrees",
    "{room} is cooler again: {number} degrees",
    "{room} is damp since {time}: humidity {number} % on average (limit {number2} %)",
    "{room} is drier again: humidity {number} % on average",
    "{device} is on since {time}, nobody there since {time2}",
    "{device} is on since {time}, for {span}",
    "{device} is off again",
    "no use of {devices} by {time}, usually by {time2}",
    "no use of {devices} by {time}",
    "{device} is used",
    # the night, and who is not back
    "up at {time}, nothing moves since {time2}",
    "up at {time}, only in this room since {time2}",
    "up at {time}, not back within {span}",
    "back in bed at {time}",
    "back in the bedroom at {time}",
    "{number} visits to the bathroom last night, usually {number2}",
    "{number} visits to the bathroom last night",
    "{number} changes of room in {span}",
    "out since {time}, usually back within {span}",
    "out since {time}, should be back by {time2}",
    "out since {time}, for over {span}",
    "{device} saw somebody at {time}",
    # falls that a worn device felt
    "{device} felt a fall at {time}, and has not moved since",
    "nothing has moved for {span} since {device} felt a fall at {time}",
    "nothing has moved for {span} since {device} was dropped at {time}",
    "{device} has not moved for {span}; it felt a fall at {time}",
    "{device} has not moved for {span}; it was dropped at {time}",
    "the fall was withdrawn at first",
    "the fall was cancelled at first",
    "{device} felt a fall at {time}: in its first week it calls nobody by itself",
    "{device} felt a fall, and {device2} may have seen one",
    "{device} felt a fall, and {device2} saw one",
    "{device} reports a fall and {device2} felt a fall",
    "movement in {room} and in {room2} since {device} felt a fall",
    "{device} felt a fall",
    "whoever wears {device} is upright and walks again",
    "{device} has been worn {number} days: no alarm would have been raised. It now calls for help by itself",
    "{device} has been worn {number} days: 1 alarm would have been raised. It now calls for help by itself",
    "{device} has been worn {number} days: {number2} alarms would have been raised. It now calls for help by itself",
    "{device} worn {number} days. Alarms: {number2}; would have been: {number3}. It now calls for help by itself",
    "{device} has raised {number} false alarms in a week",
    "{device} has not been worn since {time}: it feels no fall",
    "{device} is worn again",
    "{device} feels no fall: {reason}",
    "{device} feels falls again",
    "the fall model can be used again",
    # how somebody's days have changed
    "{change}; also {also} and {also2}",
    "{change}; also {also}",
    "the usual days have changed since {day}: please ask how things are",
    "up at night about {number} times, usually {number2}, since {day}",
    "gets up at about {time}, usually {time2}, since {day}",
    "rests about {span} a night, usually {span2}, since {day}",
    "moves about {number} % less than usual since {day}",
    "goes out about {number} % less than usual since {day}",
    "is in the kitchen about {number} % less than usual since {day}",
    "is in the bathroom about {number} % longer than usual since {day}",
    "is restless at night about {number} % more than usual since {day}",
    "walks about {number} % slower than usual since {day}",
    "has about {number} % fewer callers than usual since {day}",
    # care visits
    "{name} ({time}-{time2}) could not be seen: {reason}",
    "{name} ({time}-{time2}) not seen by {time3}",
    "{name} may have come, but {name2} is there for a visit",
    "{name} came at {time}: {reason}",
    "others move here, {device} used at {time}",
    "{device} used at {time}, movement in {room} and {room2}, nobody seen to leave",
    "{device} used at {time}, movement in {room} and {room2}",
    "{device} was near for {span} only, at {time}",
    "{device} was near",
    "no word from {device}",
    "the hub was off {time}-{time2}",
    "not watched until {time}",
    "whoever came has gone",
    "nobody has said whether it was made",
    "{name} says that somebody comes",
    # devices
    "please press {device} once to test it (it calls as usual): not heard since {time}",
    "please test {device} once (it calls as usual): not heard since {time}",
    "{device} has not been heard since {time}",
    "{device}: zigbee2mqtt does not know it (removed, or never paired)",
    "Zigbee is heard again",
    "{device} is heard again",
    "{device} has seen movement without a pause since {time}: may be faulty",
    "{device} has opened or closed {number} times since {time}: may be faulty",
    "{device} is quiet again",
    "{device} says that it is faulty",
    "{device} says that it works again",
    "{name} says that {device} does not work",
    "{name} says that {device} works again",
    "{device} was opened or taken down",
    "{device} is closed and in its place again",
    "the battery of {device} is low ({number} %)",
    "the battery of {device} is low",
    "the battery of {device} is good again ({number} %)",
    "the battery of {device} is good again",
    "zigbee2mqtt does not know {devices} and {number} more",
    "zigbee2mqtt does not know {devices}",
    "not heard any more: {devices} and {number} more",
    "not heard any more: {devices}",
    "replaced by a new one",
    "taken out of the settings",
    "works again",
    # links, ways out, and the hub itself
    "{trouble}, since {time} ({reason})",
    "{trouble}, since {time}",
    "the broker cannot be reached, so none of its sensors is heard",
    "zigbee2mqtt is not running, so no Zigbee sensor is heard",
    "nothing is heard from Zigbee",
    "zigbee2mqtt runs: unplug its stick, plug it in again",
    "the Bluetooth radio does not work, so no Bluetooth device is heard",
    "Home Assistant is not running, so none of its sensors is heard",
    "the centre cannot be reached",
    "nobody is listening at the centre",
    "texts cannot be sent",
    "the broker is reached again",
    "zigbee2mqtt is running again",
    "the Bluetooth radio works again",
    "Home Assistant is running again",
    "the centre is reached again",
    "the centre is listening again",
    "texts can be sent again",
    # providers of texts
    "texts by {name} cannot be sent",
    "texts by {name} can be sent again",
    "{name} has credit enough",
    "{name} takes texts again",
    "nothing is left at Twilio ({reason})",
    "only {name} is left at Twilio",
    "the Twilio account has no credit",
    "the Twilio account is not active (often: no credit)",
    "the Twilio account is not active",
    "the Twilio account is suspended (often: no credit)",
    "the Twilio account has used up its texts for today",
    "the text costs more than the account allows",
    "Twilio does not accept the account and token",
    "Twilio does not let this account send",
    "Twilio does not know this account",
    "our own number is not one of this Twilio account any more",
    "our own number does not belong to this Twilio account",
    "our own number is not registered with the carriers",
    "our own number cannot send texts",
    "our own number is not valid",
    "our own number is missing",
    "the messaging service does not exist",
    "the messaging service has no number",
    "GOV.UK Notify does not accept the API key",
    "GOV.UK Notify says that this hub's clock is wrong",
    "GOV.UK Notify has sent as many texts as it may today",
    "GOV.UK Notify does not let this service send texts",
    "GOV.UK Notify does not know sender_id",
    "GOV.UK Notify does not know the template",
    "GOV.UK Notify cannot use the template",
    "the template at GOV.UK Notify is for {name}, not for texts",
    "the template at GOV.UK Notify asks for more than ((body))",
    "the template at GOV.UK Notify has no ((body))",
    "the centre can be told again",
    "texts cannot be sent ({reason})",
    "the centre cannot be told ({reason})",
    "{name}'s number refuses texts: {reason}",
    "{name} can be texted again",
    "calls cannot be made ({reason})",
    "calls can be made again",
    "{name}'s number refuses calls: {reason}",
    "the detector {name} failed ({reason}) and was restarted",
    "test asked for by {name}",
    "nobody checks this hub from outside: its auditor is not running",
    "the auditor of this hub is running again",
    # what is held back
    "{name} is there for a visit",
    # tests of the people who are asked
    "{name} has not answered the test of {time}; it was delivered",
    "{name} has not answered the test of {time}; it may not have arrived",
    # who does what
    "{name} has it now and is on the way, {span}",
    "{name} has it now and is on the way",
    "{name} has it now and is there",
    "{name} has it now, but somebody must still go",
    "{name} has it now",
    "{name} is going too",
    "{name} is going",
    "{name} is on the way, {span}",
    "{name} is on the way",
    "{name} is there now",
    "{name} cannot go after all",
    "{name} coordinates, but somebody must still go",
    "{name} has called 999, but somebody must still go",
    "{name} has called 999",
    "{name} is asked",
    "{name} cannot take it",
    "{name} has not answered",
    "it is {name}'s already",
    "{name} has no phone",
    "{name} cannot be texted: {reason}",
    "{name} cannot be called: {reason}",
    "{name} will see to it",
    "{name} says that all is well",
    "{name} texted: all is well",
    "{name} texted: something; please ask them",
    "it was pressed again and {name} has not answered; others are asked again",
    "it has happened again and {name} has not answered; others are asked again",
    "{name} has not said whether they are still going; others are asked again",
    "the hub cannot speak in the home: espeak-ng is not installed",
    "the hub cannot speak in the home: the sound card takes nothing",
    "the hub cannot speak in the home: espeak-ng fails",
    "the hub can speak in the home again",
    # the rest: these could be said of anything
    "{name}: works again",
    "{name} does not work",
    "{name} works again",
)
"""Every template, the more particular before the more general. A {place} is read by its name: `PLACES`."""


def _as_it_is(to: Says, words: str) -> str:
    return words


def _time(to: Says, words: str) -> str:
    clock, _, day = words.partition(" on ")
    if not day:
        return clock
    number, month = day.split()
    return to.say("{clock} on {day} {month}", clock=clock, day=number, month=to.word(month))


def _day(to: Says, words: str) -> str:
    number, month = words.split()
    return to.say("{day} {month}", day=number, month=to.word(month))


def _span(to: Says, words: str) -> str:
    return re.sub(r"[a-z]+", lambda unit: to.word(unit[0]), words)


def _device(to: Says, words: str) -> str:
    name = words.removeprefix("unknown device ")
    return to.say("unknown device {name}", name=name) if name != words else to.device(words)


def _devices(to: Says, words: str) -> str:
    return ", ".join(to.device(each) for each in words.split(", "))


def _word(to: Says, words: str) -> str:
    return to.word(words)


def _sentence(to: Says, words: str) -> str:
    return to.tell(words)


ALSO = ("more often up at night", "less movement", "less time out", "less in the kitchen", "later up", "longer nights",
        "longer in the bathroom", "restless nights", "slower walking", "fewer callers")  # fmt: skip
UNITS = ("s", "min", "h", "days")
HAZARDS = ("smoke", "carbon monoxide", "gas", "heat", "water", "a fall")
NAME = Place(".+?", _as_it_is)
PLACES: dict[str, Place] = {
    "time": Place(r"\d\d:\d\d(?: on \d{1,2} [A-Z][a-z]{2})?", _time),
    "span": Place(rf"\d+ (?:{'|'.join(UNITS)})(?: \d+ min)?", _span),
    "number": Place(r"-?\d+(?:\.\d+)?", _as_it_is),
    "hazard": Place("|".join(HAZARDS), _word),
    "device": Place(".+?", _device),
    "devices": Place(".+?", _devices),
    "limit": Place("limit .+?", _sentence),
    "day": Place(r"\d{1,2} [A-Z][a-z]{2}", _day),
    "also": Place("|".join(ALSO), _word),
    "change": Place(r".+ since \d{1,2} [A-Z][a-z]{2}", _sentence),
    "because": Place(".+?", _sentence),
    "reason": Place(".+", _sentence),
    "trouble": Place(".+?", _sentence),
}
"""The places that hold more than a name, by their name without its number."""


KNOWN = Catalogue({each: each for each in SENTENCES}, PLACES, NAME)


def told(to: Says, sentence: str) -> str:
    """The sentence in the language of `to`; as it is if no template is like it."""
    return KNOWN.told(to, sentence) or sentence


def recognised(sentence: str) -> tuple[str, dict[str, str]]:
    """The template that the sentence was made of, and what fills its places; an empty one if there is none."""
    return KNOWN.recognised(sentence)
