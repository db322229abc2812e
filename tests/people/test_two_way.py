"""The two-way scenario list that on-call systems test, each played through the whole hub in virtual time.

The carrier keeps every text that it took; one that a scenario does not expect fails it. What happens at :05 is heard at
the next poll, within 10 s.
"""

from pathlib import Path
from typing import Any, cast

import pytest

from tests.people.two_way import CODE, Play
from tests.shell.virtual import VirtualLoop, play
from tests.support.carrier import Carrier
from tests.support.stories import differences
from tests.support.story_lines import story

SCENARIOS = {
    "a text is sent, and what machines say of it answers nothing": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed" "Reply 1" "K7"
        10:02     -> sms ben  "Help button pressed"
        10:02:30  ben replies "1"
        10:02     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:02     -> sms anna "Ben is going"
        10:09:30  ben replies "all ok"
        10:09     -> sms anna "closed: helped"
        10:30     end
    """,
    "a reply by code, and by word": """
        10:00     press Help button
        10:00     -> sms anna "K7"
        10:00:30  Leak sensor says leak on
        10:00     -> sms anna "Water leak" "M7"
        10:01:05  anna replies "on my way 20 min K7"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:01:25  anna replies "M7 1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "M7"
        10:09:05  anna replies "there now k7"
        10:10:05  anna replies "All ok. K7"
        10:11:05  anna replies "spoke to her"
        10:11     -> sms anna "nothing was changed. Reply again with the code, such as 1 M7"
        10:12:05  anna replies "spoke to her M7"
        10:40     end
    """,
    "an opt-out is a hole in the ladder, and a text from her ends it": """
        10:00     anna's phone has opted out
        10:00:05  press Help button
        10:00     -> sms ben  "Help button pressed"
        10:00     -> sms ben  "Anna's number refuses texts: this phone has opted out"
        10:01:05  ben replies "1"
        10:01     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:05:05  ben replies "all ok"
        12:00     anna's phone is on
        12:01     anna replies "START"
        12:05     -> sms ben  "Works again. It was: Anna's number refuses texts"
        12:05     -> sms anna "nothing is open that this reply could be for"
        12:10     press Help button
        12:10     -> sms anna "Help button pressed"
        12:10:35  anna replies "1"
        12:10     -> sms anna "Thank you. Mary S" "Reply 3" "M7"
        12:15:05  anna replies "all ok"
        12:30     end
    """,
    "a wrong number, a stranger and a landline": """
        10:00     anna's phone is a landline
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00:05  +447700900999 texts "1"
        10:00     -> sms ben  "Help button pressed"
        10:00     -> sms ben  "Anna's number refuses texts: a landline"
        10:00:25  +447700900999 texts "all ok K7"
        10:01:05  ben replies "1"
        10:01     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:05:05  ben replies "all ok"
        10:30     end
    """,
    "a phone that is off: the next is asked at once, and it hears of it when it is on": """
        10:00     anna's phone is off
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00     -> sms ben  "Help button pressed"
        10:00:30  anna's phone is on
        10:01     -> sms anna "Help button pressed"
        10:01:30  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:01     -> sms ben  "Anna is going"
        10:05:05  anna replies "all ok"
        10:05     -> sms ben  "closed"
        10:30     end
    """,
    "a provider that is down, and back": """
        10:00     the carrier is down
        10:00     press Help button
        10:03     the carrier is up
        10:03     -> sms anna "Help button pressed"
        10:03     -> sms ben  "Help button pressed"
        10:03     -> sms anna "Texts cannot be sent, since 10:00"
        10:03:40  ben replies "1"
        10:03     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:03     -> sms anna "Ben is going"
        10:04     -> sms anna "Works again"
        10:09:05  ben replies "all ok"
        10:09     -> sms anna "closed"
        10:30     end
    """,
    "a provider that says nothing, and is back": """
        10:00     the carrier is silent
        10:00     press Help button
        10:01     the carrier is up
        10:01     -> sms anna "Help button pressed"
        10:01:40  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:09:05  anna replies "all ok"
        10:30     end
    """,
    "a rate limit delays a text, and doubles none": """
        10:00     anna's next text meets 429
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00:30  anna replies "1"
        10:00     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:09:05  anna replies "all ok"
        10:30     end
    """,
    "an answer that was lost doubles no text": """
        10:00     anna's next text is not answered for
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00:30  anna replies "1"
        10:00     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:09:05  anna replies "all ok"
        10:30     end
    """,
    "a restart in the middle, after the text": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00:20  hub killed
        10:00:30  anna replies "1"
        10:00:40  hub started
        10:00     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:10:05  hub stopped
        10:11     anna replies "all ok"
        10:12     hub started
        10:30     end
    """,
    "a restart in the middle, while somebody is asked to take over": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:02:05  anna replies "give to Ben"
        10:02     -> sms ben  "Anna asks you to take over"
        10:02     -> sms anna "Ben is asked. You still have it"
        10:03     hub killed
        10:03:10  ben replies "1"
        10:03:20  hub started
        10:03     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:03     -> sms anna "Ben has it now"
        10:09:05  ben replies "all ok"
        10:09     -> sms anna "closed"
        10:30     end
    """,
    "delivery receipts that come late change nothing but that it is tried again": """
        10:00     deliveries are told late
        10:00     anna's phone is off
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:02     -> sms ben  "Help button pressed"
        10:02:30  ben replies "1"
        10:02     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:02     -> sms anna "Ben is going"
        10:04:05  ben replies "all ok"
        10:04     -> sms anna "closed"
        10:05     deliveries are told
        10:07     anna's phone is on
        10:10     -> sms anna "closed"
        10:30     end
    """,
    "to a phone that stays off two texts are tried once a minute each, and not in turns all the time": """
        10:00     anna's phone is off
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:00     -> sms ben  "Help button pressed"
        10:00:30  ben replies "1"
        10:00     -> sms anna "Ben is going"
        10:00     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:01     -> sms anna "Ben is going"
        10:02:20  anna's phone is on
        10:02     -> sms anna "Ben is going"
        10:09:05  ben replies "all ok"
        10:09     -> sms anna "closed"
        10:30     end
    """,
    "duplicate callbacks: a reply that is listed again and again is one reply": """
        10:00     the list repeats itself
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:03:05  anna replies "2"
        10:03     -> sms ben  "Help button pressed"
        10:04     hub killed
        10:04:10  hub started
        10:05:05  ben replies "1"
        10:05     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:05     -> sms anna "Ben is going"
        10:09:05  ben replies "all ok"
        10:09     -> sms anna "closed"
        10:30     end
    """,
    "replies that come in another order than they were written": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed" "K7"
        10:01:05  anna replies "there now"
        10:01     -> sms anna "Thank you. Mary S" "Reply ALL OK when it is over" "K7"
        10:02:05  anna replies "1" sent 10:00
        10:05:05  anna replies "all ok"
        10:06:05  anna replies "1 20 K7" sent 10:01
        10:10     -> sms anna "this was closed by Anna at 10:05"
        10:30     end
    """,
    "several parts and lines in one reply": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed" "K7"
        10:01:05  anna replies "Hi.|1|20 mins. K7|Sent from my phone"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:02:05  anna replies "1 K7|1 M9"
        10:02     -> sms anna "nothing was changed" "K7"
        10:20:05  anna replies "I'm there now|she is fine"
        10:30     end
    """,
    "escalation after no answer, and the ladder again": """
        10:00  press Help button
        10:00  -> sms anna "Help button pressed"
        10:02  -> sms ben  "Help button pressed"
        10:05  -> sms anna "Nobody has answered. Ring 999"
        10:07  -> sms ben  "Nobody has answered. Ring 999"
        10:15  -> sms anna "Nobody has answered. Ring 999"
        10:17  -> sms ben  "Nobody has answered. Ring 999"
        10:20:05  anna replies "1"
        10:20     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:20  -> sms ben  "Anna is going"
        10:21:05  anna replies "all ok"
        10:21  -> sms ben  "closed"
        10:40  end
    """,
    "an answer that nobody carries on runs out": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:16     -> sms anna "Are you still going"
        10:21     -> sms anna "others are asked again"
        10:21     -> sms ben  "Help button pressed"
        10:22:05  ben replies "1 10"
        10:22     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:22     -> sms anna "Ben is on the way, 10 min"
        10:47     -> sms ben  "Are you with Mary S? Reply 3"
        10:48:05  ben replies "3"
        10:48     -> sms anna "Ben is there now"
        11:00:05  ben replies "taken to hospital"
        11:00     -> sms anna "closed: taken to hospital"
        11:30     end
    """,
    "a second press reaches the holder within ten seconds": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1 20"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:05:00  press Help button
        10:05:00  -> sms anna "Again: Help button pressed. Are you with Mary S?"
        10:05:05  anna replies "1"
        10:10     anna replies "3"
        10:15:05  anna replies "all ok"
        10:40     end
    """,
    "a hand-over": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:02:05  anna replies "please give to Ben"
        10:02     -> sms ben  "Anna asks you to take over"
        10:02     -> sms anna "Ben is asked. You still have it"
        10:03:05  ben replies "1 10"
        10:03     -> sms ben  "Thank you. Mary S" "Reply 3" "K7"
        10:03     -> sms anna "Ben has it now and is on the way, 10 min"
        10:12:05  ben replies "all ok"
        10:12     -> sms anna "closed"
        10:40     end
    """,
    "how to get in": f"""
        @set [access] key_safe = "left of the door"
        @set [access] key_safe_code = {{ env = "NOT_READ" }}
        10:00     press Help button
        10:00     -> sms anna "Help button pressed"
        10:01:05  anna replies "1"
        10:01     -> sms anna "Thank you. Mary S" "Reply 3" "KEY for how to get in" "K7"
        10:02:05  anna's next text is not answered for
        10:02:05  anna replies "KEY"
        10:02     -> sms anna "Key safe: left of the door, code {CODE}. K7"
        10:09:05  anna replies "all ok"
        10:09     -> sms anna "please delete the texts that say how to get in"
        10:30     end
    """,
    "bundling: a hundred presses are one call, and what nobody answers is told in one text": """
        10:00     press Help button
        10:00     -> sms anna "Help button pressed" "K7"
        10:00     press Help button
        10:00:01  press Help button
        10:00:10  Leak sensor says leak on
        10:00     -> sms anna "Water leak" "M7"
        10:02     -> sms ben  "Help button pressed"
        10:02     -> sms ben  "Water leak"
        10:05     -> sms anna "Nobody has answered" "K7 help button pressed; M7 water leak" "Reply 1 and the code"
        10:06:05  anna replies "1"
        10:06     -> sms anna "nothing was changed. Reply again with the code"
        10:06:25  anna replies "1 K7"
        10:06     -> sms anna "Thank you. Mary S" "Reply 3" "K7"
        10:06     -> sms ben  "Anna is going" "K7"
        10:07     -> sms ben  "Nobody has answered" "Water leak" "M7"
        10:07:15  ben replies "1 M7"
        10:07     -> sms ben  "Thank you. Mary S" "Reply 3" "M7"
        10:07     -> sms anna "Ben is going" "M7"
        10:08:05  anna replies "all ok K7"
        10:08     -> sms ben  "closed" "K7"
        10:08:35  ben replies "all ok M7"
        10:08     -> sms anna "closed" "M7"
        10:40     end
    """,
    "the resident's own phone: in time it cancels, later it is news": """
        10:00:00  Fall radar says fall on
        10:00:02  mary texts "I'm ok"
        10:05:00  press Help button
        10:05     -> sms anna "Help button pressed"
        10:05:15  anna replies "1"
        10:05     -> sms anna "Thank you. Mary S" "Reply 3" "M7"
        10:06:05  mary texts "ok"
        10:06     -> sms anna "Mary S texted: all is well"
        10:09:05  anna replies "spoke to her"
        10:30     end
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_goes_as_written(name: str, tmp_path: Path, carrier: Carrier) -> None:
    written = story(name, SCENARIOS[name])

    async def whole(loop: VirtualLoop) -> None:
        played = await Play(written, loop, tmp_path, carrier).play()
        problems = differences(cast("Any", played))
        assert not problems, problems

    play(whole)
