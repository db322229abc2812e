"""Alarms: what is open and what was, one of them with all that is known of it, and what its reader can do."""
