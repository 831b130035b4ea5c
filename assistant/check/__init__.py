"""Nothing is shown that was not checked against what it cites."""
