"""Every alarm, one alarm, and what its reader does about it. Nothing is ever answered by looking."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from hub.core.home import Home
from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from hub.pages.asking import Filled, filled, language, moved, note, page, person, site
from hub.pages.hearing import is_silent
from hub.pages.incidents import doing, shown
from hub.pages.incidents.refused import refusal
from hub.pages.incidents.telling import telling
from hub.pages.page import Page
from hub.pages.words import later, saying
from hub.shell.reader import Reader

MOST = 20
"""Past ones on one page."""

NOBODY_TOLD = later(
    "Nobody was told, and nothing was changed: the hub does not answer. Ring, or answer by text instead."
)

ANOTHERS = later("Nothing was done: this is about somebody else who lives here. Tell it to whoever comes.")


async def every(request: Request) -> Response:
    """What is open, then what was."""
    store = site(request).store()
    if store is None:
        return page(request, "incidents/none.html")
    try:
        return await _every(request, store)
    finally:
        store.close()


async def _every(request: Request, store: Reader) -> Response:
    await site(request).hub.fresh("overview")  # so that the page can say that it is old
    to = telling(Home(site(request).settings), site(request).now(), language(request))
    before = request.query_params.get("before")
    past = store.past(IncidentId(before) if before else None, MOST + 1)
    open_now = () if before else shown.rows(store.incidents(open_only=True, limit=200), to)
    return page(
        request, "incidents/every.html", open=open_now, past=shown.rows(past[:MOST], to), first=not before,
        older=past[MOST - 1].id if len(past) > MOST else "",
    )  # fmt: skip


async def one(request: Request) -> Response:
    """One alarm. By its code it leads to its own address, for a code is used again one day."""
    return await _shown(request)


async def _shown(request: Request, status: int = 200, **more: Any) -> Response:
    named, place = request.path_params["named"], site(request)
    store = place.store()
    found = store.named(named) if store is not None else None
    if store is None or found is None:
        if store is not None:
            store.close()
        return page(request, "nothing_here.html", 404)
    try:
        if named != found.id:
            return moved(f"/incidents/{quote(found.id)}")
        return page(request, "incidents/one.html", status, **{**await _values(request, store, found), **more})
    finally:
        store.close()


async def _values(request: Request, store: Reader, found: Incident) -> dict[str, Any]:
    place, who = site(request), person(request)
    says = await place.hub.fresh("now")
    to = telling(Home(place.settings), place.now(), language(request))
    return {
        "live_from": f"/incidents/{quote(found.id)}", "way_in": (), "refused": "", "said": Filled(),
        **shown.one(found, store.trail_of(found.id), store.messages_of(found.id), to),
        **shown.yours(found, who, to),
        **shown.rooms(found, who, place.settings.agreed("routine detail"), says, to),
    }  # fmt: skip


async def answer(request: Request) -> Response:
    """Hands what was said to the hub. What the hub refuses is shown in its own words."""
    form, named = await filled(request), request.path_params["named"]
    said = doing.read(named, form)
    if isinstance(said, str):
        return await _shown(request, 422, refused=saying(language(request))(said), said=form)
    return await _handed(request, said.request(person(request), request.state.form), form, f"{said.does} {named}")


async def well(request: Request) -> Response:
    """The resident says that all is well."""
    form, named = await filled(request), request.path_params["named"]
    if not _may_say_well(request, named):
        return await _shown(request, 409, refused=saying(language(request))(ANOTHERS), said=form)
    said = doing.Said(named, "cancel", None, None, None, "", None, form["seen"][:16])
    request_ = {
        **said.request(person(request), request.state.form),
        "by": doing.resident(person(request), site(request)),
    }
    return await _handed(request, request_, form, f"all is well {named}")


def _may_say_well(request: Request, named: str) -> bool:
    """Whether it is theirs. One that the store does not know is left to the hub, which knows all that is open."""
    store = site(request).store()
    if store is None:
        return True
    try:
        found = store.named(named)
    finally:
        store.close()
    return found is None or doing.may_say_well(found, person(request), Home(site(request).settings))


async def _handed(request: Request, asked: dict[str, object], form: Filled, about: str) -> Response:
    hub, named = site(request).hub, request.path_params["named"]
    says = await hub.ask("answer", **asked)
    hub.forget()
    if is_silent(says):
        return await _shown(request, 503, refused=saying(language(request))(NOBODY_TOLD), said=form)
    if not says["ok"]:
        words = telling(Home(site(request).settings), site(request).now(), language(request))
        return await _shown(request, 409, refused=refusal(str(says["because"]), words), said=form)
    note(request, "answered an alarm", about)
    return moved(f"/incidents/{quote(named)}")


async def way_in(request: Request) -> Response:
    """How to get in, for whoever has it: in this one answer, and nowhere else."""
    named, hub = request.path_params["named"], site(request).hub
    says = await hub.ask("answer", incident=named, does="way_in", by=person(request).acts_as)
    hub.forget()
    if is_silent(says):
        return await _shown(request, 503, refused=saying(language(request))(NOBODY_TOLD))
    if not says["ok"]:
        words = telling(Home(site(request).settings), site(request).now(), language(request))
        return await _shown(request, 409, refused=refusal(str(says["because"]), words))
    note(request, "looked at how to get in", named)
    return await _shown(request, way_in=says["way in"])


PAGES = (
    Page("/incidents", every, "incidents"),
    Page("/incidents/{named}", one, "incidents", example="/incidents/K7"),
    Page("/incidents/{named}/answer", answer, "answer", "POST", example="/incidents/K7/answer"),
    Page("/incidents/{named}/way-in", way_in, "access", "POST", example="/incidents/K7/way-in"),
    Page("/incidents/{named}/all-is-well", well, "say all is well", "POST", example="/incidents/K7/all-is-well"),
)
