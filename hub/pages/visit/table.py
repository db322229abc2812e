"""Every step of the visit, in the order in which a visit really goes."""

from hub.pages.visit.step import Step, not_built

STEPS: tuple[Step, ...] = (
    Step(name="consent", title="What was agreed", about="Who agreed to what, and when it is looked at again.",
         standing=not_built),
    Step(name="ways-out", title="Ways out", about="Can an alarm leave this house? All else rests on it.",
         standing=not_built),
    Step(name="access", title="How to get in", about="Street door, key safe, key, dog and oxygen: each of them tried.",
         standing=not_built),
    Step(name="home", title="Home and resident", about="Who lives and moves here, and what they need.",
         standing=not_built),
    Step(name="rooms", title="Rooms", about="The rooms, and which of them has a door to the outside.",
         standing=not_built),
    Step(name="pair", title="Devices", about="Each device joins, and gets its name, its room and what it is there for.",
         standing=not_built),
    Step(name="place", title="Places", about="Each device where it will stay, with enough signal there.",
         standing=not_built),
    Step(name="walk", title="Walk test", about="You walk through the home, and each sensor is heard.",
         standing=not_built),
    Step(name="help", title="Help button", about="Pressed in every room where it will be worn.",
         standing=not_built),
    Step(name="fall", title="Fall device", about="Worn for a few minutes, and looked at.",
         standing=not_built),
    Step(name="press", title="The resident presses", about="The resident presses once, and hears the answer.",
         standing=not_built),
    Step(name="people", title="People", about="Who is asked, in which order, and whether each of them can be reached.",
         standing=not_built),
    Step(name="rehearsal", title="Rehearsal", about="What this kit would notice, how soon, and how often for nothing.",
         standing=not_built),
)  # fmt: skip
"""The certificate follows after the last of them."""


NAMES = frozenset(each.name for each in STEPS)


def step(name: str) -> Step:
    """The step of that name."""
    return next(each for each in STEPS if each.name == name)
