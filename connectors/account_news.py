"""What people hear of a provider's account and of the way to it: each change once."""

from hub.model.events import FaultChanged, LinkChanged
from hub.ports import Clock, Door

DOWN_AFTER = 2
"""Polls in a row that fail before the way out is called down: a single lost packet is no news."""

LOW = "sms credit low"
"""The one cause that can wait for decent hours: texts still go."""


class AccountNews:
    """Collects what is known of an account called `who`, and tells what is new of it."""

    def __init__(self, who: str, clock: Clock) -> None:
        self._who, self._clock = who, clock
        self._faults: dict[str, str | None] = {}
        self._told: dict[str, bool] = {}
        self._failed = 0
        self._up_told: bool | None = None

    def fault(self, cause: str, because: str | None) -> None:
        """Something that a person must mend; None: it is so no longer."""
        self._faults[cause] = because

    def fine(self, *causes: str) -> None:
        """None of these is so."""
        self._faults |= dict.fromkeys(causes)

    def polled(self, *, answered: bool) -> None:
        """Whether a poll was answered."""
        self._failed = 0 if answered else self._failed + 1

    async def tell(self, door: Door) -> None:
        """Offer each fault that came or went, and whether the way there is up."""
        for cause, because in tuple(self._faults.items()):
            if self._told.get(cause) != (because is not None):
                await door.offer(self._fault(cause, because))
                self._told[cause] = because is not None
        up = self._failed < DOWN_AFTER if self._failed != 1 else self._up_told
        if up is not None and up != self._up_told:
            await door.offer(self._link(up))
            self._up_told = up

    def _fault(self, cause: str, because: str | None) -> FaultChanged:
        return FaultChanged(
            at=self._clock.now(), cause=cause, present=because is not None, life_saving=cause != LOW,
            because=because or (f"{self._who} has credit enough" if cause == LOW else f"{self._who} takes texts again"),
        )  # fmt: skip

    def _link(self, up: bool) -> LinkChanged:
        because = f"{self._who} answers" if up else f"{self._who} could not be asked {self._failed} times in a row"
        return LinkChanged(at=self._clock.now(), link="sms", up=up, because=because)
