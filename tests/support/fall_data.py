"""Made streams that look like falls and like a day's life, so that no test needs a person's recording.

Nothing here is like a person closely enough to train for use; it is enough to tell a fall from a walk.
"""

import numpy as np

from hub.learning.falls.recordings import Floats, Recording, Span

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
