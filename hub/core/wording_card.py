"""What stands on the contact card by which somebody's telephone knows the service."""

from hub.core.speech import Speaker


def name(to: Speaker) -> str:
    """How the service is called in their list of contacts."""
    return to.say("CareHub for {name}", name=to.resident(None))


def note(to: Speaker) -> str:
    """What they should do with it."""
    return to.say("Alarms come from here. Let this contact ring and show its texts when your phone is silenced.")
