"""What was agreed, by whom and when; and withdrawing it, once it was said what is over then."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from hub.core.localtime import local
from hub.model.household import Consent, Function
from hub.pages.asking import Filled, filled, language, moved, page, person, site
from hub.pages.consent.deciding import OFF, THE_RESIDENT, changes, entry, given, may_withdraw
from hub.pages.page import Page
from hub.pages.visit.consent import DECIDES, FUNCTIONS, TOLD, Told, written
from hub.pages.visit.saving import Wrongs, save
from hub.pages.words import later, saying
from hub.shell.folder import reached_at
from hub.shell.reading_again import read_again

WHY = "withdrawn"
LONGEST_NAME = 80
"""Characters of a name, as on the visit."""


class Line(Struct, frozen=True):
    """A function or sharing: its words, what was agreed, and where the reader withdraws it (empty: they may not)."""

    name: Function
    told: Told
    given: Consent
    withdraw: str


def _slug(name: Function) -> str:
    return name.replace(" ", "-")


def _named(slug: str) -> Function | None:
    return next((name for name in FUNCTIONS if _slug(name) == slug), None)


def _names(request: Request) -> frozenset[str]:
    """By which names whoever asks is known: their own, and that of the settings that their account is linked to."""
    who = person(request)
    linked = (each.name for each in site(request).settings.contacts if each.id == who.contact)
    return frozenset(name.casefold() for name in (who.name, *linked))


def _may(request: Request, of: Consent) -> bool:
    return may_withdraw(person(request).role, _names(request), of)


async def show(request: Request) -> Response:
    """Everything that was asked, and what the answer is."""
    known = given(site(request).settings)
    lines = [
        Line(name, TOLD[name], each, f"/consent/withdraw/{_slug(name)}" if _may(request, each) else "")
        for name, each in known.items()
    ]
    done = _named(request.query_params.get("withdrawn", ""))
    over = done if done is not None and not known[done].agreed else None
    return page(
        request, "consent/consent.html", lines=lines, over=TOLD[over] if over else None,
        off=OFF[over] if over else "", heard=request.query_params.get("hub") == "told",
        never_asked=site(request).settings.consent is None,
    )  # fmt: skip


async def ask(request: Request) -> Response:
    """What is over once this is withdrawn, and who decides that."""
    found = _found(request)
    return moved("/consent") if found is None else _asked(request, found)


def _found(request: Request) -> Function | None:
    """The function that the address names, if the reader may withdraw it."""
    name = _named(request.path_params["function"])
    return name if name is not None and _may(request, given(site(request).settings)[name]) else None


def _asked(
    request: Request, name: Function, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None
) -> Response:  # fmt: skip
    say, now = saying(language(request)), given(site(request).settings)[name]
    return page(
        request, "consent/withdraw.html", status, told=TOLD[name], off=OFF[name], given=now, slug=_slug(name),
        decided=[(each, say(words)) for each, words in DECIDES.items()], said=said or Filled(), wrongs=wrongs or {},
        for_others=person(request).role == "installer",
    )  # fmt: skip


async def withdraw(request: Request) -> Response:
    """From now on this function does not exist, or this is not shared."""
    name, said, place = _found(request), await filled(request), site(request)
    if name is None:
        return moved("/consent")
    decides, who, wrongs = _who(request, given(place.settings)[name], said)
    if wrongs:
        return _asked(request, name, 422, said, wrongs)
    today = local(place.now(), place.settings.hub.timezone).date()
    edits = changes(place.settings, name, entry(decides, who, today))
    wrongs = await save(
        request, later("withdrew what was agreed"), lambda text: written(text, edits), why=WHY,
        about=f"{name}, {decides}" + (f": {who}" if who else ""),
    )  # fmt: skip
    if wrongs:
        return _asked(request, name, 422, said, wrongs)
    told = read_again(reached_at(place.folder)) == ""  # a second time, for its answer: whether it is in force is said
    return moved(f"/consent?withdrawn={_slug(name)}&hub={'told' if told else 'not'}")


def _who(request: Request, of: Consent, said: Filled) -> tuple[str, str, Wrongs]:
    """Who decides, their name, and what is wrong. Who is signed in decides for themselves; an installer never does."""
    me, _ = person(request), saying(language(request))
    if me.role == "resident":
        return THE_RESIDENT, me.name, {}
    if me.role != "installer":
        return of.by.partition(": ")[0], me.name, {}
    if said["decides"] not in DECIDES:
        return "", "", {"decides": _("Choose who decides.")}
    name = said["name"][:LONGEST_NAME]
    if said["decides"] != THE_RESIDENT and not name:
        says = _("Write the name of the attorney, or of who led the best interests decision.")
        return "", "", {"name": says}
    return said["decides"], name, {}


EXAMPLE = "/consent/withdraw/falls"
PAGES = (
    Page("/consent", show, "consent"),
    Page("/consent/withdraw/{function}", ask, "consent", example=EXAMPLE),
    Page("/consent/withdraw/{function}", withdraw, "consent", "POST", EXAMPLE),
)
