"""A step's form changes hub.toml: checked as the hub checks it, what is wrong beside its field, and the hub told."""

from collections.abc import Callable, Mapping
from functools import partial

from starlette.requests import Request

from hub.model.errors import SettingsError
from hub.pages.asking import language, note, person, site
from hub.pages.meanwhile import meanwhile
from hub.pages.taking import taken
from hub.pages.words import later, saying
from hub.settings.layout import Names
from hub.settings.proof import NotWritten
from hub.settings.refusals import refusal
from hub.settings.writing import change

Edit = Callable[[str], str]
Wrongs = dict[str, str]
"""Field of a form -> what is wrong with it, in the reader's language. "" is the form as a whole."""
WHY = "visit"
REFUSED = later("This cannot be: {found}. Needed: {expected}. For example: {example}")


async def save(
    request: Request, did: str, edit: Edit, fields: Mapping[Names, str] | None = None, *, why: str = WHY,
    about: str = "",
) -> Wrongs:  # fmt: skip
    """Makes the change, tells the hub, and writes into the trail what was done. What is wrong; empty if it is saved.

    `fields`: where a setting stands in the form, by its path; one that does not stand there is said of the whole.
    `why`: what stands with the file that is kept; `about`: of what it was done.
    """
    place, say = site(request), saying(language(request))
    try:
        await meanwhile(partial(change, place.file, edit, who=person(request).name, why=f"{why}: {did}"))
    except SettingsError as error:
        found = refusal(error, say=say)
        name = _field(found.field, fields or {})
        where = "" if name else f"{found.where}: "
        return {name: where + say(REFUSED, found=say(found.found), expected=say(found.expected), example=found.example)}
    except NotWritten as error:
        return {"": str(error)}
    note(request, did, about)
    await taken(place)  # if it is not taken, every page of the visit says so for as long as that is true
    return {}


def _field(path: Names, fields: Mapping[Names, str]) -> str:
    return next((fields[path[:length]] for length in range(len(path), 0, -1) if path[:length] in fields), "")
