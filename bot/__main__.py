"""`python -m bot` is the same as `biztalk`."""

from bot.cli import main

main()
