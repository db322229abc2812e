"""What the hub's question "has nobody moved for too long?" is worth in recorded homes."""
