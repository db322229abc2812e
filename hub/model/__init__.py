"""The hub's words: what can happen, what can be concluded, and what can be sent."""
