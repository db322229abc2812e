"""The first page: is all well, and how do we know."""
