"""Questions asked of the home. Each file answers one, and knows nothing of the others."""
