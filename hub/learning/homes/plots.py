"""A back-test as pictures. matplotlib is the extra `plots`, and is loaded here only."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hub.core.localtime import local
from hub.learning.falls.plots import ALL, COLOURS, DPI, FAINT, NO_EXTRA, STYLE
from hub.learning.homes.figures import Figures, HomeResult, Result
from hub.model.errors import CarehubError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Page

DAY = timedelta(days=1)
TALLEST = 0.16
"""Inches for each day of a home, if it is short."""
STILL, OUT, FALSE, OUTAGE = "#9DB7CC", "#E3E8EC", "#D55E00", "#E69F00"


def draw(result: Result, folder: Path, suffix: str = "png") -> list[Path]:
    """Draw every picture of the result into the folder. Returns the files."""
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise CarehubError(NO_EXTRA) from error
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        pages = {name: picture(result) for name, picture in PICTURES.items()}
        pages |= {f"home-{_plain(home.name)}": timeline(home, result.timezone) for home in result.homes}
        files = []
        for name, page in pages.items():
            file = folder / f"inactivity-{name}.{suffix}"
            # No date within: the same result gives the same file.
            page.savefig(file, dpi=DPI, metadata={"Date": None} if suffix == "svg" else None)
            files.append(file)
    return files


def _plain(name: str) -> str:
    return "".join(each if each.isalnum() or each in "-_" else "-" for each in name)


def _page(wide: float, high: float) -> "tuple[Page, Axes]":
    from matplotlib.figure import Figure as Page

    page = Page(figsize=(wide, high), layout="constrained")
    return page, page.subplots()


def timeline(home: HomeResult, timezone: str) -> "Page":
    """Each day a row of 24 hours: when nothing moved for an hour or more, and each false alarm."""
    begins = local(home.begins, timezone).date()
    rows = (local(home.ends, timezone).date() - begins).days + 1
    page, axes = _page(9.5, 1.7 + TALLEST * max(rows, 8))
    for silence in home.silences:
        for day, since, until in _by_day(silence.begins, silence.ends, timezone):
            colour = OUT if silence.door else STILL
            axes.barh([(day - begins).days], [until - since], left=[since], color=colour, height=0.82)
    for alarms, colour, mark in ((home.false_alarms, FALSE, "o"), (home.no_returns, COLOURS[3], "s")):
        for alarm in alarms:
            at = local(alarm.at, timezone)
            shown = OUTAGE if alarm.outage else colour
            axes.plot([_hour(at)], [(at.date() - begins).days], mark, color=shown, ms=6, zorder=5)
    if home.judged_from is not None:
        axes.axhline((local(home.judged_from, timezone).date() - begins).days - 0.5, color=ALL, lw=1)
    step = max(1, rows // 20)
    axes.set_yticks(range(0, rows, step), [f"{begins + n * DAY:%a %d %b}" for n in range(0, rows, step)], fontsize=7.5)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlim(0, 24)
    axes.set_xticks(range(0, 25, 3))
    axes.grid(visible=False, axis="y")
    axes.set(xlabel="hour of the day on the clocks of the home")
    axes.set_title(
        f"{home.name}: {len(home.false_alarms)} false alarms in {home.figures.days:.0f} days after the line\n"
        "bars: nothing moved for an hour or more (pale: it began at an exit door); dots: alerts (yellow: an outage)",
        loc="left", fontsize=9,
    )  # fmt: skip
    return page


def _by_day(begins: datetime, ends: datetime, timezone: str) -> list[tuple[date, float, float]]:
    """A span as its parts of each day: the day, and two hours of it."""
    since, until = local(begins, timezone), local(ends, timezone)
    days = (until.date() - since.date()).days
    parts = list[tuple[date, float, float]]()
    for n in range(days + 1):
        first, last = _hour(since) if n == 0 else 0.0, _hour(until) if n == days else 24.0
        if last > first:
            parts.append((since.date() + n * DAY, first, last))
    return parts


def _hour(at: datetime) -> float:
    return at.hour + at.minute / 60 + at.second / 3600


def delays(result: Result) -> "Page":
    """How many of those who collapsed were told of by when: each home, and the plain caps."""
    page, axes = _page(7.6, 4.8)
    judged = [home for home in result.homes if home.figures.collapse.count]
    for home, colour in zip(judged, COLOURS * 9, strict=False):
        _rising(axes, home.figures.collapse.hours, colour, home.name, 1.1)
    _rising(axes, [h for home in judged for h in home.figures.collapse.hours], ALL, "all homes", 2.2)
    for cap in result.caps:
        hours = [h for home in judged for h in home.caps[cap].collapse.hours]
        _rising(axes, hours, FAINT, f"plain cap of {cap}", 1.4, "--")
    axes.axvline(4, color=FAINT, lw=0.8)
    axes.set_xlim(0, 24)
    axes.set_ylim(0, 101)
    axes.set_xticks(range(0, 25, 2))
    axes.set(xlabel="hours from collapse to alert", ylabel="told by then, %")
    false = result.pooled.per_30_days
    axes.set_title(f"Delay at {false or 0:.2f} false alarms in 30 days: removed events, no real collapse", loc="left")
    axes.legend(loc="lower right", fontsize=8)
    return page


def _rising(axes: "Axes", hours: Sequence[float], colour: str, name: str, wide: float, dash: str = "-") -> None:
    ordered = sorted(hours)
    shares = [100 * (n + 1) / len(ordered) for n in range(len(ordered))]
    axes.step([0.0, *ordered], [0.0, *shares], where="post", color=colour, lw=wide, ls=dash, label=name)


def curve(result: Result) -> "Page":
    """What is paid in false alarms for how much speed: shipped, at other budgets, and the plain caps."""
    page, axes = _page(7.2, 4.8)
    swept = [point for point in result.curve if point.figures.collapse.median is not None]
    if swept:
        axes.plot([p.figures.per_30_days or 0.0 for p in swept], [p.figures.collapse.median or 0.0 for p in swept],
                  ".-", color=COLOURS[0], lw=1.5, label="other budgets")  # fmt: skip
        for point in swept:
            _named(axes, point.figures, f"{point.budget:g}")
    for cap, figures in result.caps.items():
        if figures.collapse.median is not None:
            axes.plot([figures.per_30_days or 0.0], [figures.collapse.median], "x", color="#777777", ms=7)
            _named(axes, figures, f"plain {cap}")
    if result.pooled.collapse.median is not None:
        axes.plot([result.pooled.per_30_days or 0.0], [result.pooled.collapse.median], "o", color=COLOURS[1], ms=9,
                  zorder=5, label="as shipped")  # fmt: skip
    axes.set_xscale("symlog", linthresh=0.5, linscale=1.0)
    axes.set_xticks([0, 0.25, 0.5, 1, 2, 5, 10, 20], ["0", "0.25", "0.5", "1", "2", "5", "10", "20"])
    axes.minorticks_off()
    axes.set_xlim(left=-0.03)
    axes.set_ylim(bottom=0)
    axes.set(xlabel="false alarms in 30 days, all homes together", ylabel="median delay, hours")
    axes.set_title("What speed costs", loc="left")
    axes.legend(loc="upper right")
    return page


def _named(axes: "Axes", figures: Figures, name: str) -> None:
    at = (figures.per_30_days or 0.0, figures.collapse.median or 0.0)
    axes.annotate(name, at, (5, 5), textcoords="offset points", fontsize=7.5, color="#555555")


PICTURES: dict[str, Callable[[Result], "Page"]] = {"delays": delays, "curve": curve}
"""Each picture of all homes, and what draws it. Each home has a timeline as well."""
