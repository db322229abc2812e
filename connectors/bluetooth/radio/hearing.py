"""Is the radio deaf, or is the home quiet? Pure: seconds of the event loop go in."""

SPARE = 1.5
"""How much longer than the longest usual silence a silence must be: radios miss packets."""

FADES = 3 * 86_400.0
"""Seconds in which what is known of the home's longest silence loses half: neighbours move, sensors are added."""

CREDIT = 30.0
"""Seconds. Heard again within this time of a step of recovery: that step has helped, and the home was not quiet."""

CREDITS = 2
"""How often in a row a step is believed to have helped. At the third time it is the home that is quiet: without this,
a home whose sensors speak every five minutes would be power-cycled for ever."""


class Hearing:
    """Learns the longest silence of everybody that is usual here. `least`: no silence below this is deafness.

    `usual`: the longest usual silence that is known from earlier, 0 if nothing is.
    """

    def __init__(self, least: float, usual: float, now: float) -> None:
        self._least, self._longest, self._learned = least, usual, now
        self.last = now
        self._tried = float("-inf")
        self._credits = 0

    def heard(self, now: float) -> None:
        """Somebody advertised: the neighbours' things count too."""
        silence, self.last = now - self.last, now
        if silence < self._least / 2:
            return
        helped = now - self._tried <= CREDIT
        if helped and self._credits < CREDITS:
            self._credits += 1
            return
        self._credits = 0
        self._longest, self._learned = max(silence, self._usual(now)), now

    def begins(self, now: float) -> None:
        """The radio begins to listen, or nobody needed to be heard until now: silence counts from here."""
        self.last = now

    def tried(self, now: float) -> None:
        """A step of recovery was done."""
        self._tried = now

    def limit(self, now: float) -> float:
        """Seconds of silence after which the radio is deaf."""
        return max(self._least, self._usual(now) * SPARE)

    def _usual(self, now: float) -> float:
        return float(self._longest * 0.5 ** ((now - self._learned) / FADES))
