"""The certificate: drawn, given, and kept for years, for installers, carers and the resident."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from hub.model.errors import CarehubError
from hub.pages.asking import filled, language, moved, note, page, person, site
from hub.pages.page import Page
from hub.pages.visit.compared import differences
from hub.pages.visit.devices.said import clock
from hub.pages.visit.document import Document, by_subject
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.issuing import drawn, is_genuine, issue, opened
from hub.pages.visit.record import Certificate, Visits
from hub.pages.visit.saving import save
from hub.pages.visit.sheet import Sheet, sheet, words
from hub.pages.visit.table import step
from hub.pages.words import later, saying
from hub.settings.editing import with_value
from hub.shell.fingerprint import PUBLIC, fingerprint


async def draft(request: Request) -> Response:
    """The certificate as it would be now, and what can be done with it."""
    return _draft(request, await sheet(request))


def _draft(request: Request, found: Sheet, status: int = 200, wrong: str = "") -> Response:
    made = drawn(site(request), found, person(request).name)
    earlier = [each for each in _all(request) if each.visit == found.visit.id]
    return page(
        request, "visit/draft.html", status, **_shown(request, made), wrong=wrong, earlier=earlier,
        timezone=made.timezone, sheet=found, clock=clock, may_serve=_why_not(request, found) == "",
        why_not=_why_not(request, found),
    )  # fmt: skip


def _shown(request: Request, made: Document) -> dict[str, Any]:
    return {
        "doc": made, "say": words(request), "sensors": by_subject(made, ("sensor", "resident")),
        "people": by_subject(made, ("person",)), "ways": by_subject(made, ("way out",)),
        "access": by_subject(made, ("access", "home")),
    }  # fmt: skip


def _all(request: Request) -> list[Certificate]:
    return Visits(site(request).accounts.conn).certificates()


def _why_not(request: Request, found: Sheet) -> str:
    """Why the home cannot go into service; nothing if it can. An alarm that reaches nobody must be impossible then."""
    _ = saying(language(request))
    if not site(request).settings.ladder:
        return _("Nobody is on the ladder yet: an alarm reaches nobody.")
    if found.stands(step("ways-out")).standing.state != "done":
        return _("It is not known that an alarm can leave this house: look at the ways out first.")
    return ""


async def give(request: Request) -> Response:
    """Signs and keeps the certificate. `do` close: the visit is over, and nothing of it changes any more."""
    found, said = await sheet(request), await filled(request)
    place = site(request)
    try:
        number = issue(place, drawn(place, found, person(request).name))
    except (CarehubError, OSError) as error:
        return _draft(request, found, 500, str(error))
    note(request, later("gave a certificate"), str(number))
    if said["do"] == "close":
        Visits(place.accounts.conn).close(place.now(), person(request).name)
        note(request, later("closed a visit"), str(found.visit.id))
    return moved(f"/certificate/{number}")


async def serve(request: Request) -> Response:
    """From now on the home is watched over."""
    found = await sheet(request)
    if wrong := _why_not(request, found):
        return _draft(request, found, 422, wrong)
    wrongs = await save(
        request, later("put the home into service"), lambda text: with_value(text, ("home", "service"), "in service")
    )
    if wrongs:
        return _draft(request, found, 422, next(iter(wrongs.values())))
    return moved("/visit/certificate")


async def newest(request: Request) -> Response:
    """The newest certificate, and all before it."""
    found = _all(request)
    if not found:
        return page(request, "visit/no_certificate.html")
    return _certificate(request, found, found[0])


async def one(request: Request) -> Response:
    """One certificate, and what is different from the one before."""
    found = _all(request)
    kept = next((each for each in found if str(each.id) == request.path_params["number"]), None)
    return _certificate(request, found, kept) if kept is not None else page(request, "nothing_here.html", status=404)


def _certificate(request: Request, found: list[Certificate], kept: Certificate) -> Response:
    made = opened(kept)
    before = next((each for each in found if each.id < kept.id), None)
    changed = differences(opened(before), made) if before is not None else ()
    return page(
        request, "visit/certificate.html", **_shown(request, made), kept=kept, genuine=is_genuine(kept), before=before,
        changed=changed, all=found, fingerprint=fingerprint(site(request).folder / PUBLIC), timezone=made.timezone,
    )  # fmt: skip


async def signed(request: Request) -> Response:
    """What was signed, to the letter, with its signature and the hub's public key: for whoever keeps it elsewhere."""
    kept = next((each for each in _all(request) if str(each.id) == request.path_params["number"]), None)
    if kept is None:
        return page(request, "nothing_here.html", status=404)
    whole = {"document": kept.document, "signature": kept.signature, "key": kept.key, "algorithm": "Ed25519"}
    name = f'attachment; filename="certificate-{kept.id}.json"'
    return Response(msgspec.json.encode(whole), media_type="application/json", headers={"content-disposition": name})


PAGES = (
    visit_page("/visit/certificate", draft),
    visit_page("/visit/certificate", give, "POST"),
    visit_page("/visit/service", serve, "POST"),
    Page("/certificate", newest, "certificate"),
    Page("/certificate/{number}", one, "certificate", example="/certificate/1"),
    Page("/certificate/{number}/signed", signed, "certificate", example="/certificate/1/signed"),
)
