"""Voice, lights and sirens together: none holds up another, and nothing is done twice."""

import asyncio

import pytest

from connectors.announcing import Announcer, worst
from hub.model.effects import Accepted, Effect, Receipt, Refused, TryAgain
from tests.shell.store_samples import announce


class Way:
    """A way that is slow, and answers as it is told."""

    def __init__(self, name: str, log: list[str], *answers: Receipt) -> None:
        self.name, self.log, self.answers = name, log, list(answers)

    async def send(self, effect: Effect) -> Receipt:
        self.log.append(f"{self.name} begins")
        await asyncio.sleep(0)
        self.log.append(f"{self.name} ends")
        return self.answers.pop(0) if self.answers else Accepted()

    async def recall(self, effect: Effect) -> Receipt | None:
        raise AssertionError


def test_voice_and_lights_are_at_once_and_a_siren_comes_after() -> None:
    log: list[str] = []
    both = Announcer((Way("voice", log), Way("lights", log)), (Way("siren", log),))
    assert asyncio.run(both.send(announce(1))) == Accepted()
    assert log[:2] == ["voice begins", "lights begins"] and log[-2:] == ["siren begins", "siren ends"]


def test_only_what_failed_is_tried_again() -> None:
    log: list[str] = []
    lights = Way("lights", log, TryAgain(because="no broker"), TryAgain(because="no broker"))
    both = Announcer((Way("voice", log), lights))

    async def story() -> list[Receipt]:
        return [await both.send(announce(1)) for _ in range(3)]

    assert [type(receipt) for receipt in asyncio.run(story())] == [TryAgain, TryAgain, Accepted]
    assert log.count("voice begins") == 1 and log.count("lights begins") == 3
    assert asyncio.run(both.send(announce(2))) == Accepted()
    assert log.count("voice begins") == 2


@pytest.mark.parametrize("way", ["voice", "lights"])
def test_what_will_never_go_is_not_tried_again_with_the_rest(way: str) -> None:
    log: list[str] = []
    other = "lights" if way == "voice" else "voice"
    refusing = Way(way, log, Refused(because="never"))
    both = Announcer((refusing, Way(other, log, TryAgain(because="later"))))

    async def story() -> list[Receipt]:
        return [await both.send(announce(1)) for _ in range(2)]

    first, second = asyncio.run(story())
    assert isinstance(first, TryAgain) and isinstance(second, Accepted)
    assert log.count(f"{way} begins") == 1


def test_the_worst_is_the_answer_and_nobody_knows_of_before() -> None:
    never, later = Refused(because="never"), TryAgain(because="later")
    assert worst([Accepted(), never, later]) is later
    assert worst([Accepted(), never]) is never
    assert worst([]) == Accepted()
    assert asyncio.run(Announcer(()).recall(announce(1))) is None
