"""Where everything else is found."""
