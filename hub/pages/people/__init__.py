"""Who may sign in on these pages."""
