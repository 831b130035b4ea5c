"""Failures of the command line itself, and the exit statuses."""

from __future__ import annotations

from hoidap.ingest.errors import UserError

DONE, FAILED, WRONG_USAGE, PARTLY_DONE = 0, 1, 2, 3
INTERRUPTED, BROKEN_PIPE = 130, 141  # 128 and the signal's number, as shells report them


class WrongUsage(UserError):
    """What was given cannot be used: exit status 2."""


class OutputFailed(UserError):
    """What was to be written cannot be written: a full disk, a closed file."""

    def __init__(self, place: str, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(
            f"{place}: không ghi được ({reason}); hãy kiểm tra dung lượng đĩa và quyền ghi.",
            f"{place}: cannot be written ({reason}); check the disk's free space and the "
            "permissions.",
        )
