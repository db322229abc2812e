"""What a person must mend in a provider's account is told in words that every language has."""

import pytest

from connectors import notify_outcomes, twilio_outcomes
from connectors.account_news import LOW, AccountNews
from connectors.notify_outcomes import Failed, Template, template_fault
from hub.core.sentences import recognised
from hub.model.events import FaultChanged, LinkChanged
from tests.connectors.twilio_phone import Door, FixedClock, run

TWILIO = (
    20003, 20006, 20403, 20404, 402, 10001, 20005, 30002, 30010, 63038, 90010, 21212, 21603, 21606, 21659, 21660, 21701,
    21703, 21704, 30034,
)  # fmt: skip
NOTIFY = (
    (401, "", ""), (403, "AuthError", "Error: Your system clock must be accurate"), (429, "TooManyRequestsError", ""),
    (400, "", "Template not found"), (400, "", "Missing personalisation: name"), (400, "", "sms_sender_id x is not"),
    (400, "", "Service is not allowed to send text messages"),
)  # fmt: skip


@pytest.mark.parametrize("code", TWILIO)
def test_twilios(code: int) -> None:
    fault = twilio_outcomes.fault_of(400, code)
    assert fault is not None and recognised(fault[1])[0], fault


@pytest.mark.parametrize(("status", "error", "message"), NOTIFY)
def test_notifys(status: int, error: str, message: str) -> None:
    fault = notify_outcomes.fault_of(Failed(message, status, error))
    assert fault is not None and recognised(fault[1])[0], fault


@pytest.mark.parametrize("answer", [Failed("", 404), Template("email", "((body))"), Template("sms", "hello")])
def test_the_templates(answer: Template | Failed) -> None:
    because = template_fault(answer)
    assert because and recognised(because)[0]


def test_every_change_is_told_once_and_what_can_wait_is_not_called_life_saving() -> None:
    news, door = AccountNews("Twilio", FixedClock()), Door()

    async def story() -> None:
        for low in ("only 3.10 GBP is left at Twilio", "only 3.10 GBP is left at Twilio", None):
            news.fault(LOW, low)
            news.fault("sms credit", None)
            await news.tell(door)

    run(story())
    told = [(each.cause, each.present, each.life_saving) for each in door.of(FaultChanged)]
    assert told == [(LOW, True, False), ("sms credit", False, True), (LOW, False, False)]
    assert all(recognised(each.because)[0] for each in door.of(FaultChanged))


def test_one_poll_that_fails_is_no_news_and_two_are() -> None:
    news, door = AccountNews("Twilio", FixedClock()), Door()

    async def story() -> None:
        for answered in (True, False, True, False, False, False, True):
            news.polled(answered=answered)
            await news.tell(door)

    run(story())
    assert [each.up for each in door.of(LinkChanged)] == [True, False, True]
