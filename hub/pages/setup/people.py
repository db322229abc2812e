"""People: who is asked when, as a picture of the week; and whether an alarm would reach each of them."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from hub.core.home import Home
from hub.core.ladder_choice import what_for
from hub.model.ids import CENTRE
from hub.pages.asking import filled, language, moved, note, page, person, site
from hub.pages.hearing import is_silent
from hub.pages.hub_says.times import times
from hub.pages.page import Page
from hub.pages.people.testing import asked_at_once
from hub.pages.rendering import at_home
from hub.pages.setup.week import Week, weeks
from hub.pages.setup.week_picture import LOOKS, Picture, picture
from hub.pages.words import Say, saying
from hub.settings.durations import written


class Shown(Struct, frozen=True):
    """One ladder: in words, and drawn. `legend`: name and look of everybody; `nobody`: when nobody is asked."""

    title: str
    rungs: tuple[str, ...]
    drawn: Picture
    legend: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str], ...]
    nobody: str


class Known(Struct, frozen=True):
    """One contact. `number` is empty for those who may not see it; `entry`: where the installer changes it."""

    id: str
    name: str
    says: tuple[str, ...]
    state: str
    proven: bool
    has_phone: bool
    number: str = ""
    entry: str = ""


async def show(request: Request) -> Response:
    """Everybody, and the week of each ladder."""
    return await _page(request, tested=request.query_params.get("tested", ""))


async def _page(request: Request, status: int = 200, tested: str = "", refused: str = "") -> Response:
    """`refused`: why no test was sent, in the hub's words; never out of an address, where anybody writes anything."""
    _, place = saying(language(request)), site(request)
    home = Home(place.settings)
    says = await place.hub.fresh("contacts")
    return page(
        request, "setup/people.html", status, ladders=[_shown(week, home, _) for week in weeks(home, place.now())],
        contacts=_contacts(request, says, _), silent=is_silent(says), live="contacts", live_from="/people",
        holidays=_holidays(home, _), told=_tested(home, tested, _), refused=refused,
    )  # fmt: skip


def _tested(home: Home, contact: str, _: Say) -> str:
    if contact not in home.contacts:
        return ""
    return _("A test text is on its way to {name}. When they answer OK, it stands here at once.",
             name=home.contacts[contact].name)  # fmt: skip


def _shown(week: Week, home: Home, _: Say) -> Shown:
    ladder = next((each for each in home.settings.ladders if each.name == week.ladder), None)
    title = f"{ladder.name}: {times(what_for(ladder, home), _)}" if ladder is not None else _("The ladder")
    rungs = ladder.rungs if ladder is not None else home.settings.ladder
    words = tuple(
        _("{who}; then, after {wait}, the next", who=home.names(rung.tell), wait=written(rung.wait * rung.repeat))
        for rung in rungs
    )
    legend = tuple((home.names((who,)) if who != CENTRE else _("the centre"), n % LOOKS)
                   for n, who in enumerate(week.people))  # fmt: skip
    nobody = "; ".join(times(when, _) for who, when in week.rows if not who)
    rows = tuple((who or _("nobody"), times(when, _)) for who, when in week.rows)
    return Shown(title, words, picture(week, _), legend, rows, nobody)


def _holidays(home: Home, _: Say) -> list[str]:
    """What is different once, as the file says it."""
    return [
        _("{name} is asked from {since} until {until}.", name=home.names((each.contact,)), since=each.since,
          until=each.until) if each.asked else
        _("{name} is not asked from {since} until {until}.", name=home.names((each.contact,)), since=each.since,
          until=each.until)
        for each in home.settings.rota
    ]  # fmt: skip


def _contacts(request: Request, says: dict[str, Any], _: Say) -> list[Known]:
    may_see = person(request).role == "installer"
    known = {each.get("id"): each for each in says.get("contacts", [])}
    found = []
    for n, contact in enumerate(site(request).settings.contacts):
        row = known.get(contact.id, {})
        words = [_("can come to the door") if contact.can_attend else _("cannot come to the door")]
        if contact.minutes_away is not None:
            words.append(_("{minutes} minutes away", minutes=contact.minutes_away))
        words.append(_("asked {hours}", hours=contact.hours) if contact.hours else _("asked at any hour"))
        found.append(
            Known(contact.id, contact.name, tuple(words), _state(row, site(request).settings.hub.timezone, _),
                  row.get("state") == "proven", contact.phone is not None,
                  (contact.phone or "") if may_see else "", f"/settings/at/contacts/{n}" if may_see else "")
        )  # fmt: skip
    return found


def _state(row: dict[str, Any], timezone: str, _: Say) -> str:
    """Whether an alarm would reach them, as the last test showed."""
    asked, answered = (_moment(row.get(key), timezone, _) for key in ("asked", "answered"))
    match row.get("state", ""):
        case "proven":
            return _("proven: answered {when}", when=answered)
        case "asked":
            return _("asked {when}, and has not answered yet", when=asked)
        case "not answered":
            return _("did not answer the test of {when}", when=asked)
        case "not tested yet":
            return _("not tested yet")
        case "no phone":
            return _("has no telephone")
        case "":
            return _("not known: the hub does not answer")
    return _("refuses texts or calls: an alarm does not reach them so")


def _moment(text: str | None, timezone: str, _: Say) -> str:
    return times(at_home(datetime.fromisoformat(text), timezone), _) if text else ""


async def test(request: Request) -> Response:
    """A test text to one contact: only an OK from their phone proves that an alarm would reach them."""
    said, place = await filled(request), site(request)
    contact = next((each for each in place.settings.contacts if each.id == said["contact"]), None)
    if contact is None:
        return page(request, "nothing_here.html", status=404)
    says = await asked_at_once(place, contact.id, person(request).acts_as)
    if not says.get("ok"):
        return await _page(request, 503 if is_silent(says) else 409, refused=str(says.get("because", "")))
    note(request, "sent a test text", contact.name)
    return moved(f"/people?tested={quote(contact.id)}")


PAGES = (
    Page("/people", show, "people"),
    Page("/people/test", test, "settings", "POST"),
)
