"""What was agreed, for whoever may see it at any time, and withdrawn by whoever may decide it."""
