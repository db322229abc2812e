"""A home's settings tried out in weeks that never were: how often it would call for nothing, and how soon for help."""
