"""The nightly comparison as a process of its own: days in on standard input, what they amount to out. Both JSON."""

import sys

import msgspec

from hub.learning.routine.comparison import compare
from hub.model.routine import Past


def main() -> None:
    """Compare once."""
    past = msgspec.json.decode(sys.stdin.buffer.read(), type=Past)
    sys.stdout.buffer.write(msgspec.json.encode(compare(past)))


if __name__ == "__main__":
    main()
