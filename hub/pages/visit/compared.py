"""What is different between two certificates, in words. Pure."""

from collections.abc import Iterator

from hub.pages.visit.document import Document, ProofLine, signals
from hub.pages.visit.signal_change import change
from hub.pages.visit.step import Proof, Words
from hub.pages.words import later

Name = tuple[str, str]


def differences(old: Document, new: Document) -> tuple[Words, ...]:
    """Every difference, in the order of the certificate; none if they say the same."""
    return (
        *_steps(old, new),
        *_proofs(old, new),
        *_signals(old, new),
        *_consent(old, new),
        *_weaker(old, new),
        *_settings(old, new),
    )


def _steps(old: Document, new: Document) -> Iterator[Words]:
    before = {line.name: line for line in old.steps}
    for line in new.steps:
        was = before.get(line.name)
        if was is not None and was.state != line.state:
            values: dict[str, str | Words] = {
                "step": Words(line.title), "before": Words(was.state), "now": Words(line.state)
            }  # fmt: skip
            yield Words(later("{step}: was {before}, is {now}."), values)


def _named(of: Document) -> dict[Name, ProofLine]:
    """Each proof by its name. Of several lines of one thing, one that is not proved is how it stands."""
    found: dict[Name, ProofLine] = {}
    for line in of.proofs:
        name = (line.step, line.proof.id or line.proof.subject)
        if name not in found or found[name].proof.proven:
            found[name] = line
    return found


def _proofs(old: Document, new: Document) -> Iterator[Words]:
    before, now = _named(old), _named(new)
    came = [line.proof for name, line in now.items() if name not in before]
    gone = [line.proof for name, line in before.items() if name not in now]
    replaced = {new.subject for new in came for old in gone if _replaces(new, old)}
    for called in sorted(replaced):
        yield Words(later("{subject} is another device than before."), {"subject": Words(called)})
    for name, line in now.items():
        was = before.get(name)
        subject: dict[str, str | Words] = {"subject": Words(line.proof.subject), "says": line.proof.says}
        if was is None:
            yield Words(later("New: {subject}: {says}."), subject)
        elif was.proof.proven != line.proof.proven:
            now_ = later("{subject} is proved now: {says}.") if line.proof.proven else (
                later("{subject} was proved, and is not any more: {says}."))  # fmt: skip
            yield Words(now_, subject)
    for called in dict.fromkeys(each.subject for each in gone if each.subject not in replaced):
        yield Words(later("No longer there: {subject}."), {"subject": Words(called)})


def _signals(old: Document, new: Document) -> Iterator[Words]:
    """Devices that are heard clearly worse or better where they stand than they were then."""
    before = signals(old)
    for line in new.proofs:
        then, now = before.get(line.proof.id), line.proof.signal
        if then is not None and now is not None and (changed := change(then, now)) is not None:
            values: dict[str, str | Words] = {"subject": Words(line.proof.subject), "change": changed}
            yield Words(later("The signal of {subject} is {change}."), values)


def _replaces(new: Proof, old: Proof) -> bool:
    """Whether it is the same place in the home, and another device in it."""
    return new.kind == old.kind == "sensor" and new.subject == old.subject and new.id != old.id


def _consent(old: Document, new: Document) -> Iterator[Words]:
    before = {line.title: line for line in old.consent}
    for line in new.consent:
        was = before.get(line.title)
        if was is not None and was.agreed != line.agreed:
            now = later("{what} is agreed now.") if line.agreed else later("{what} is not agreed any more.")
            yield Words(now, {"what": Words(line.title)})


def _weaker(old: Document, new: Document) -> Iterator[Words]:
    for words in new.weaker:
        if words not in old.weaker:
            yield Words(later("Works less well now: {what}"), {"what": words})
    for words in old.weaker:
        if words not in new.weaker:
            yield Words(later("No longer so: {what}"), {"what": words})


def _settings(old: Document, new: Document) -> Iterator[Words]:
    if old.service != new.service:
        values: dict[str, str | Words] = {"before": Words(old.service), "now": Words(new.service)}
        yield Words(later("The service was {before}, and is {now}."), values)
    if old.settings != new.settings:
        yield Words(later("The settings are not the same file."))
