"""What the kernel knows of a process: its time, its memory, and what it wrote."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """Processor time used so far by the process and all its threads (utime + stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(pid: int) -> float:
    """Resident memory, in MB of 1,000,000 bytes."""
    return _number(Path(f"/proc/{pid}/status"), "VmRSS:") * 1024 / 1e6


def written(pid: int) -> int:
    """Bytes that the process caused to be sent to a disk (whole pages of 4,096, as the kernel counts)."""
    return _number(Path(f"/proc/{pid}/io"), "write_bytes:")


def _number(file: Path, name: str) -> int:
    with file.open() as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))
