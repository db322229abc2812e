"""How it is with home and resident: looked at in this visit, and named."""

from hub.pages.visit.step import About, Standing, Words
from hub.pages.visit.weaker import weaker, why
from hub.pages.words import later

PLACEHOLDER = "Resident"
"""The name in config/new-home.toml."""


def standing(about: About) -> Standing:
    """Done once it was looked at in this visit. What is weaker here is said with it."""
    settings = about.settings
    less = weaker(settings)
    if any(each.name == PLACEHOLDER for each in settings.residents):
        return Standing(state="to do", says=Words(later("The resident has no name yet.")), weaker=less)
    if not about.notes.get("looked"):
        return Standing(state="to do", says=Words(later("Not looked at in this visit.")), weaker=less)
    says = Words(later("One person lives here alone: all movement is their own.")) if settings.alone else why(settings)
    return Standing(state="done", says=says, weaker=less)
