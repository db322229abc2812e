"""The settings file as a page shows it, and how a change of it is looked at, and then made."""

import re
from pathlib import Path
from typing import Any

from msgspec import Struct, inspect

from hub.model.errors import SettingsError
from hub.model.household import Secret, Settings
from hub.pages.setup.changing import Edit
from hub.pages.words import Say
from hub.settings.differences import Difference, changed_lines, difference
from hub.settings.doubts import Doubt, doubts
from hub.settings.proof import NotWritten, tables
from hub.settings.reading import parse
from hub.settings.refusals import Refusal, refusal
from hub.settings.writing import seen

HIDDEN = '"(not shown)"'


class Looked(Struct, frozen=True):
    """What a change would do. `refused`: why it cannot be made, if the settings refuse it; `because`: any other reason.

    `doubts`: what `carehub check` would say afterwards and does not say now.
    """

    differences: tuple[Difference, ...] = ()
    lines: str = ""
    doubts: tuple[Doubt, ...] = ()
    refused: Refusal | None = None
    because: str = ""
    nothing: bool = False
    """Whether the file would stay as it is, to the letter."""


class Present(Struct, frozen=True):
    """The file as it is now. `tables` is None where it is not TOML; `broken` says why a hub would refuse it."""

    text: str
    fingerprint: str
    tables: Any
    settings: Settings | None
    broken: SettingsError | None


def present(file: Path) -> Present:
    """The file as it is now. NotWritten if it cannot be read."""
    found = seen(file)
    try:
        known = tables(found.text)
    except SettingsError as error:
        return Present(found.text, found.fingerprint, None, None, error)
    try:
        return Present(found.text, found.fingerprint, known, parse(found.text, file.name), None)
    except SettingsError as error:
        return Present(found.text, found.fingerprint, known, None, error)


def looked(now: Present, file: Path, edit: Edit, say: Say) -> Looked:
    """What a change would do to the file."""
    try:
        after = edit(now.text)
    except NotWritten as error:
        return Looked(because=str(error))
    except SettingsError as error:
        return Looked(refused=refusal(error, None, say))
    return compared(now, after, file, say)


def compared(now: Present, after: str, file: Path, say: Say) -> Looked:
    """What another text of the file would change."""
    if after == now.text:
        return Looked(nothing=True)
    try:
        settings = parse(after, file.name)
    except SettingsError as error:
        return Looked(refused=refusal(error, _tables(after), say))
    lines = without_secrets(changed_lines(now.text, after, file.name))
    if now.settings is None:
        return Looked(lines=lines)
    before = set(doubts(now.settings))
    new = tuple(each for each in doubts(settings) if each not in before)
    return Looked(difference(now.settings, settings, say), lines, new)


def _tables(text: str) -> Any:
    try:
        return tables(text)
    except SettingsError:
        return None


def _secret_keys() -> frozenset[str]:
    """Every key of the settings that says where a secret is."""
    found: set[str] = set()
    left: list[inspect.Type] = [inspect.type_info(Settings)]
    while left:
        info = left.pop()
        if isinstance(info, inspect.UnionType):
            left.extend(info.types)
        elif isinstance(info, inspect.VarTupleType):
            left.append(info.item_type)
        elif isinstance(info, inspect.StructType):
            found |= {each.encode_name for each in info.fields if _is_secret(each.type)}
            left.extend(each.type for each in info.fields)
    return frozenset(found)


def _is_secret(info: inspect.Type) -> bool:
    parts = info.types if isinstance(info, inspect.UnionType) else (info,)
    return any(isinstance(part, inspect.StructType) and part.cls is Secret for part in parts)


_WRITTEN_OUT = re.compile(
    rf"""(?P<key>["']?\b(?:{"|".join(sorted(_secret_keys()))})\b["']?\s*=\s*)"""
    r'''(?P<value>"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?|[^\s{#][^\n#]*)''',
    re.DOTALL,
)
_LOGIN = re.compile(r"//[^/\s\"']*@")


def without_secrets(text: str) -> str:
    """A text of the file as it may be shown: where somebody wrote a secret into it by mistake, it is left out."""
    return _LOGIN.sub("//...@", _WRITTEN_OUT.sub(rf"\g<key>{HIDDEN}", text))
