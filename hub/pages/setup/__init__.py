"""Settings in forms, and who is asked when."""
