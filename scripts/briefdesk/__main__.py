"""`python -m briefdesk`."""

from briefdesk.cli import run

run()
