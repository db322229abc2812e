"""A text that a machine took and a phone did not get is sent again, while it is still true."""

import itertools
from asyncio import sleep
from pathlib import Path
from random import Random

from hub.model.effects import Text, TryAgain, Withdraw
from hub.model.events import Receipted
from hub.model.ids import EffectKey, IncidentId
from hub.ports import Door
from hub.shell import heartbeat
from hub.shell.supervisor import Supervisor
from tests.shell.test_outgoing import Post, key
from tests.shell.virtual import ANNA, VirtualLoop, play

OFF = TryAgain(because="the phone is off or out of reach", code=30003, after=60.0, unreachable=True)


class List:
    """A provider that says of each text, once, that the phone was off."""

    def __init__(self, home: Post) -> None:
        self.home = home
        self.said: set[str] = set()

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        for text, sid in waiting:
            if sid not in self.said:
                self.said.add(sid)
                await door.offer(Receipted(at=self.home.clock.now(), effect=text.key, receipt=OFF))


def started(loop: VirtualLoop, folder: Path) -> tuple[Post, Supervisor]:
    home = Post(loop, folder).start()
    supervisor = Supervisor(home.hub, home.clock, Random(1))
    supervisor.start("replies", heartbeat.polls(home.hub, home.store, List(home), home.outgoing))
    return home, supervisor


def test_a_phone_that_was_off_is_tried_again_until_the_text_is_too_old(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home, supervisor = started(loop, tmp_path)
        home.put(home.text(1, lives=1000))
        await sleep(3000)
        times = [at for at, effect in home.phone.sent if effect.key == key(1)]
        assert len(times) >= 2
        assert all(60 <= later - earlier <= 361 for earlier, later in itertools.pairwise(times))
        assert times[-1] - times[0] <= 1000
        assert home.outgoing.depth() == (0, None)
        await supervisor.stop()
        await home.stop()

    play(story)


def test_what_is_no_longer_true_is_not_sent_again(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home, supervisor = started(loop, tmp_path)
        home.put(home.text(1, lives=6000))
        await sleep(301)
        because = "Anna is going"
        at = home.clock.now()
        home.put(
            Withdraw(key=EffectKey("w"), at=at, incident=IncidentId("e-1"), purposes=("alarm",), because=because),
            home.text(2, ANNA),
        )
        await sleep(30)
        assert [effect.key for _, effect in home.phone.sent] == [key(1), key(2)]
        await supervisor.stop()
        await home.stop()

    play(story)


def test_the_second_try_outlives_a_restart(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home, supervisor = started(loop, tmp_path)
        home.put(home.text(1, lives=6000))
        await sleep(301)
        await supervisor.stop()
        await home.kill()
        again = Post(loop, tmp_path).start()
        await sleep(61)
        assert [effect.key for _, effect in again.phone.sent] == [key(1)]
        await again.stop()

    play(story)
