"""Writing down how somebody gets in, and trying it at the door."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import Filled, filled, language, person, site
from hub.pages.visit.access import PARTS, TRY, rests_on, to_try
from hub.pages.visit.codes import KEY_SAFE, STREET_DOOR, is_code, keep
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.lasting import FRESH
from hub.pages.visit.saving import Wrongs, save
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.words import later, saying
from hub.settings.editing import with_none, with_value

STEP: Step = step("access")
TEXTS = ("street_door", "key_safe", "dog", "oxygen", "notes")
CODES = {"street_door_code": STREET_DOOR, "key_safe_code": KEY_SAFE}
"""Setting -> how the name of the file begins in which the code is kept."""


async def show(request: Request) -> Response:
    """What is written, and what was tried. Never a code."""
    return _shown(request, await sheet(request))


def _shown(
    request: Request, found: Sheet, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None
) -> Response:
    access = site(request).settings.access
    now = said or {name: getattr(access, name) for name in TEXTS}
    kept = {name: getattr(access, name) is not None for name in CODES}
    tried = {each.id: each for each in found.stands(STEP).standing.proofs}
    return shown(
        request, found, STEP, status, now=now, kept=kept, tried=tried, parts=PARTS, words=TRY,
        to_try=to_try(site(request).settings), wrongs=wrongs or {}, days=FRESH.days,
    )  # fmt: skip


async def put(request: Request) -> Response:
    """Writes the way in down. A code that is typed is kept; an empty field leaves the one that is kept."""
    found, said = await sheet(request), await filled(request)
    _, settings = saying(language(request)), site(request).settings
    bad = {
        name: _("A code has 1 to 20 letters and figures.") for name in CODES if said[name] and not is_code(said[name])
    }
    if bad:
        return _shown(request, found, 422, said, bad)
    texts = {name: said[name] for name in TEXTS if said[name] != getattr(settings.access, name)}
    codes = {name: said[name] for name in CODES if said[name]}
    gone = [name for name in CODES if said[f"no-{name}"] and name not in codes and getattr(settings.access, name)]
    wrongs = await _saved(request, texts, codes, gone)
    if wrongs:
        return _shown(request, found, 422, said, wrongs)
    now, before = site(request).settings, found.about("access").notes.get("tried", {})
    tried = {part: each for part, each in before.items() if each.get("of") == rests_on(now, part)}
    found.write("access", later("wrote down how to get in"), tried=tried)
    return again(STEP)


async def _saved(request: Request, texts: dict[str, str], codes: dict[str, str], gone: list[str]) -> Wrongs:
    folder = site(request).folder

    def edit(text: str) -> str:
        for name, value in texts.items():
            text = with_value(text, ("access", name), value or None)
        for name, code in codes.items():  # while the file is held: `codes.forget` sees a code that is named, or none
            text = with_value(text, ("access", name), {"file": str(keep(folder, CODES[name], code))})
        for name in gone:
            text = with_none(text, ("access", name))
        return text

    return await save(
        request, later("changed how to get in"), edit, {("access", name): name for name in (*TEXTS, *CODES)}
    )


async def tried(request: Request) -> Response:
    """Somebody stood at the door and tried it. The time is that of the hub."""
    found, said = await sheet(request), await filled(request)
    settings = site(request).settings
    known: dict[str, Any] = dict(found.about("access").notes.get("tried", {}))
    if (part := said["part"]) in to_try(settings):
        by, at = said["by"][:80] or person(request).name, site(request).now().isoformat()
        known[part] = {"by": by, "at": at, "of": rests_on(settings, part)}
        found.write("access", later("tried a way in"), tried=known)
    return again(STEP)


PAGES = (
    visit_page("/visit/access", show),
    visit_page("/visit/access", put, "POST"),
    visit_page("/visit/access/tried", tried, "POST"),
)
