"""What is held back for a while: the resident is away, news waits, somebody works at the home."""
