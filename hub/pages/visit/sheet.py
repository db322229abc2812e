"""What a step's page works with: the open visit, how each step stands, notes, and the frame around a page."""

import asyncio
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import language, moved, note, page, person, site
from hub.pages.site import Site
from hub.pages.visit.devices.said import clock
from hub.pages.visit.lasting import moment
from hub.pages.visit.on_top import Alarm, Test, alarms, tests
from hub.pages.visit.record import Kept, NoVisit, Visit, Visits
from hub.pages.visit.step import About, Notes, Standing, Step, Words
from hub.pages.visit.table import STEPS
from hub.pages.words import later, saying

ASKED = ("devices", "contacts", "status", "overview")
"""What the hub is asked, to judge the steps."""


LIVE = "home,tests"
"""What every page of a visit is kept up to date with: whether an alarm is real stands on top at once."""


class Stands(Struct, frozen=True):
    """A step, how it is with it, and what is kept of it."""

    step: Step
    standing: Standing
    kept: Kept


class View:
    """A visit, and how its steps stand now."""

    def __init__(self, place: Site, visit: Visit, of_hub: dict[str, dict[str, Any]]) -> None:
        self._place, self.visit, self.of_hub = place, visit, of_hub

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """Real alarms that are open."""
        return alarms(self.of_hub["overview"])

    @property
    def tests(self) -> tuple[Test, ...]:
        """Devices whose next press is a test."""
        return tests(self.of_hub["devices"])

    @property
    def in_force(self) -> bool:
        """Whether the hub works by the settings that these pages show."""
        return not self._place.broken and self.about(STEPS[0].name).in_force

    @property
    def runs(self) -> bool:
        """Whether the hub answers."""
        return bool(self.of_hub["status"].get("ok"))

    def about(self, name: str) -> About:
        """What the step of that name is judged by."""
        return About(
            settings=self._place.settings, notes=self.visit.step(name).notes, now=self._place.now(),
            of_hub=self.of_hub, all_notes=self.visit.notes,
        )  # fmt: skip

    def stands(self, step: Step) -> Stands:
        """How it is with a step. Whatever is proved counts, also before somebody looked at its page."""
        kept = self.visit.step(step.name)
        standing = step.standing(self.about(step.name))
        if kept.left_out and standing.state != "done":
            because = Words(later("Left out because: {because}"), {"because": kept.left_out})
            standing = Standing(state="left out", says=because, proofs=standing.proofs, weaker=standing.weaker)
        return Stands(step, standing, kept)

    def all(self) -> tuple[Stands, ...]:
        """Every step, in order."""
        return tuple(self.stands(each) for each in STEPS)


class Sheet(View):
    """The open visit, seen by one request."""

    def __init__(self, request: Request, visit: Visit, of_hub: dict[str, dict[str, Any]]) -> None:
        super().__init__(site(request), visit, of_hub)
        self._request = request

    def again(self) -> None:
        """Reads the record anew, once somebody has written into it."""
        self.visit = Visits(site(self._request).accounts.conn).open() or self.visit

    def write(self, name: str, did: str, **notes: Any) -> None:
        """Writes notes of a step down, and into the trail what was done. Notes under other names stay."""
        Visits(self._place.accounts.conn).note(name, self._place.now(), person(self._request).name, _plain(notes))
        note(self._request, did, name)
        self.again()


def _plain(notes: Notes) -> Notes:
    return {name.replace("_", " "): value for name, value in notes.items()}


async def sheet(request: Request) -> Sheet:
    """The visit that is under way. NoVisit if there is none: the route's wrapper (`in_visit`) leads to /visit."""
    visit = Visits(site(request).accounts.conn).open()
    if visit is None:
        raise NoVisit
    return Sheet(request, visit, await _of_hub(site(request)))


async def viewed(place: Site, visit: Visit) -> View:
    """A visit, open or closed, with what the hub says now."""
    return View(place, visit, await _of_hub(place))


async def _of_hub(place: Site) -> dict[str, dict[str, Any]]:
    said = await asyncio.gather(*(place.hub.fresh(each) for each in ASKED))
    return dict(zip(ASKED, said, strict=True))


def words(request: Request) -> Any:
    """A function that says `Words` in the language of whoever asks."""
    say = saying(language(request))

    def spoken(what: Words) -> str:
        return say(what.text, **{name: spoken(v) if isinstance(v, Words) else v for name, v in what.values.items()})

    return spoken


def shown(request: Request, sheet: Sheet, step: Step, status: int = 200, **values: Any) -> Response:
    """The page of a step: templates/visit/NAME.html, which extends visit/step.html. 422 with `wrongs` beside fields."""
    number, say, timezone = STEPS.index(step), words(request), site(request).settings.hub.timezone
    return page(
        request, f"visit/{step.name.replace('-', '_')}.html", status, step=step, sheet=sheet,
        stands=sheet.stands(step), number=number + 1, of=len(STEPS), say=say,
        when=lambda at: say(moment(at, timezone)),
        before=STEPS[number - 1] if number else None, after=STEPS[number + 1] if number + 1 < len(STEPS) else None,
        **{"timezone": timezone, "wrongs": {}, "live": LIVE, "live_from": step.path,
           "clock": clock, **values},
    )  # fmt: skip


def onwards(step: Step) -> Response:
    """After a form that is all of its step: the next one. After the last: the list."""
    number = STEPS.index(step) + 1
    return moved(STEPS[number].path if number < len(STEPS) else "/visit")


def again(step: Step) -> Response:
    """After a form that is a part of its step: the same page."""
    return moved(step.path)
