"""What somebody texts about a device that does not work, or works again: which device do they mean?

A reply to an alarm must never be lost to this: only a text that is nothing but the word and a device's name is sure.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.core.home import Home
from hub.core.languages import Language
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING, Device, Use
from hub.model.incidents import Incident

SAID = "said broken "
"""How the cause of a fault that somebody texted begins."""

How = Literal["broken", "works"]
BROKEN = "fault|faulty|broken"
FIXED = "fixed|mended|working"
_FIRST = re.compile(rf"(?:please )?(?:(?P<broken>{BROKEN})|(?P<works>{FIXED}))(?: (?P<name>.+))?")
_LAST = re.compile(
    r"(?P<name>.+?) (?:(?P<broken>broken?|fault|faulty|not working|isn'?t working|(?:has |have )?stopped working"
    r"|(?:(?:do|does|will) not|doesn'?t|don'?t|won'?t) work|is (?:dead|broke)|dead)"
    r"|(?P<works>fixed|mended|works|working))(?: again| now)*"
)
_CODE = re.compile(r"^[a-z]\d{1,4} | [a-z]\d{1,4}$")
"""A reference code at either end of a text: it is about an alarm, and no part of a device's name."""
_FILLING = re.compile(
    "the|my|our|an?|her|his|their|your|is|are|was|on|of|with|in|again|now|please|thanks?|you|sorry|hi|hello|it|it's|its"
    "|does|do|(?:mum|mam|mom|dad|nan|gran|grandma|mother|father)s?"
)
"""Words beside a name that change nothing of what is meant."""

ALSO: dict[Use, tuple[str, ...]] = {
    "help button": ("button", "alarm button"),
    "fall device": ("fall sensor", "fall detector", "fall alarm", "radar"),
    "wearable": ("watch", "wristband", "band"),
    "motion": ("motion sensor", "movement sensor", "pir"),
    "door": ("door sensor",),
    "exit door": ("door sensor", "exit"),
    "window": ("window sensor",),
    "bed": ("bed sensor",),
    "chair": ("chair sensor",),
    "smoke": ("smoke alarm", "smoke detector", "fire alarm"),
    "carbon monoxide": ("co", "co alarm", "carbon monoxide alarm", "co detector"),
    "gas": ("gas alarm", "gas detector"),
    "heat": ("heat alarm", "heat detector"),
    "leak": ("leak sensor", "water sensor", "flood sensor", "leak detector"),
}
"""What people call a thing of that use besides the use itself."""

WORN = ("pendant", "alarm pendant", "necklace", "wristband")
FIXED_UP = ("cord", "pull cord", "wall button")
"""What people call a help button, by whether somebody wears it."""


_ALONE = frozenset({"fault", "faulty", "broken", "fixed", "mended"})
"""With only a code beside it the word may mean anything."""


class Fault(Struct, frozen=True):
    """A text about a device. `sure`: it says nothing else. `among`: the devices that it may mean, if not just one.

    `asks`: its first word is the command, so its sender waits for an answer also if no device is found.
    """

    how: How
    device: Device | None
    sure: bool = False
    among: tuple[Device, ...] = ()
    asks: bool = False

    @property
    def known(self) -> bool:
        """Whether it is certain that its sender speaks of a device."""
        return self.device is not None or self.asks


def read(text: str, home: Home, noted: Iterable[str] = (), language: Language | None = None) -> Fault | None:
    """What a text says of a device; None if it is no such text. `noted`: ids of what is noted as broken already.

    It may be in English or in its sender's `language`: a device may have its name in either.
    """
    words, noted = _words(text), frozenset(noted)
    if "?" in text:
        return None
    best: Fault | None = None
    for said in dict.fromkeys(_in_english(words, language)):
        found = _said(said, home, noted)
        if found is not None and found.sure:
            return found
        best = best or found
    return best


def _in_english(words: str, language: Language | None) -> Iterator[str]:
    """The words as they are; with the words for faults in English; and with those for devices in English too."""
    yield words
    if language is not None and language.faults:
        words = _replaced(words, language.faults)
        yield words
        yield _replaced(words, {**language.things, **language.faults})


def _replaced(words: str, table: dict[str, str]) -> str:
    longest_first = "|".join(re.escape(each) for each in sorted(table, key=len, reverse=True))
    return re.sub(rf"(?<![\w'])(?:{longest_first})(?![\w'])", lambda found: table[found[0]], words)


def _said(words: str, home: Home, noted: frozenset[str]) -> Fault | None:
    fault, without = _read(words, home, noted), _CODE.sub("", words)
    if (fault is None or not fault.sure) and without != words:
        bare = _read(without, home, noted)
        return bare if bare is not None and bare.sure and _bare(without) not in _ALONE else fault
    return fault


