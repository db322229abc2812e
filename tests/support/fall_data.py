"""Made streams that look like falls and like a day's life, so that no test needs a person's recording.

Nothing here is like a person closely enough to train for use; it is enough to tell a fall from a walk.
"""

import math
from pathlib import Path

import numpy as np

from detectors.fall.features import NAMES
from detectors.fall.model import FORMAT, Model, Shipped, Trees, write
from hub.learning.falls.recordings import Floats, Recording, Span
from hub.learning.falls.roughening import Roughness
from hub.learning.falls.scripted import Stream, scripted
from hub.model.household import Placement

RATE = 50.0
LIFE = ("walk", "sit down", "stand", "run")
FALLS = ("falls forward", "falls aside")


def activity(name: str, seconds: float, chance: np.random.Generator) -> Floats:
    """What a device at the waist would see of it, in g, z up while upright."""
    t = np.arange(int(seconds * RATE)) / RATE
    acc = np.column_stack([np.zeros_like(t), np.zeros_like(t), np.ones_like(t)])
    if name in {"walk", "run"}:
        strength, pace = (0.35, 1.9) if name == "walk" else (1.2, 2.7)
        phase = 2 * np.pi * pace * chance.uniform(0.9, 1.1) * t + chance.uniform(0, 6)
        acc[:, 2] += strength * (np.sin(phase) + 0.4 * np.sin(2 * phase))
        acc[:, 0] += 0.4 * strength * np.sin(phase / 2)
    if name == "sit down":
        acc[:, 2] += _bump(t, chance.uniform(0.4, 0.6) * seconds, 0.08, chance.uniform(0.4, 1.0))
    return acc + chance.normal(0, 0.015, acc.shape)


def fall(seconds: float, chance: np.random.Generator, strength: float = 5.0) -> tuple[Floats, float]:
    """Upright, a little weightlessness, an impact, and lying still. The second is when it struck, in s."""
    t, struck = np.arange(int(seconds * RATE)) / RATE, seconds / 2
    acc = activity("walk", seconds, chance)
    dropping, lying = (t > struck - 0.4) & (t < struck), t >= struck
    acc[dropping] *= 0.25
    aside = chance.normal(size=3) * (1, 1, 0.15)
    acc[lying] = aside / np.linalg.norm(aside) + chance.normal(0, 0.01, (int(lying.sum()), 3))
    hard = chance.normal(size=3)
    hard /= np.linalg.norm(hard)
    for after, share in ((0.04, 1.0), (0.18, 0.4), (0.4, 0.2)):
        acc += np.outer(_bump(t, struck + after, 0.03, strength * share), hard)
    return acc, struck + 0.04


def _bump(t: Floats, at: float, wide: float, high: float) -> Floats:
    bump: Floats = high * np.exp(-0.5 * ((t - at) / wide) ** 2)
    return bump


def recording(
    subject: str, name: str, chance: np.random.Generator, placement: str = "waist", data_set: str = "made"
) -> Recording:
    """One trial of 15 s: `name` is an activity or a kind of fall."""
    impact = None
    if name in FALLS:
        acc, impact = fall(15.0, chance)
    else:
        acc = activity(name, 15.0, chance)
    t = np.arange(len(acc)) / RATE
    span = Span(start=0.0, end=float(t[-1]), activity=name, fall=impact is not None, impact=impact)
    return Recording(
        data_set=data_set, subject=subject, name=f"{name} {chance.integers(10**9)}", placement=placement,
        device=placement, t=t, acc=acc, spans=(span,), age=30,
    )  # fmt: skip


def people(count: int, each: int, seed: int = 1, placement: str = "waist", data_set: str = "made") -> list[Recording]:
    """Some people's trials: each activity and each kind of fall `each` times a person."""
    chance = np.random.default_rng(seed)
    names = [name for name in (*LIFE, *FALLS) for _ in range(each)]
    return [recording(f"P{who}", name, chance, placement, data_set) for who in range(count) for name in names]


def stream(seed: int = 1, each: int = 2, how: Roughness | None = None) -> Stream:
    """One person's trials as one rough stream."""
    (one,) = scripted(people(1, each, seed), how or Roughness(), seed)
    return one


def csv(one: Stream, *, start: float = 0.0, places: int = 4) -> str:
    """The stream as `carehub detect-falls` reads it."""
    rows = [f"{start + t:.{places}f},{x:.4f},{y:.4f},{z:.4f}" for t, (x, y, z) in zip(one.t, one.acc, strict=True)]
    return "t,ax,ay,az\n" + "\n".join(rows) + "\n"


def falls_at(one: Stream) -> list[float]:
    """When somebody fell in it."""
    return [span.impact for span in one.spans if span.impact is not None]


def made_model(placement: Placement = "waist", threshold: float = 0.5) -> Model:
    """A model by hand: struck at 2.5 g or more, and lying another way since. Each alone is not enough."""
    hard, turned = NAMES.index("peak"), NAMES.index("turned")
    trees = Trees(
        base=-3.0, depth=1, roots=[0, 3], feature=[hard, 0, 0, turned, 0, 0],
        split=[math.log(2.5), 0.0, 0.0, 0.7, 0.0, 0.0],
        left=[1, 1, 2, 4, 4, 5], right=[2, 1, 2, 5, 4, 5], value=[0.0, 0.0, 2.0, 0.0, 0.0, 2.0],
    )  # fmt: skip
    return Model(
        Shipped(
            format=FORMAT, placement=placement, features=list(NAMES), most=8.0, slope=1.0, shift=0.0,
            threshold=threshold, sure=0.9, trees=trees,
        )
    )  # fmt: skip


def written_model(file: Path) -> Path:
    """`made_model` as a file."""
    file.write_bytes(write(made_model().shipped))
    return file


def written(recordings: list[Recording], folder: Path) -> Path:
    """The recordings in the plain format of docs/falls.md."""
    lines = ["recording,subject,placement,data_set,impact_s,start_s,end_s,activity,is_fall,age"]
    for number, each in enumerate(recordings):
        (span,) = each.spans
        impact = "" if span.impact is None else f"{span.impact:.3f}"
        about = f"{each.subject},{each.placement},{each.data_set},{impact},{span.start},{span.end},{span.activity}"
        lines.append(f"r{number},{about},{int(span.fall)},{each.age}")
        rows = [f"{t:.3f},{x:.4f},{y:.4f},{z:.4f}" for t, (x, y, z) in zip(each.t, each.acc, strict=True)]
        (folder / f"r{number}.csv").write_text("t,ax,ay,az\n" + "\n".join(rows) + "\n")
    (folder / "annotations.csv").write_text("\n".join(lines) + "\n")
    return folder
