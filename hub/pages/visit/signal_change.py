"""Whether a signal is weaker than it was, and by how much: told only if more than comes and goes by itself. Pure."""

from hub.pages.visit.devices.margins import NOTICED
from hub.pages.visit.step import Signal, Words
from hub.pages.words import later


def change(before: Signal, now: Signal) -> Words | None:
    """What has become of it; nothing if it is about as it was, or was measured by another radio."""
    much = now.worst - before.worst
    if before.unit != now.unit or abs(much) < NOTICED.get(now.unit, 1):
        return None
    text = later("weaker by {much}: {before} then, {now} now") if much < 0 else later(
        "stronger by {much}: {before} then, {now} now"
    )  # fmt: skip
    unit = "dB" if now.unit == "dBm" else now.unit
    return Words(text, {"much": f"{abs(much)} {unit}".strip(), "before": value(before), "now": value(now)})


def value(signal: Signal) -> str:
    """As people read it: "44", "-81 dBm"."""
    return f"{signal.worst} {signal.unit}".strip()
