"""``hoidap eval``: how good the answers and the search are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from hoidap import console
from hoidap.errors import DONE, FAILED
from hoidap.language import language, say
from hoidap.usage import (
    Command,
    Group,
    OneOf,
    argument,
    index_option,
    json_option,
    language_option,
    option,
)

if TYPE_CHECKING:
    from eval.retrieval import System


@click.group(
    "eval",
    cls=Group,
    vi="Đo chất lượng câu trả lời và tìm kiếm.",
    en="Measure answers and retrieval.",
)
@language_option
def evaluate() -> None:
    """Hold the two evaluations together."""


@evaluate.command(
    "answers",
    cls=Command,
    vi="Hỏi bộ câu hỏi mẫu và chấm câu trả lời; trạng thái thoát 1 nếu không đạt ngưỡng.",
    en="Ask the gold questions and score the answers; exit status 1 below a target.",
)
@option(
    "--gold",
    metavar="DIR",
    type=click.Path(path_type=Path),
    vi="Thư mục hoặc tệp câu hỏi mẫu [mặc định: bộ đi kèm].",
    en="Folder or file of gold questions [default: those that ship].",
)
@option(
    "--failures",
    is_flag=True,
    vi="Liệt kê các câu chưa đúng và lý do.",
    en="List the questions not answered right, and why.",
)
@option(
    "--report",
    metavar="DIR",
    type=click.Path(path_type=Path),
    vi="Ghi báo cáo answers.md và answers.json vào thư mục này.",
    en="Write the report, answers.md and answers.json, into this folder.",
)
@json_option
@index_option
@language_option
def answers(
    gold: Path | None, failures: bool, report: Path | None, as_json: bool, index: Path
) -> int:
    """Print the figures; say which target is missed."""
    from eval.cli import run_answers

    with console.progress(say("Hỏi", "Asking")) as step:
        text, missed = run_answers(
            index,
            gold,
            language=language(),
            as_json=as_json,
            failures=failures,
            report_folder=report,
            progress=step,
        )
    console.raw(text)
    for line in missed:
        console.note(say(f"Chưa đạt: {line}", f"Missed: {line}"))
    return FAILED if missed else DONE


@evaluate.command(
    "records",
    cls=Command,
    vi="Chấm việc đọc năm văn bản đi kèm thành nhiệm vụ, chỉ tiêu, thời hạn, thông tin.",
    en="Score how the five shipped documents are read: tasks, targets, deadlines, metadata.",
)
@option(
    "--report",
    metavar="DIR",
    type=click.Path(path_type=Path),
    vi="Ghi báo cáo records.md và records.json vào thư mục này.",
    en="Write the report, records.md and records.json, into this folder.",
)
@json_option
@language_option
def records(report: Path | None, as_json: bool) -> int:
    """Print the figures; say which target is missed."""
    from eval.cli import run_records

    text, missed = run_records(language=language(), as_json=as_json, report_folder=report)
    console.raw(text)
    for line in missed:
        console.note(say(f"Chưa đạt: {line}", f"Missed: {line}"))
    return FAILED if missed else DONE


@evaluate.command(
    "retrieval",
    cls=Command,
    vi="Chấm tìm kiếm trên một bộ dữ liệu dạng BEIR.",
    en="Score retrieval on a benchmark in the BEIR layout.",
)
@argument(
    "folder",
    metavar="BEIR_DIR",
    type=click.Path(path_type=Path),
    vi="Thư mục có corpus.jsonl, queries.jsonl và qrels/test.tsv.",
    en="Folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.",
)
@option(
    "--system",
    type=OneOf(("hybrid", "dense", "lexical")),
    default="hybrid",
    vi="Tìm theo từ và nghĩa, chỉ theo nghĩa, hay chỉ theo từ [mặc định: hybrid].",
    en="Words and meaning, meaning alone or words alone [default: hybrid].",
)
@json_option
@language_option
def retrieval(folder: Path, system: str, as_json: bool) -> None:
    """Print the figures."""
    from eval.cli import run_retrieval

    console.raw(
        run_retrieval(folder, cast("System", system), language=language(), as_json=as_json)
    )
