"""What is understood of a list of definitions: per model what it tells and how, what is passed over and why. Pure."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from connectors.zigbee2mqtt.exposes import judge
from connectors.zigbee2mqtt.proven import PROVEN
from connectors.zigbee2mqtt.values import ABOUT_ITSELF
from hub.model.events import PRESSES, UNITS, Means, Value

SAYS = {"contact": ("open", "closed"), "lock": ("locked", "not locked")}
"""How a kind's yes and no are called."""


class Understood(Struct, frozen=True):
    """A property that is read: the kind of reading, and how it is read."""

    property: str
    kind: str
    how: str


class PassedOver(Struct, frozen=True):
    """A property that is no reading here, and why."""

    property: str
    why: str


class Model(Struct, frozen=True):
    """One definition. `proven`: messages of it are compared with what they must say, in the tests."""

    vendor: str
    model: str
    description: str
    understood: tuple[Understood, ...]
    ignored: tuple[PassedOver, ...]
    proven: bool

    @property
    def kinds(self) -> frozenset[str]:
        """What the model can tell."""
        return frozenset(each.kind for each in self.understood)

    @property
    def useful(self) -> bool:
        """Whether it tells anything of the home, not only of itself."""
        return bool(self.kinds - ABOUT_ITSELF)


class Totals(Struct, frozen=True):
    """How much of a list is understood. `telling` counts models with any reading, `kinds` the models of each kind."""

    models: int
    telling: int
    useful: int
    proven: int
    kinds: dict[str, int]
    ignored: dict[str, int]


def definitions_in(read: Any) -> tuple[dict[str, Any], ...]:
    """The definitions of a JSON document: a list of them, or `bridge/devices`, or an object that holds either."""
    if isinstance(read, dict):
        read = next((read[key] for key in ("definitions", "devices") if key in read), [read])
    entries = [each for each in read if isinstance(each, dict)] if isinstance(read, list) else []
    found = (each.get("definition", each) for each in entries)
    return tuple(each for each in found if isinstance(each, dict) and isinstance(each.get("exposes"), list))


def model(definition: dict[str, Any]) -> Model:
    """What is understood of one definition."""
    judged = judge(definition)
    vendor, name = (_text(definition.get(key)) for key in ("vendor", "model"))
    return Model(
        vendor=vendor,
        model=name,
        description=_text(definition.get("description")),
        understood=tuple(_understood(means) for each in judged for means in each.means),
        ignored=tuple(PassedOver(each.property, each.why) for each in judged if not each.means),
        proven=f"{vendor} | {name}" in PROVEN,
    )


def totals(models: Iterable[Model]) -> Totals:
    """The sums over all models."""
    counted = tuple(models)
    kinds = Counter(kind for each in counted for kind in each.kinds)
    ignored = Counter(passed.why for each in counted for passed in each.ignored)
    return Totals(
        models=len(counted),
        telling=sum(bool(each.understood) for each in counted),
        useful=sum(each.useful for each in counted),
        proven=sum(each.proven for each in counted),
        kinds=dict(kinds.most_common()),
        ignored=dict(ignored.most_common()),
    )


def _understood(means: Means) -> Understood:
    return Understood(means.property, means.kind, _how(means))


def _how(means: Means) -> str:
    if means.kind in PRESSES:
        return _words(means.on) or "any press"
    if means.on:
        yes, no = SAYS.get(means.kind, ("yes", "no"))
        return f"{_words(means.on)} = {yes}" + (f", {_words(means.off)} = {no}" if means.off else "")
    unit = UNITS.get(means.kind, "")
    return f"in {unit}" if means.scale == 1.0 else f"times {means.scale:g}, in {unit}"


def _words(values: Iterable[Value]) -> str:
    return " or ".join(str(each).lower() if isinstance(each, bool) else str(each) for each in values)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
