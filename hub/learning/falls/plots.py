"""A result as pictures. matplotlib is the extra `plots`, and is loaded here only."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hub.learning.falls.intervals import Figure
from hub.learning.falls.results import Line, Point, Result
from hub.model.errors import CarehubError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Page

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito: told apart by people who see colours differently."""
ALL = "#222222"
FAINT = "#BBBBBB"
DPI = 130
ROW = 0.27
"""Inches of height for each row of names."""
NO_EXTRA = "plots need matplotlib, which this installation does not have. Install it: pip install 'carehub[plots]'."
STYLE: dict[Any, Any] = {
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#E6E6E6",
    "axes.axisbelow": True, "font.size": 9.5, "svg.hashsalt": "carehub", "legend.frameon": False,
}  # fmt: skip
"""matplotlib's own names for how it draws."""

Draw = Callable[[Result], "Page"]


def draw(result: Result, folder: Path, suffix: str = "png") -> list[Path]:
    """Draw every picture of the result into the folder. Returns the files."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise CarehubError(NO_EXTRA) from error
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with mpl.rc_context(STYLE):
        for name, picture in PICTURES.items():
            file = folder / f"falls-{result.placement}-{name}.{suffix}"
            # No date within: the same result gives the same file.
            picture(result).savefig(file, dpi=DPI, metadata={"Date": None} if suffix == "svg" else None)
            files.append(file)
    return files


def _page(wide: float, high: float, columns: int = 1) -> "tuple[Page, list[Axes]]":
    from matplotlib.figure import Figure as Page

    page = Page(figsize=(wide, high), layout="constrained")
    axes = page.subplots(1, columns, squeeze=False)
    return page, list(axes[0])


def operating_curve(result: Result) -> "Page":
    """What each threshold would be worth: how many falls are seen, against false alarms an hour."""
    page, (axes,) = _page(7.2, 4.8)
    for (name, points), colour in zip(result.curves.items(), COLOURS, strict=False):
        if len(result.curves) > 1 and points:
            _curve(axes, points, colour, name, 1.3)
    _curve(axes, result.curve, ALL, "all", 2.0)
    _shipped(axes, result)
    axes.set_xscale("symlog", linthresh=1.0, linscale=0.8)
    axes.set_xticks([0, 0.5, 1, 2, 5, 10, 20, 50, 100], ["0", "0.5", "1", "2", "5", "10", "20", "50", "100"])
    axes.minorticks_off()
    axes.set_xlim(0, max([10.0, *(point.false_per_hour for point in result.curve)]) * 1.05)
    axes.set_ylim(min(50.0, 100 * result.all.sensitivity.low - 5), 101)
    axes.set(xlabel="false alarms an hour of scripted activity", ylabel="falls seen within 30 s, %")
    axes.set_title(f"Operating curve, {result.placement}: acted falls, 95 % intervals by subject", loc="left")
    axes.legend(loc="upper left")
    return page


def _curve(axes: "Axes", points: Sequence[Point], colour: str, name: str, wide: float) -> None:
    rates = [point.false_per_hour for point in points]
    axes.plot(rates, [100 * point.sensitivity for point in points], color=colour, lw=wide, label=name)


def _shipped(axes: "Axes", result: Result) -> None:
    """Where the shipped threshold stands, with its intervals."""
    seen, false = result.all.sensitivity, result.all.false_per_hour
    if not math.isnan(seen.value) and not math.isnan(false.value):
        axes.errorbar(
            [false.value], [100 * seen.value], xerr=_around([false]), yerr=_around([seen], 100), fmt="o",
            color=COLOURS[1], ms=7, capsize=3, zorder=5, label=f"at the threshold {result.threshold:.2f}",
        )  # fmt: skip


def _around(figures: Sequence[Figure], times: float = 1.0) -> list[list[float]]:
    return [
        [times * max(figure.value - figure.low, 0.0) for figure in figures],
        [times * max(figure.high - figure.value, 0.0) for figure in figures],
    ]


def per_activity(result: Result) -> "Page":
    """Which falls are missed, and what raises false alarms."""
    falls = sorted((line for line in result.activities if line.falls), key=lambda line: line.sensitivity.value)
    life = [line for line in result.activities if not line.falls and line.hours]
    life = sorted(life, key=lambda line: -line.false_per_hour.value)
    page, (left, right) = _page(11.5, 1.4 + ROW * max(len(falls), len(life), 4), 2)
    _bars(left, falls, [line.sensitivity for line in falls], 100, [f"{line.found}/{line.falls}" for line in falls])
    left.set_xlim(0, 112)
    left.set_xticks(range(0, 101, 20))
    left.set(xlabel="seen within 30 s, %")
    left.set_title("Falls", loc="left")
    told = [f"{line.false} in {60 * line.hours:.0f} min" for line in life]
    _bars(right, life, [line.false_per_hour for line in life], 1, told)
    right.set(xlabel="false alarms an hour")
    right.set_title("Activities", loc="left")
    right.set_xlim(0, max([1.0, *(line.false_per_hour.high for line in life)]) * 1.25)
    page.suptitle(_title(result, "by activity"), x=0.01, ha="left")
    return page


def _bars(axes: "Axes", lines: Sequence[Line], figures: Sequence[Figure], times: float, told: Sequence[str]) -> None:
    places = range(len(lines))
    values = [times * figure.value for figure in figures]
    axes.barh(places, values, color=COLOURS[5], height=0.62)
    axes.errorbar(values, places, xerr=_around(figures, times), fmt="none", ecolor=ALL, elinewidth=0.9, capsize=2)
    for place, figure, text in zip(places, figures, told, strict=True):
        end = times * max(figure.high, figure.value)
        axes.annotate(
            text, (end, place), (5, 0), textcoords="offset points", va="center", fontsize=7.5, color="#555555"
        )
    axes.set_yticks(places, [line.name for line in lines], fontsize=8.5)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")


def per_subject(result: Result) -> "Page":
    """Whom it serves badly: each person a dot."""
    lines = sorted(result.per_subject, key=lambda line: (line.name.split(" ")[0], -line.sensitivity.value, line.name))
    page, (left, right) = _page(10.5, 1.6 + 0.19 * max(len(lines), 6), 2)
    sets = sorted({line.name.split(" ")[0] for line in lines})
    for axes, of, times in ((left, "sensitivity", 100), (right, "false_per_hour", 1)):
        for place, line in enumerate(lines):
            value = times * getattr(line, of).value
            if not math.isnan(value):
                axes.plot([0, value], [place, place], color="#E6E6E6", lw=1, zorder=1)
                axes.plot([value], [place], "o", ms=5, color=COLOURS[sets.index(line.name.split(" ")[0]) % 6])
        axes.set_yticks(range(len(lines)), [line.name for line in lines], fontsize=7.5)
        axes.set_ylim(len(lines) - 0.3, -0.7)
        axes.grid(visible=False, axis="y")
    left.set_xlim(0, 103)
    left.set(xlabel="falls seen within 30 s, %")
    right.set(xlabel="false alarms an hour")
    right.set_yticklabels([])
    right.set_xlim(left=-0.05 * max(1.0, right.get_xlim()[1]))
    page.suptitle(
        f"{result.placement}, by subject, at the threshold {result.threshold:.2f}: acted falls", x=0.01, ha="left"
    )
    return page


def per_data_set(result: Result) -> "Page":
    """Whether one threshold holds on data of another laboratory."""
    lines = [*result.data_sets, *([result.older] if result.older else []), result.all]
    page, (left, right) = _page(9.5, 1.5 + 0.42 * len(lines), 2)
    for axes, of, times in ((left, "sensitivity", 100), (right, "false_per_hour", 1)):
        for place, line in enumerate(lines):
            figure: Figure = getattr(line, of)
            if not math.isnan(figure.value):
                colour = ALL if line is result.all else COLOURS[place % 6]
                at = [times * figure.value]
                axes.errorbar(at, [place], xerr=_around([figure], times), fmt="o", color=colour, ms=6, capsize=3)
                axes.annotate(
                    _short(figure, of), (at[0], place), (0, 7), textcoords="offset points", ha="center", fontsize=8
                )
        axes.set_yticks(range(len(lines)), [line.name for line in lines])
        axes.set_ylim(len(lines) - 0.5, -0.8)
        axes.grid(visible=False, axis="y")
    left.set_xlim(right=104)
    left.set(xlabel="falls seen within 30 s, %")
    if result.nominal is not None:
        left.axvline(100 * result.nominal, color=FAINT, ls="--", lw=1, zorder=0, label="chosen for")
        left.legend(loc="lower left", fontsize=8)
    right.set(xlabel="false alarms an hour")
    right.set_xlim(left=min(0.0, -0.03 * right.get_xlim()[1]))
    right.set_yticklabels([])
    page.suptitle(_title(result, "by data set"), x=0.01, ha="left")
    return page


def _short(figure: Figure, of: str) -> str:
    return f"{100 * figure.value:.1f} %" if of == "sensitivity" else f"{figure.value:.2f}/h"


def calibration(result: Result) -> "Page":
    """Whether a score means what it says: of strikes that score 0.7, seven in ten are falls."""
    page, (axes,) = _page(5.6, 5.2)
    axes.plot([0, 1], [0, 1], color=FAINT, ls="--", lw=1, label="as it should be")
    bins = result.calibration
    strikes = sum(each.strikes for each in bins)
    axes.plot([each.score for each in bins], [each.falls for each in bins], "o-", color=COLOURS[0], lw=1.4, ms=7)
    axes.axvline(result.threshold, color=COLOURS[1], lw=1, label=f"the threshold {result.threshold:.2f}")
    axes.set(xlabel="score", ylabel="share that were falls", xlim=(-0.03, 1.03), ylim=(-0.03, 1.03), aspect="equal")
    axes.set_title(f"Calibration, {result.placement}: {strikes} strikes in {len(bins)} groups", loc="left")
    axes.legend(loc="upper left")
    return page


def _title(result: Result, what: str) -> str:
    return (
        f"{result.placement}, {what}, at the threshold {result.threshold:.2f}: acted falls, 95 % intervals by subject"
    )


PICTURES: dict[str, Draw] = {
    "operating-curve": operating_curve,
    "activities": per_activity,
    "subjects": per_subject,
    "data-sets": per_data_set,
    "calibration": calibration,
}
"""Each picture, and what draws it."""
