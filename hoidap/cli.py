"""The command ``hoidap``: what it is called with, and how it ends.

Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from hoidap import __version__, console
from hoidap.commands.ask import ask
from hoidap.commands.batch import batch
from hoidap.commands.build import build
from hoidap.commands.chat import chat
from hoidap.commands.check import check
from hoidap.commands.compare import compare
from hoidap.commands.deadlines import deadlines
from hoidap.commands.documents import documents
from hoidap.commands.evaluate import evaluate
from hoidap.commands.show import show
from hoidap.commands.support import support
from hoidap.commands.targets import targets
from hoidap.commands.tasks import tasks
from hoidap.errors import (
    BROKEN_PIPE,
    DONE,
    FAILED,
    INTERRUPTED,
    WRONG_USAGE,
    OutputFailed,
    WrongUsage,
)
from hoidap.ingest.errors import UserError
from hoidap.language import set_language, wanted_language
from hoidap.usage import Group, explain, language_option, option


@click.group(
    cls=Group,
    vi="Hỏi và đáp về kế hoạch, quyết định của các tỉnh về tiêu chuẩn, đo lường, chất lượng; "
    "câu trả lời nào cũng kèm trích dẫn kiểm chứng được.",
    en="Questions and answers on the plans and decisions of Vietnamese provinces on standards, "
    "metrology and quality; every answer carries citations that can be checked.",
)
@language_option
@option("--version", is_flag=True, is_eager=True, vi="In phiên bản.", en="Print the version.")
@click.pass_context
def cli(context: click.Context, version: bool) -> None:
    """Hold the commands together."""
    if version:
        console.out(f"hoidap {__version__}")
        context.exit()


for command in (
    *(check, build, ask, batch, chat),
    *(documents, show, tasks, targets, deadlines, support, compare),
    evaluate,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``hoidap`` with ``arguments`` and return its exit status.

    0 done, 1 failed with a message, 2 wrong usage, 3 done in part.
    """
    console.prepare_streams()
    given = sys.argv[1:] if arguments is None else list(arguments)
    set_language(wanted_language(given, os.environ))
    try:
        status = _run(given)
        console.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has read enough
        console.abandon_stdout()
        status = BROKEN_PIPE
    except Exception as error:
        status = _report(error)
    return status


def _run(arguments: list[str]) -> int:
    # Not cli.main: it would end the process itself when a pipe breaks.
    try:
        with cli.make_context("hoidap", arguments) as context:
            return cli.invoke(context) or DONE
    except click.exceptions.Exit as done:  # after --help and --version
        return done.exit_code


def _report(error: Exception) -> int:
    """Say what went wrong, never with a traceback; return the exit status."""
    status = WRONG_USAGE
    match error:
        case click.exceptions.NoArgsIsHelpError():
            console.note(error.ctx.get_help())
        case click.UsageError():
            console.note(explain(error))
        case WrongUsage():
            console.complain(error)
        case UserError():
            console.complain(error)
            status = FAILED
        case _:
            console.note(console.unexpected(error))
            status = FAILED
    if isinstance(error, OutputFailed):
        console.abandon_stdout()
    return status
