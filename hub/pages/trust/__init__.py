"""How a telephone comes to trust these pages."""
