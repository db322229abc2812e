"""Lines of a stream of acceleration: `t,ax,ay,az[,gx,gy,gz]` in s, g and deg/s, under a header."""

import math
from collections.abc import Callable

from hub.learning.falls.recordings import DataError

NEEDED, GYRO = ("t", "ax", "ay", "az"), ("gx", "gy", "gz")
MOST = 400.0
"""g. More than any wearable can tell: the line is garbled."""

Row = tuple[float, float, float, float]
"""t in s, and x, y, z in g."""

HEADER_DO = "The first line names the columns: t,ax,ay,az or t,ax,ay,az,gx,gy,gz, in s, g and deg/s."
LINE_DO = (
    "Write one sample a line: seconds, then x, y and z in g (and the turning rate in deg/s, if the header has it)."
)


class Columns:
    """What a header says, and with it what a line says. The turning rate is checked and left."""

    def __init__(self, header: bytes, file: object) -> None:
        self._file = file
        names = tuple(name.strip().strip('"').lower() for name in _text(header).lstrip("\ufeff").split(","))
        if names not in {NEEDED, NEEDED + GYRO}:
            found = f'"{_text(header).strip()[:60]}"' if header.strip() else "nothing"
            raise DataError(file, "line 1", found, "the header t,ax,ay,az[,gx,gy,gz]", HEADER_DO)
        self._width = len(names)

    def row(self, line: bytes, number: int) -> Row:
        """The sample in this line. A DataError says what is wrong with it."""
        cells = line.split(b",")
        if len(cells) != self._width:
            found = f"{len(cells)} values" if line.strip() else "an empty line"
            raise DataError(self._file, f"line {number}", found, f"{self._width}, as in the header", LINE_DO)
        try:
            t, x, y, z, *_gyro = map(float, cells)
        except ValueError as error:
            found = f'"{_text(line).strip()[:60]}"'
            raise DataError(self._file, f"line {number}", found, "numbers", LINE_DO) from error
        if not (math.isfinite(t) and abs(x) < MOST and abs(y) < MOST and abs(z) < MOST):
            found = f'"{_text(line).strip()[:60]}"'
            raise DataError(self._file, f"line {number}", found, f"a time, and less than {MOST:.0f} g", LINE_DO)
        return t, x, y, z


def _text(line: bytes) -> str:
    return line.decode(errors="replace")


class Complaints:
    """Tells of the first few lines that cannot be read, each with its number, and then how many there were."""

    TOLD = 5

    def __init__(self, warn: Callable[[str], None]) -> None:
        self._warn = warn
        self.count = 0

    def about(self, error: DataError) -> None:
        """Hears of a line that was left out."""
        self.count += 1
        if self.count <= self.TOLD:
            self._warn(f"{error} The line is left out.")

    def end(self) -> None:
        """Tells how many more there were."""
        if self.count > self.TOLD:
            self._warn(f"{self.count - self.TOLD} more lines could not be read, and were left out.")
