"""What is kept for years, and what can be told from it: timelines, measures, hours heard. Pure."""
