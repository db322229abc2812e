"""Ways in and out of the hub. Each file knows one, and nothing of the hub's decisions."""
