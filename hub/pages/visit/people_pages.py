"""Who is asked, in which order; and each of them is texted or called a test, whose answer is seen here as it comes."""

from starlette.requests import Request
from starlette.responses import Response

from hub.model.household import Contact, Settings
from hub.pages.asking import Filled, figure, filled, language, page, person, site
from hub.pages.hearing import is_silent
from hub.pages.people.testing import asked_at_once
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.numbers import doubt
from hub.pages.visit.people import told
from hub.pages.visit.people_edits import FIELDS, WAYS, climbed, in_fields, values, with_contact, without_contact
from hub.pages.visit.saving import Wrongs, save
from hub.pages.visit.sheet import Sheet, again, sheet, shown, words
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.words import LANGUAGES, later, saying
from hub.settings.doubts import Doubt, doubts
from hub.settings.layout import Names
from hub.settings.lists import with_changes
from hub.settings.texts import numbers

STEP: Step = step("people")


async def show(request: Request) -> Response:
    """The ladder, everybody on it, and how each test went."""
    return _shown(request, await sheet(request))


def _shown(
    request: Request, found: Sheet, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None
) -> Response:
    settings, say = site(request).settings, saying(language(request))
    return shown(
        request, found, STEP, status, contacts=settings.contacts, ladder=settings.ladder, fields=in_fields, said=said,
        wrongs=wrongs or {}, ways=[(way, say(each)) for way, each in WAYS.items()], languages=LANGUAGES.items(),
        names={each.id: each.name for each in settings.contacts} | {"centre": say("the centre")}, doubt=doubt,
        warnings=_warnings(settings), proofs=_proofs(found),
        told={each.id for each in told(settings)},
    )  # fmt: skip


def _warnings(settings: Settings) -> list[Doubt]:
    """What a careful colleague would ask about people and ladder. Numbers that are odd are told beside them."""
    beside = {says for says, _ in numbers(settings)}
    return [each for each in doubts(settings) if each.about in ("people", "ladder") and each.says not in beside]


def _proofs(found: Sheet) -> dict[str, object]:
    return {proof.id: proof for proof in found.stands(STEP).standing.proofs}


async def now(request: Request) -> Response:
    """Only how each test went, for a page that asks again and again."""
    found = await sheet(request)
    return page(request, "visit/people_now.html", proofs=_proofs(found), contacts=site(request).settings.contacts,
                say=words(request), stands=found.stands(STEP))  # fmt: skip


async def contact(request: Request) -> Response:
    """Adds a contact, changes one, or takes one out."""
    found, said = await sheet(request), await filled(request)
    settings = site(request).settings
    known = next((each for each in settings.contacts if each.id == said["id"]), None)
    new = values(said, settings.hub.timezone)

    def edit(text: str) -> str:
        if said["do"] == "remove" and known is not None:
            return without_contact(text, known.id)
        return with_contact(text, new, bool(said["climbs"])) if known is None else _changed(text, known, new)

    wrongs = await save(request, later("changed the people"), edit, _fields(settings.contacts, known))
    if wrongs:
        return _shown(request, found, 422, said, wrongs)
    if known is not None and new["phone"] != known.phone:
        moved_ = {**found.about("people").notes.get("changed", {}), known.id: site(request).now().isoformat()}
        found.write("people", later("changed a number"), changed=moved_)
    return again(STEP)


def _changed(text: str, known: Contact, new: dict[str, object]) -> str:
    return with_changes(text, ("contacts",), known.id, new)


def _fields(contacts: tuple[Contact, ...], known: Contact | None) -> dict[Names, str]:
    at = contacts.index(known) if known is not None else len(contacts)
    return {("contacts", at, name): name for name in FIELDS}


async def ladder(request: Request) -> Response:
    """A rung goes up, down or away, waits otherwise, or there is one more."""
    found, said = await sheet(request), await filled(request)
    rungs = site(request).settings.ladder
    at = figure(said["rung"])
    index = -1 if at is None else at
    inside = 0 <= index < len(rungs) and said["tells"] == ",".join(rungs[index].tell)
    if said["do"] != "add" and (not inside or (said["do"] == "up" and index == 0)):
        return again(STEP)  # it has been done already, or the ladder is another one by now
    wrongs = await save(
        request, later("changed the ladder"), lambda text: climbed(text, said["do"], index, said),
        {("ladder", len(rungs) if said["do"] == "add" else index, "wait"): "minutes"},
    )  # fmt: skip
    return _shown(request, found, 422, said, wrongs) if wrongs else again(STEP)


async def test(request: Request) -> Response:
    """A contact is texted or called a test, now, at any hour: they stand by, or will see it later."""
    found, said = await sheet(request), await filled(request)
    answer = await asked_at_once(site(request), said["contact"], person(request).name)
    if not answer.get("ok"):
        _ = saying(language(request))
        because = _("The hub does not run.") if is_silent(answer) else str(answer.get("because", ""))
        return _shown(request, found, 422, Filled(id=said["contact"]), {f"test-{said['contact']}": because})
    known = found.about("people").notes.get("tested", {})
    found.write("people", later("sent a test"), tested={**known, said["contact"]: site(request).now().isoformat()})
    return again(STEP)


PAGES = (
    visit_page("/visit/people", show),
    visit_page("/visit/people/now", now),
    visit_page("/visit/people/contact", contact, "POST"),
    visit_page("/visit/people/ladder", ladder, "POST"),
    visit_page("/visit/people/test", test, "POST"),
)
