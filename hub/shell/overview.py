"""How the home is, for a part that tells it to somebody who only looks on."""

from collections.abc import Callable

from hub.core.overview import Overview, overview
from hub.core.state import State
from hub.model.household import Settings
from hub.shell.loop import Hub


def telling(hub: Hub, made_for: Settings) -> Callable[[], Overview | None]:
    """What Home Assistant is told now, worked out anew when the state has changed.

    None if it may be told nothing: the service has ended, or the settings say so, or name another broker by now.
    """
    last: list[tuple[State, Overview | None]] = []

    def told() -> Overview | None:
        now = hub.state
        if not last or last[0][0] is not now:
            last[:] = [(now, overview(now) if _may_be_told(now.settings, made_for) else None)]
        return last[0][1]

    return told


def _may_be_told(now: Settings, made_for: Settings) -> bool:
    same = (now.mqtt, now.home_assistant, now.hub.id) == (made_for.mqtt, made_for.home_assistant, made_for.hub.id)
    return same and now.home_assistant.tells and now.home.service != "ended"
