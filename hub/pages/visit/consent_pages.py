"""Asking what is agreed, and withdrawing it in one action."""

from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.model.household import Function
from hub.pages.asking import Filled, filled, language
from hub.pages.visit.consent import DECIDES, FUNCTIONS, TOLD, known, today, written
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.saving import Wrongs, save
from hub.pages.visit.sheet import Sheet, again, onwards, sheet, shown
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.words import later, saying
from hub.settings.editing import with_value

STEP: Step = step("consent")
HALF_A_YEAR = timedelta(days=182)
"""After so long it is asked again, if no other day is given (as councils review a care plan)."""


async def show(request: Request) -> Response:
    """Every function in plain words, and what was answered so far."""
    return _shown(request, await sheet(request))


def _shown(
    request: Request, found: Sheet, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None
) -> Response:
    about, say = found.about("consent"), saying(language(request))
    default = {"day": str(today(about)), "review": str(today(about) + HALF_A_YEAR), "decides": "resident"}
    return shown(
        request, found, STEP, status, told=[(name, _field(name), TOLD[name]) for name in FUNCTIONS],
        known=known(about),
        decided=[(name, say(words)) for name, words in DECIDES.items()], said=said or Filled(default),
        wrongs=wrongs or {},
    )  # fmt: skip


def _field(name: Function) -> str:
    return "agreed-" + name.replace(" ", "-")


async def put(request: Request) -> Response:
    """Writes the answers down. Who decided and when is written for what was answered otherwise than before."""
    found, said = await sheet(request), await filled(request)
    given, wrongs = known(found.about("consent")), _wrongs(request, said)
    changes: dict[Function, dict[str, Any]] = {}
    for name in FUNCTIONS:
        answer = said[_field(name)]
        new = answer in ("yes", "no") and (name not in given or given[name].agreed is not (answer == "yes"))
        if answer in ("yes", "no") and (new or said["all"]):
            changes[name] = _entry(said, agreed=answer == "yes")
    if wrongs and changes:
        return _shown(request, found, 422, said, wrongs)
    if changes:
        wrongs = await save(request, later("wrote down what was agreed"), lambda text: written(text, changes))
        if wrongs:
            return _shown(request, found, 422, said, wrongs)
        found.write("consent", later("asked what is agreed"), asked=sorted(changes))
    return onwards(STEP) if len(given.keys() | changes.keys()) == len(FUNCTIONS) else again(STEP)


def _wrongs(request: Request, said: Filled) -> Wrongs:
    _ = saying(language(request))
    wrongs = {}
    if said["decides"] not in DECIDES:
        wrongs["decides"] = _("Choose who decides.")
    elif said["decides"] != "resident" and not said["name"]:
        wrongs["name"] = _("Write the name of the attorney, or of who led the best interests decision.")
    for name in ("day", "review"):
        if _day(said[name]) is None:
            wrongs[name] = _("Give a date, such as 2026-11-28.")
    on, review = _day(said["day"]), _day(said["review"])
    if on and review and review <= on:
        wrongs["review"] = _("The day to look at it again comes after the day of the answer.")
    return wrongs


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _entry(said: Filled, *, agreed: bool) -> dict[str, Any]:
    by = f"{said['decides']}: {said['name'][:80]}" if said["name"] else said["decides"]
    return {"agreed": agreed, "by": by, "on": _day(said["day"]), "review": _day(said["review"])}


async def withdraw(request: Request) -> Response:
    """From now on this function does not exist, or this is not shared. One action, and no question."""
    found, said = await sheet(request), await filled(request)
    name = next((each for each in FUNCTIONS if each == said["function"]), None)
    if name is None or not known(found.about("consent")).get(name):
        return again(STEP)
    entry = {"agreed": False, "by": "withdrawn", "on": today(found.about("consent"))}
    wrongs = await save(
        request, later("withdrew what was agreed"), lambda text: with_value(text, ("consent", name), entry)
    )
    if wrongs:
        return _shown(request, found, 422, wrongs=wrongs)
    found.write("consent", later("withdrew what was agreed"), withdrawn=name)
    return again(STEP)


PAGES = (
    visit_page("/visit/consent", show),
    visit_page("/visit/consent", put, "POST"),
    visit_page("/visit/consent/withdraw", withdraw, "POST"),
)
