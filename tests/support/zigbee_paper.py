"""The generated parts of docs/zigbee-models.md (totals, and the models that can raise an alarm), and the proven models.

To write them anew after a change that was looked at: `python -m tests.support.zigbee_paper`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from connectors.zigbee2mqtt import report
from connectors.zigbee2mqtt.report import Model, Totals, model, totals
from tests.support.zigbee_definitions import kept

PAPER = Path(__file__).parents[2] / "docs" / "zigbee-models.md"
FRAMES = Path(__file__).parents[1] / "frames" / "zigbee2mqtt" / "models"
PROVEN = Path(report.__file__).with_name("proven.py")
LISTED = ("help", "sos", "fall", "smoke", "carbon monoxide", "gas", "heat", "leak", "bed", "pressure", "in range")
"""The kinds whose models are named, one by one."""


def generated() -> dict[str, str]:
    """Each generated part, by its name."""
    found = [model(each) for each in kept()]
    sums = totals(found)
    return {"totals": _totals(sums), "kinds": _counts("kind", sums.kinds), "ignored": _counts("why", sums.ignored),
            "alarms": _alarms(found)}  # fmt: skip


def proven() -> frozenset[str]:
    """The models of which there are frames."""
    lines = [line for path in FRAMES.glob("*.frames") for line in path.read_text().splitlines()]
    return frozenset(line.removeprefix("== ") for line in lines if line.startswith("== "))


def written(paper: str) -> dict[str, str]:
    """Each generated part as the paper has it."""
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)\n<!-- end -->", paper, re.DOTALL))


def _totals(sums: Totals) -> str:
    return "\n".join(
        [
            "| models | |", "|---|---|",
            f"| known to zigbee2mqtt | {sums.models} |",
            f"| tell something of the home | {sums.useful} |",
            f"| tell only of themselves (battery, tamper, fault) | {sums.telling - sums.useful} |",
            f"| tell nothing that is used here (lamps, blinds) | {sums.models - sums.telling} |",
            f"| proven by messages in the tests | {sums.proven} |",
        ]
    )  # fmt: skip


def _counts(what: str, counts: dict[str, int]) -> str:
    rows = [f"| {name} | {count} |" for name, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    return "\n".join([f"| {what} | |", "|---|---|", *rows])


def _alarms(found: Iterable[Model]) -> str:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for each in found:
        for kind in each.kinds:
            by_kind[kind].append(f"{each.vendor} {each.model}" + (" (proven)" if each.proven else ""))
    return "\n".join(f"* **{kind}**: {', '.join(sorted(by_kind[kind], key=str.lower))}" for kind in LISTED)


def main() -> None:
    """Write the proven models, and in a second run the generated parts into the paper."""
    before, rest = PROVEN.read_text().split('    """\n', 1)
    PROVEN.write_text(f'{before}    """\n' + "\n".join(sorted(proven())) + '\n"""' + rest.split('\n"""', 1)[1])
    paper = PAPER.read_text()
    for name, part in generated().items():
        start, rest = paper.split(f"<!-- {name} -->\n", 1)
        _, after = rest.split("<!-- end -->", 1)
        paper = f"{start}<!-- {name} -->\n{part}\n<!-- end -->{after}"
    PAPER.write_text(paper)


if __name__ == "__main__":
    main()
