"""What a certificate says, made of how every step stands. Pure: the same standings make the same words."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from hub.model.household import Settings
from hub.pages.visit.consent import FUNCTIONS, TOLD
from hub.pages.visit.step import Proof, Signal, Standing, State, Step, Words
from hub.pages.words import later

NOT_PROVED = Words(later("not proved"))


class StepLine(Struct, frozen=True, kw_only=True):
    """A step, as it stood."""

    name: str
    title: str
    state: State
    says: Words


class ProofLine(Struct, frozen=True, kw_only=True):
    """A proof, and the step that it belongs to."""

    step: str
    proof: Proof


class ConsentLine(Struct, frozen=True, kw_only=True):
    """What was agreed about one function or sharing."""

    title: str
    agreed: bool
    by: str = ""
    on: date | None = None
    review: date | None = None


class Document(Struct, frozen=True, kw_only=True):
    """A certificate. `settings` is the SHA-256 of hub.toml; `missing` says why it is not complete."""

    hub: str
    home: str
    visit: int
    begun: datetime
    begun_by: str
    at: datetime
    by: str
    timezone: str
    service: str
    complete: bool
    missing: tuple[Words, ...]
    steps: tuple[StepLine, ...]
    proofs: tuple[ProofLine, ...]
    weaker: tuple[Words, ...]
    consent: tuple[ConsentLine, ...]
    rehearsal: tuple[Words, ...] = ()
    settings: str = ""
    format: int = 1


class Occasion(Struct, frozen=True, kw_only=True):
    """Of which visit, when, by whom, of which home and file."""

    home: str
    visit: int
    begun: datetime
    begun_by: str
    at: datetime
    by: str
    checksum: str
    in_force: bool = True
    """Whether the file can be read, and the hub works by it."""


def document(
    settings: Settings, stood: tuple[tuple[Step, Standing], ...], occasion: Occasion, rehearsed: tuple[Words, ...] = ()
) -> Document:
    """The certificate of these standings. It is complete only if nothing at all is open."""
    proofs = tuple(_proofs(settings, stood))
    missing = (*_not_in_force(occasion), *_missing(stood, proofs))
    return Document(
        hub=settings.hub.id, home=occasion.home, visit=occasion.visit, begun=occasion.begun, begun_by=occasion.begun_by,
        at=occasion.at, by=occasion.by, timezone=settings.hub.timezone, service=settings.home.service,
        complete=not missing, missing=missing,
        steps=tuple(StepLine(name=s.name, title=s.title, state=how.state, says=how.says) for s, how in stood),
        proofs=proofs, weaker=_once([each for _, how in stood for each in how.weaker]),
        consent=tuple(_consent(settings)), rehearsal=rehearsed, settings=occasion.checksum,
    )  # fmt: skip


def _once(words: list[Words]) -> tuple[Words, ...]:
    """Each of them once, in their order."""
    return tuple(each for index, each in enumerate(words) if each not in words[:index])


def _proofs(settings: Settings, stood: tuple[tuple[Step, Standing], ...]) -> list[ProofLine]:
    """Every proof, and a line for each device of which nothing was proved at all."""
    found = [ProofLine(step=step.name, proof=proof) for step, how in stood for proof in how.proofs]
    shown = {line.proof.id for line in found}
    for device in settings.devices:
        if device.id not in shown:
            nothing = Proof(kind="sensor", id=device.id, subject=device.name, says=NOT_PROVED, proven=False)
            found.append(ProofLine(step="walk", proof=nothing))
    return found


def _not_in_force(occasion: Occasion) -> tuple[Words, ...]:
    words = later("The hub does not run, or not by the settings that this certificate is about")
    return () if occasion.in_force else (Words(words),)


def _missing(stood: tuple[tuple[Step, Standing], ...], proofs: tuple[ProofLine, ...]) -> list[Words]:
    """Why it is not complete: open steps, then proofs of steps that are not open themselves."""
    found, open_ = [], set()
    for step, how in stood:
        if how.state in ("to do", "proof pending"):
            open_.add(step.name)
            title = Words(step.title)
            why = how.says if how.says.text else Words(later("to do"))
            found.append(Words(later("{step}: {why}"), {"step": title, "why": why}))
    for line in proofs:
        if not line.proof.proven and line.step not in open_:
            subject: dict[str, str | Words] = {"subject": Words(line.proof.subject), "why": line.proof.says}
            found.append(Words(later("{subject}: {why}"), subject))
    return found


def _consent(settings: Settings) -> list[ConsentLine]:
    given = settings.consent or {}
    return [
        ConsentLine(title=TOLD[name].title, agreed=settings.agreed(name))
        if name not in given
        else ConsentLine(
            title=TOLD[name].title, agreed=given[name].agreed, by=given[name].by, on=given[name].on,
            review=given[name].review,
        )
        for name in FUNCTIONS
    ]  # fmt: skip


def signals(of: Document) -> dict[str, Signal]:
    """How well each device was heard where it stands, by its id."""
    return {line.proof.id: line.proof.signal for line in of.proofs if line.proof.signal is not None}


def pending(of: Document) -> set[tuple[str, str]]:
    """The proofs that are still to come: step and id of each."""
    return {(line.step, line.proof.id or line.proof.subject) for line in of.proofs if not line.proof.proven}


def has_gained(old: Document, new: Document) -> bool:
    """Whether a proof has come that was pending."""
    there = {(line.step, line.proof.id or line.proof.subject) for line in new.proofs}
    return bool((pending(old) & there) - pending(new))


def by_subject(of: Document, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """The proofs of some kinds, all of one subject together, in the order of the certificate."""
    found: dict[str, dict[str, Any]] = {}
    for line in of.proofs:
        if line.proof.kind in kinds:
            name = line.proof.id or line.proof.subject
            each = found.setdefault(name, {"subject": line.proof.subject, "lines": [], "proven": True})
            each["lines"].append(line.proof)
            each["proven"] = each["proven"] and line.proof.proven
    return list(found.values())


def rehearsed(rows: list[dict[str, Any]]) -> tuple[Words, ...]:
    """What of a rehearsal stands on the certificate."""
    rate = next((row for row in rows if row["what"] == "false alarms" and row.get("kind") == "all"), None)
    calls = (
        Words(later("Expected calls for nothing: {rate} a week."), {"rate": f"{rate['a_week']:.1f}"}) if rate else None
    )
    times = [Words(row["says"]) for row in rows if row["what"] in ("time to help", "worth")]
    return (*((calls,) if calls else ()), *times)
