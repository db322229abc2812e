"""What a zigbee2mqtt said from its start on: as it was written for this project, and as it was observed of a real one.

The observed messages lie beside the checkout of those who may have them; ours are everywhere.
"""

import os
from pathlib import Path

OURS = Path(__file__).parents[1] / "frames" / "zigbee2mqtt" / "restart.messages"
CONTRACTS = Path(os.environ.get("CAREHUB_CONTRACTS", Path(__file__).parents[3] / "shared" / "contracts"))
OBSERVED = CONTRACTS / "zigbee2mqtt_payloads.txt"
DAYS = [OURS, OBSERVED] if CONTRACTS.is_dir() else [OURS]


def conversation(day: Path) -> list[tuple[str, str]]:
    """Each message's topic below the base topic, and its payload."""
    lines = [line for line in day.read_text().splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        topic, brace, payload = line.partition(" {")
        assert brace, line
        found.append((topic.rpartition("zigbee2mqtt/")[2], brace[1:] + payload))
    return found
