"""How quick, how small and how kind to the card carehub is: `make bench`. See README.md."""
