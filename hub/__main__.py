"""`python -m hub` is the same as `carehub`."""

from hub.cli import main

main()