def _read(words: str, home: Home, noted: frozenset[str]) -> Fault | None:
    match = _FIRST.fullmatch(words) or _LAST.fullmatch(words)
    if match is None:
        return None
    how: How = "broken" if match["broken"] else "works"
    first = match.re is _FIRST
    named = _bare(match["name"] or "")
    if not named and not first:
        return None
    if not named:
        return None if match["works"] == "working" else _unnamed(how, home, noted, asks=match["broken"] == "fault")
    exact = _best(_exactly(named, home))
    found = exact or [device for device in home.settings.devices if _may_mean(named, device, home)]
    if not found and (not first or how == "works"):
        return None
    return Fault(
        how, found[0] if len(found) == 1 else None, sure=len(exact) == 1, among=tuple(found) if len(found) > 1 else (),
        asks=first and match["broken"] == "fault",
    )  # fmt: skip


def _may_mean(named: str, device: Device, home: Home) -> bool:
    """Whether every word may be said of the device, and one of them of more than whose it is: Mary is no device."""
    words, wearer = set(named.split()), home.residents.get(device.worn_by or "")
    people = set(_words(wearer.name).split()) if wearer is not None else set[str]()
    return words <= _all_words(device, home) and not words <= people


def _unnamed(how: How, home: Home, noted: frozenset[str], *, asks: bool) -> Fault | None:
    """Only the word: what is noted as broken works again, or the only device that saves life is broken."""
    meant = [d for d in home.settings.devices if (d.id in noted if how == "works" else d.use in LIFE_SAVING)]
    if how == "works" and not meant:
        return None
    only = meant[0] if len(meant) == 1 else None
    return Fault(how, only, sure=only is not None, among=tuple(meant) if len(meant) > 1 else (), asks=asks)


def _exactly(named: str, home: Home) -> list[tuple[int, Device]]:
    """Every device that is called so, and how well: its own name is better than what such things are called."""
    found = []
    for device in home.settings.devices:
        if named in (_bare(_words(device.name)), _bare(_words(home.title(device)))):
            found.append((0, device))
        elif named in _called(device, home):
            found.append((1, device))
        elif device.use == "help button" and named in _owned(device, home, (*WORN, *FIXED_UP)):
            # Nobody wears a pull cord; but if nothing is known to be worn, any button may be the pendant.
            found.append((1 if _fits(named, device) else 2, device))
    return found


def _fits(named: str, device: Device) -> bool:
    return any(named.endswith(word) for word in (WORN if device.worn_by else FIXED_UP))


def _best(found: list[tuple[int, Device]]) -> list[Device]:
    best = min((rank for rank, _ in found), default=0)
    return [device for rank, device in found if rank == best]


def _called(device: Device, home: Home) -> set[str]:
    """What people may call it: "smoke alarm", "hall smoke alarm"."""
    return _owned(device, home, (device.use, *ALSO.get(device.use, ())))


def _owned(device: Device, home: Home, words: tuple[str, ...]) -> set[str]:
    """The words alone, with the name of whoever wears it, and with the room: "pendant", "mary pendant"."""
    wearer = home.residents.get(device.worn_by or "")
    owners = [wearer.name, wearer.name.split()[0]] if wearer is not None else []
    owners += [room] if (room := home.room_name(device.room)) is not None else []
    return {_bare(_words(f"{owner} {word}")) for owner in ("", *owners) for word in words}


def _all_words(device: Device, home: Home) -> set[str]:
    called = {*_called(device, home), _bare(_words(device.name)), _bare(_words(home.title(device)))}
    return {word for name in called for word in name.split()}


def _words(text: str) -> str:
    """Plain lower-case words."""
    plain = re.sub(r"[‘’ʼ′´`]", "'", unicodedata.normalize("NFKC", text[:200]).lower())
    return " ".join(re.sub(r"[^\w' ]+", " ", plain).split())


def _bare(words: str) -> str:
    """The words without those that fill, and without whose it is."""
    kept = (word.removesuffix("'s").removesuffix("'") for word in words.split())
    return " ".join(word for word in kept if word and not _FILLING.fullmatch(word))


def cause(device: Device) -> str:
    """What makes two texts about one device the same fault."""
    return f"{SAID}{device.id}"


def noted(incidents: Iterable[Incident]) -> frozenset[str]:
    """The devices that somebody said are broken."""
    return frozenset(str(i.device) for i in incidents if i.cause.startswith(SAID))


def finding(home: Home, device: Device, at: datetime, who: str, how: How) -> Finding:
    """What somebody said of a device, as the technical finding that it is."""
    title = home.title(device)
    says = f"{who} says that {title} does not work" if how == "broken" else f"{who} says that {title} works again"
    return Finding(
        kind="technical", at=at, because=says, turn="concern" if how == "broken" else "restored", cause=cause(device),
        device=device.id, room=device.room, resident=device.worn_by, life_saving=device.use in LIFE_SAVING,
    )  # fmt: skip
