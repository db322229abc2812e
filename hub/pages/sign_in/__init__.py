"""The first visit, signing in and out, and one's own account."""
