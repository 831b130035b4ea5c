"""Run the command line with ``python -m hoidap``."""

import sys

from hoidap.cli import main

sys.exit(main())
