"""What is told of a connected device, and how often? Never a flood: samples go elsewhere, readings are thinned."""

import asyncio

from connectors.bluetooth.words import SOURCE, Listened
from hub.model.events import AvailabilityChanged, FaultChanged, Reported, Said
from hub.ports import Clock, Door

EVERY = 60.0
"""Seconds between two signs of life, and between two readings of what changes all the time. Lost devices are told
after hours (behaviour 18): a minute is far below that, and 1,440 rows a day are little."""
AWAY = 60.0
"""Seconds without the device before it is told as not answering. Doors, bodies and batteries part a link for half a
minute many times a day; behaviour 20 wants to know within 90."""
ON_CHANGE = frozenset({"battery"})
ALWAYS = frozenset({"weight"})
"""Each weighing is a deed of its own."""
HEARD = (Said("heard", True),)


class Reports:
    """Tells the hub of one device."""

    def __init__(self, listened: Listened, door: Door, clock: Clock) -> None:
        self._listened, self._door, self._clock = listened, door, clock
        self._loop = asyncio.get_running_loop()
        self._told: dict[str, tuple[float, object]] = {}
        self._heard: float | None = None
        self._absent: asyncio.TimerHandle | None = None
        self._offline = False
        self._unfit: bool | None = None

    def heard(self) -> None:
        """It sent something: a sign of life, told once a minute."""
        now = self._loop.time()
        self._back()
        if self._heard is None or now - self._heard >= EVERY:
            self._report(HEARD, now)

    def said(self, said: tuple[Said, ...]) -> None:
        """It sent readings; nothing at all is a sign of life too."""
        now = self._loop.time()
        self._back()
        new = tuple(each for each in said if self._due(each, now))
        for each in new:
            self._told[each.kind] = (now, each.value)
        if new:
            self._report(new, now)
        else:
            self.heard()

    def gone(self) -> None:
        """It is not connected: told if it stays away."""
        if self._absent is None and not self._offline:
            self._absent = self._loop.call_later(AWAY, self._stays_away)

    def fit(self, because: str | None) -> None:
        """Whether falls can be detected with it: empty is yes, None is not known. Told when it changes."""
        unfit = bool(because)
        if self._listened.use != "fall device" or because is None or unfit == self._unfit:
            return
        self._unfit = unfit
        device = self._listened.device
        text = f"{device} cannot detect falls: {because}" if unfit else f"{device} can detect falls"
        cause = f"cannot detect falls {device}"
        self._door.post(
            FaultChanged(at=self._clock.now(), cause=cause, present=unfit, because=text, life_saving=True)
        )  # fmt: skip

    def complain(self, what: str, example: str) -> None:
        """Something about it that an installer may want to know."""
        self._door.complain(f"{self._listened.device}: {what}", example)

    def close(self) -> None:
        """Nothing more will be told."""
        if self._absent is not None:
            self._absent.cancel()

    def _due(self, said: Said, now: float) -> bool:
        told = self._told.get(said.kind)
        if told is None or said.kind in ALWAYS:
            return True
        at, value = told
        return value != said.value if said.kind in ON_CHANGE else now - at >= EVERY

    def _report(self, said: tuple[Said, ...], now: float) -> None:
        self._heard = now
        self._door.post(Reported(at=self._clock.now(), source=SOURCE, name=self._listened.device, said=said))

    def _back(self) -> None:
        if self._absent is not None:
            self._absent.cancel()
            self._absent = None
        if self._offline:
            self._answers(online=True)

    def _stays_away(self) -> None:
        self._absent = None
        self._answers(online=False)

    def _answers(self, *, online: bool) -> None:
        self._offline = not online
        name = self._listened.device
        self._door.post(AvailabilityChanged(at=self._clock.now(), source=SOURCE, name=name, online=online))
