"""Which of a device's `action` words are calls for help, which are presses, and which are not a person's doing.

Decided by the words between the underscores, since one word comes in a hundred spellings (`1_sos`, `emergency_hold`).
The 1,941 actions of all converters are compared with this in tests/connectors/zigbee2mqtt/test_actions.py.
"""

from connectors.zigbee2mqtt.words import CANCEL_WORDS, HELP_WORDS

LOCK_WORDS = frozenset({"lock", "unlock", "locked", "finger", "fingerprint", "password", "rfid"})
"""Said by the log of a door lock: how it was locked or opened, or why not. Its state is a reading of its own."""

NOT_A_PRESS = frozenset({
    "none", "unknown", "identify",  # an event of the radio, or no event
    "fall", "drop", "vibration", "tilt", "movement", "motion", "static", "orientation", "wakeup",  # of a thing
    "1_min_inactivity", "w100_pmtsd_request", "screen_sleep", "screen_wake",  # a device did that by itself
    "moving", "opening", "closing", "stopped",  # a motor tells where it is
    "door_closed", "lock_opened", "lock_opened_inside", "lock_opened_outside", "change_language_to",
    "non_access_user_operational_event", "keypad_unlock", "zigbee_unlock",  # the rest of the log of a lock
})  # fmt: skip
"""Actions that are no press. What is not listed is one: an unknown word may be a person, and it raises no alarm."""

NOT_PRESSED_IN = ("region",)
"""How the actions begin by which a presence sensor tells in which part of the room somebody is."""

OF_A_SWITCH = frozenset({"wakeup", "tilt", "lock", "unlock"})
"""Of NOT_A_PRESS and the locks' words: what is a press all the same if the device is a switch in somebody's hand."""


HAPPENINGS: dict[str, str] = {
    "motion": "motion", "vibration": "vibration", "shake": "vibration", "movement": "vibration",
    "triple_strike": "vibration", "triple_tap": "vibration", "tilt": "vibration", "drop": "vibration",
}  # fmt: skip
"""What a sensor of movement or vibration says by its `action`: that it happened, and never that it is over."""


def press(word: str) -> str | None:
    """The kind of reading that an action is: `help`, `cancel` or `button`; None if nobody pressed anything."""
    word = word.lower()
    words = word.split("_")
    if HELP_WORDS & set(words):
        return "help"
    if word in CANCEL_WORDS:
        return "cancel"
    if word in NOT_A_PRESS or words[0] in NOT_PRESSED_IN or LOCK_WORDS & set(words):
        return None
    return "button"
