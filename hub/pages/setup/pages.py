"""Settings in forms: what is there, one table at a time, and what a change would do before it is made."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.model.errors import CarehubError
from hub.pages.asking import language, moved, note, page, person, site
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.setup import documented, shown
from hub.pages.setup.changing import edit_of
from hub.pages.setup.fields import raw_at
from hub.pages.setup.file import Looked, Present, compared, looked, present, without_secrets
from hub.pages.setup.people import PAGES as PEOPLE
from hub.pages.setup.shape import NoSuchPlace, Shape, shape
from hub.pages.words import Say, later, saying
from hub.settings.called import where
from hub.settings.history import Kept, content, kept
from hub.settings.layout import Names
from hub.settings.proof import NotWritten
from hub.settings.writing import Outdated, change, restored

SAID = 300
"""Letters of a change that go into the trail."""
Form = Mapping[str, list[str]]


async def show(request: Request) -> Response:
    """Every table, grouped; what was done last; whether the file can be used."""
    _ = saying(language(request))
    now = _present(request)
    if isinstance(now, str):
        return _unreadable(request, now)
    told = {
        "told": later("It is saved, and the hub has been told."),
        "not running": later("It is saved. No hub is running: it reads the settings when it starts."),
        "another user": later("It is saved. The hub runs as another user. Tell it: sudo systemctl reload carehub"),
        "nothing": later("Nothing was changed: the file said so already."),
    }.get(request.query_params.get("saved", ""), "")
    return page(
        request, "setup/index.html", groups=shown.groups(now.tables, _) if now.tables is not None else [],
        broken=without_secrets(str(now.broken)) if now.broken else "", told=_(told) if told else "",
        refused=await _refused_by_hub(request), copies=_kept(request)[:1], place=site(request).file,
    )  # fmt: skip


async def _refused_by_hub(request: Request) -> str:
    """Why the running hub keeps its old settings, if it does: it also needs every secret that the file names."""
    says = await site(request).hub.fresh("incidents")
    found = (str(each.get("because", "")) for each in says.get("incidents", []))
    return next((each for each in found if "the old settings stay in force" in each), "")


async def show_table(request: Request) -> Response:
    """The form of one table, or a list of tables."""
    return _shown(request, shown.path_of(request.path_params["at"]))


async def show_new(request: Request) -> Response:
    """An empty form for one more entry of a list."""
    return _shown(request, shown.path_of(request.path_params["at"]), new=True)


def _shown(
    request: Request, path: Names, *, new: bool = False, status: int = 200, form: Form | None = None,
    look: Looked | None = None,
) -> Response:  # fmt: skip
    now = _present(request)
    if isinstance(now, str):
        return _unreadable(request, now)
    try:
        of = shape(path)
        here = shape((*path, _many(path, now))) if new else of
    except NoSuchPlace:
        return _nothing_there(request)
    gone = isinstance(path[-1], int) and raw_at(now.tables, path) is None
    if now.tables is None or gone or (new and not of.is_list):
        return _nothing_there(request)
    return _form(request, path, here if new else of, now, new, status, form, look)


def _form(
    request: Request, path: Names, of: Shape, now: Present, new: bool, status: int, form: Form | None,
    look: Looked | None,
) -> Response:  # fmt: skip
    _ = saying(language(request))
    refused = look.refused if look is not None else None
    fields = [shown.field(each, now.tables, _, form, refused) for each in of.fields]
    elsewhere = refused if refused is not None and not any(each.wrong for each in fields) else None
    return page(
        request, "setup/list.html" if of.is_list else "setup/table.html", status, at=_at(path), new=new,
        title=_title(path, now, new, _), group=shown.group_of(path, _), fields=fields, seen=now.fingerprint,
        about=documented.marked(documented.about(path)), below=shown.below(of, now.tables, _),
        entries=shown.entries(path, now.tables, _) if of.is_list else [], up=_up(path), elsewhere=elsewhere,
        there=raw_at(now.tables, path) is not None, required=of.required, because=look.because if look else "",
        is_entry=isinstance(path[-1], int),
    )  # fmt: skip


def _title(path: Names, now: Present, new: bool, _: Say) -> str:
    if new:
        return _("One more: {what}", what=shown.label(path, _))
    return where(path, now.tables, _) if isinstance(path[-1], int) else shown.label(path, _)


def _at(path: Names) -> str:
    return "/".join(map(str, path))


def _many(path: Names, now: Present) -> int:
    rows = raw_at(now.tables, path)
    return len(rows) if isinstance(rows, list) else 0


def _up(path: Names) -> str:
    """Where the table stands: its list, the table around it, or all settings."""
    longer = len(path) > 1 and path[:-1] != ("detectors",)
    return shown.address(path[:-1]) if longer else "/settings"


def _nothing_there(request: Request) -> Response:
    return page(request, "nothing_here.html", status=404)


async def save(request: Request) -> Response:
    """First shows what a change would do; once that was seen, makes it."""
    _, form = saying(language(request)), await _sent(request)
    path, what = shown.path_of(_one(form, "at")), _one(form, "what")
    now = _present(request)
    if isinstance(now, str):
        return _unreadable(request, now)
    try:
        edit = edit_of(what, path, form) if now.tables is not None else None
        shape(path)
    except NoSuchPlace:
        edit = None
    if edit is None:
        return _nothing_there(request)
    if _one(form, "seen") != now.fingerprint:
        return _outdated(request, shown.address(path))
    look = looked(now, site(request).file, edit, _)
    if look.refused or look.because:
        return _shown(request, path, new=what == "add", status=422, form=_typed(form, what), look=look)
    if look.nothing:
        return moved("/settings?saved=nothing")
    if _one(form, "sure") != "yes":
        return _confirm(request, "/settings/save", _fields(form), look, shown.address(path))
    return await _made(request, partial(change, site(request).file, edit), look, _one(form, "seen"))


def _typed(form: Form, what: str) -> Form | None:
    """What was typed, to be shown again; a button sends no fields."""
    return form if what in ("change", "add") else None


async def _made(request: Request, make: Any, look: Looked, fingerprint: str) -> Response:
    """Writes the file, tells the hub, notes it."""
    why = "; ".join(f"{each.where}: {each.before} -> {each.after}" for each in look.differences)[:SAID]
    try:
        await meanwhile(partial(make, expected=fingerprint, who=person(request).name, why=why))
    except Outdated:
        return _outdated(request, "/settings")
    except CarehubError as error:
        return _unreadable(request, str(error), 422)
    why_not = site(request).let_hub_read()
    told = "told" if not why_not else "another user" if "another user" in why_not else "not running"
    note(request, "changed the settings", why)
    return moved(f"/settings?saved={told.replace(' ', '+')}")


def _confirm(request: Request, action: str, fields: list[tuple[str, str]], look: Looked, back: str) -> Response:
    return page(request, "setup/confirm.html", action=action, hidden=fields, look=look, back=back)


def _outdated(request: Request, back: str) -> Response:
    """Somebody else was quicker: nothing was written."""
    last = _kept(request)[:1]
    return page(request, "setup/outdated.html", status=409, last=last, back=back,
                timezone=site(request).settings.hub.timezone)  # fmt: skip


def _unreadable(request: Request, because: str, status: int = 200) -> Response:
    return page(request, "setup/unreadable.html", status=status, because=without_secrets(because))


def _present(request: Request) -> Present | str:
    try:
        return present(site(request).file)
    except NotWritten as error:
        return str(error)


async def _sent(request: Request) -> dict[str, list[str]]:
    form = await request.form()
    return {name: [each for each in form.getlist(name) if isinstance(each, str)] for name in form}


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, [])), "").strip()


def _fields(form: Form) -> list[tuple[str, str]]:
    """What was sent, for the form that asks whether it is meant."""
    return [(name, each) for name, values in form.items() if name not in ("form", "sure") for each in values]


# history


def _kept(request: Request) -> tuple[Kept, ...]:
    return kept(site(request).file)


async def show_history(request: Request) -> Response:
    """The files of before, the newest first, each to be brought back."""
    now = _present(request)
    return page(request, "setup/history.html", copies=_kept(request), timezone=site(request).settings.hub.timezone,
                seen=now.fingerprint if isinstance(now, Present) else "")  # fmt: skip


async def restore(request: Request) -> Response:
    """Shows what would change if a file of before were brought back; once that was seen, does it."""
    _, form, file = saying(language(request)), await _sent(request), site(request).file
    now, which = _present(request), _one(form, "which")
    if isinstance(now, str):
        return _unreadable(request, now)
    if _one(form, "seen") != now.fingerprint:
        return _outdated(request, "/settings/history")
    try:
        before = content(file, which).decode("utf-8-sig")
    except NotWritten as error:
        return _unreadable(request, str(error), 404)
    look = compared(now, before, file, _)
    if look.refused:
        return _unreadable(request, _("That file could not be used today: {where}: found {found}; expected {expected}.",
                                      where=look.refused.where, found=look.refused.found,
                                      expected=look.refused.expected), 422)  # fmt: skip
    if look.nothing:
        return moved("/settings?saved=nothing")
    if _one(form, "sure") != "yes":
        return _confirm(request, "/settings/restore", _fields(form), look, "/settings/history")
    return await _made(request, partial(restored, file, which), look, _one(form, "seen"))


async def show_text(request: Request) -> Response:
    """The whole file, to be read."""
    now = _present(request)
    if isinstance(now, str):
        return _unreadable(request, now)
    return page(request, "setup/text.html", text=without_secrets(now.text), place=site(request).file,
                broken=without_secrets(str(now.broken)) if now.broken else "")  # fmt: skip


PAGES = (
    *PEOPLE,
    Page("/settings", show, "settings"),
    Page("/settings/at/{at:path}", show_table, "settings", example="/settings/at/contacts/0"),
    Page("/settings/new/{at:path}", show_new, "settings", example="/settings/new/contacts"),
    Page("/settings/save", save, "settings", "POST"),
    Page("/settings/history", show_history, "settings"),
    Page("/settings/restore", restore, "settings", "POST"),
    Page("/settings/text", show_text, "settings"),
)
