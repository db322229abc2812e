"""What a fake carrier may do with what it is handed, kindly or not."""

from dataclasses import dataclass
from typing import Literal

Does = Literal["deliver", "accept", "fail", "refuse", "hang", "slow", "lose answer", "garbage"]


@dataclass(frozen=True)
class Behaviour:
    """What the carrier does with a text for one number.

    deliver: take it, later say delivered. accept: take it and never deliver. fail: take it, later say undelivered
    with `code`. refuse: answer with HTTP `status` and `code`. hang: never answer, and take nothing. slow: deliver, but
    answer after `seconds`. lose answer: take it, then break the connection. garbage: take it and answer with a web
    page. `times`: for so many texts only.
    """

    does: Does = "deliver"
    code: int | None = None
    status: int = 400
    seconds: float = 0.0
    times: int | None = None

    def refuse(self) -> None:
        """Raise the refusal, if it is one."""
        if self.does == "refuse":
            raise RefusalError(self.status, self.code or self.status, f"refused with {self.code}")


class RefusalError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code
