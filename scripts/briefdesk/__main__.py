"""`python -m briefdesk`."""

from briefdesk.cli import main

main()
