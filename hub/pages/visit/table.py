"""Every step of the visit, in the order in which a visit really goes."""

from hub.pages.visit import access, consent, home, people, rehearsal, rooms, ways_out
from hub.pages.visit.devices import answer, button, pairing_step, places, walking, worn
from hub.pages.visit.step import Step
from hub.pages.words import later

STEPS: tuple[Step, ...] = (
    Step(name="consent", title=later("What was agreed"),
         about=later("Who agreed to what, and when it is looked at again."),
         standing=consent.standing, essential=True),
    Step(name="ways-out", title=later("Ways out"),
         about=later("Can an alarm leave this house? All else rests on it."),
         standing=ways_out.standing, essential=True),
    Step(name="access", title=later("How to get in"),
         about=later("Street door, key safe, key, dog and oxygen: each of them tried."),
         standing=access.standing, essential=True),
    Step(name="home", title=later("Home and resident"),
         about=later("Who lives and moves here, and what they need."),
         standing=home.standing, essential=True),
    Step(name="rooms", title=later("Rooms"),
         about=later("The rooms, and which of them has a door to the outside."),
         standing=rooms.standing, essential=True),
    Step(name="pair", title=later("Devices"),
         about=later("Each device joins, and gets its name, its room and what it is there for."),
         standing=pairing_step.standing),
    Step(name="place", title=later("Places"),
         about=later("Each device where it will stay, with enough signal there."),
         standing=places.standing),
    Step(name="walk", title=later("Walk test"),
         about=later("You walk through the home, and each sensor is heard."),
         standing=walking.standing),
    Step(name="help", title=later("Help button"),
         about=later("Pressed in every room where it will be worn."),
         standing=button.standing),
    Step(name="fall", title=later("Fall device"),
         about=later("Worn for a few minutes, and looked at."),
         standing=worn.standing),
    Step(name="press", title=later("The resident presses"),
         about=later("The resident presses once, and hears the answer."),
         standing=answer.standing),
    Step(name="people", title=later("People"),
         about=later("Who is asked, in which order, and whether each of them can be reached."),
         standing=people.standing, essential=True),
    Step(name="rehearsal", title=later("Rehearsal"),
         about=later("What this kit would notice, how soon, and how often for nothing."),
         standing=rehearsal.standing),
)  # fmt: skip
"""The certificate follows after the last of them."""


NAMES = frozenset(each.name for each in STEPS)


def step(name: str) -> Step:
    """The step of that name."""
    return next(each for each in STEPS if each.name == name)
