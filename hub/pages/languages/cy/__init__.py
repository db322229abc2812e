"""Welsh."""

from hub.pages.languages import gathered

TEXTS: dict[str, str] = gathered(__name__, list(__path__))
