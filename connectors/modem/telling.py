"""What people hear of the modem: that it cannot text, what they must mend, and that it works again."""

from datetime import datetime

from connectors.modem.patience import Patience
from connectors.modem.standing import MEND, Kind, Standing
from hub.model.events import FaultChanged, LinkChanged
from hub.ports import Clock, Door

CAUSES: dict[Kind, str] = {kind: f"modem {kind}" for kind in sorted(MEND)}
"""What a person must mend -> its cause. Each is told, and ended, by itself."""
LINK = "sms"
STRONGER = 10
"""Percent above the least at which a signal that was weak counts as strong again: it wavers by as much all day."""


class Teller:
    """Offers each change once. At the first look it also ends what an earlier run told and is so no longer."""

    def __init__(self, clock: Clock, patience: Patience, least_signal: int) -> None:
        self._clock, self._patience, self._least = clock, patience, least_signal
        self._faults: dict[str, bool] = {}
        self._up: bool | None = None
        self._since: datetime | None = None
        self._kind: tuple[Kind, datetime] | None = None
        self._signal: tuple[bool, datetime] | None = None

    async def noticed(self, door: Door, standing: Standing, because: str = "") -> None:
        """Offer what is new. `because`: a better reason than the standing's own."""
        now = self._clock.now()
        self._since = None if standing.kind == "ready" else self._since or now
        if self._kind is None or self._kind[0] != standing.kind:
            self._kind = (standing.kind, now)
        lasting = self._since is not None and now >= max(
            self._since + self._patience.told_after, self._kind[1] + self._patience.settles
        )
        for kind, cause in CAUSES.items():
            if kind != standing.kind:
                await self._fault(door, cause, False, f"{standing.because} now")
            elif lasting:
                await self._fault(door, cause, True, because or standing.because)
        if standing.kind not in MEND:
            await self._link(door, standing)
        if standing.kind == "ready" and standing.modem is not None:
            await self._strength(door, standing.modem.signal, now)

    async def credit(self, door: Door, *, empty: str = "", low: str = "", unread: str = "") -> None:
        """What the network told of the credit: each reason is told as its own fault, an empty one ends it."""
        fine = "the network tells of enough credit"
        await self._fault(door, "modem credit", bool(empty), empty or fine)
        await self._fault(door, "modem credit low", bool(low), low or fine, grave=False)
        await self._fault(door, "modem credit unread", bool(unread), unread or "the credit can be read", grave=False)

    async def _link(self, door: Door, standing: Standing) -> None:
        up = standing.kind == "ready"
        if up == self._up:
            return
        self._up = up
        now = self._clock.now()
        await door.offer(LinkChanged(at=now, link=LINK, up=up, because=standing.because, since=self._since))

    async def _strength(self, door: Door, signal: int, now: datetime) -> None:
        """A weak signal is told once it has lasted, and so is its end: in between it stays what it was."""
        told = self._faults.get("modem signal", False)
        other = signal >= self._least + STRONGER if told else signal < self._least
        if self._signal is None or self._signal[0] != other:
            self._signal = (other, now)
        if self._faults.get("modem signal") is None and not other:
            await self._fault(door, "modem signal", False, "the modem hears its network well", grave=False)
        elif other and now >= self._signal[1] + self._patience.signal:
            weak = f"the modem hears its network at {signal} % only, so texts may not leave"
            says = "the modem hears its network well again" if told else weak
            await self._fault(door, "modem signal", not told, says, grave=False)

    async def _fault(self, door: Door, cause: str, present: bool, because: str, *, grave: bool = True) -> None:
        if self._faults.get(cause) == present:
            return
        self._faults[cause] = present
        await door.offer(
            FaultChanged(at=self._clock.now(), cause=cause, present=present, because=because, life_saving=grave)
        )
