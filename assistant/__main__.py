"""`python -m assistant` to the command line."""

from assistant.cli import main

main()
