"""`python -m hub.pages.visit.ask_ways FILE`: what `carehub check --live` says of the ways out, a JSON line each.

A visit looks at them before it asks for people: then a stand-in is on the ladder, in memory only, so that a way counts.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from hub.check import LINES, checks
from hub.check_line import Line
from hub.model.household import Contact, Rung, Settings
from hub.model.ids import CENTRE, ContactId
from hub.settings import load
from hub.settings.doubts import ways_out

BESIDE = ("texts", "calls", "auditor's texts", "outside watch", "ways out")
STAND_IN = Contact(id=ContactId("stand-in"), name="Stand-in", phone="+447700900999")


def about_ways(settings: Settings) -> Iterator[Line]:
    """The lines that are about ways out, in the order of `check`."""
    whole = settings if settings.ladder else _with_stand_in(settings)
    wanted = {LINES.get(way, way) for way in ways_out(whole)} | set(BESIDE)
    # Broker and radios are no ways out, and to try them leaves traces that a running hub tells people of.
    only = structs.replace(whole, mqtt=None, devices=(), topics=())
    return (line for line in checks(only, live=True) if line.what in wanted)


def _with_stand_in(settings: Settings) -> Settings:
    centre = (CENTRE,) if settings.centre is not None else ()
    return structs.replace(settings, contacts=(STAND_IN,), ladder=(Rung(tell=(*centre, STAND_IN.id)),))


def main(file: Path) -> None:
    """Prints them."""
    for line in about_ways(load(file)):
        sys.stdout.write(f"{msgspec.json.encode(line).decode()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
