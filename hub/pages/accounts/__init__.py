"""Who may sign in on these pages: people, passwords, sessions, lock-out, and the trail of what was done."""

from hub.pages.accounts.book import Accounts
from hub.pages.accounts.people import Person

__all__ = ["Accounts", "Person"]
