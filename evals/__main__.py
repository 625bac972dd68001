"""`python -m evals` is `assistant eval`."""

import sys

from evals.cli import main

if __name__ == "__main__":
    sys.exit(main())
