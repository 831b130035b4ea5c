"""``hoidap eval``: how good the answers and the search are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from hoidap import console
from hoidap.engines import ENGINES, Engine, model_settings
from hoidap.errors import DONE, FAILED
from hoidap.language import language, say
from hoidap.usage import (
    Command,
    Decorated,
    Group,
    OneOf,
    argument,
    index_option,
    json_option,
    language_option,
    option,
)


class SearchSystem(OneOf):
    """One of the program's search systems, or any embedding model."""

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the name, or fail naming the systems."""
        from hoidap.index.model_inputs import is_model

        return value if is_model(value) else super().convert(value, param, ctx)


def _report_option(name: str) -> Callable[[Decorated], Decorated]:
    return option(
        "--report",
        metavar="DIR",
        type=click.Path(path_type=Path),
        vi=f"Ghi báo cáo {name}.md và {name}.json vào thư mục này.",
        en=f"Write the report, {name}.md and {name}.json, into this folder.",
    )


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
    "--beir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    vi="Hỏi bộ dữ liệu BEIR có metadata.answer (lập chỉ mục tạm) thay cho bộ câu hỏi mẫu.",
    en="Ask a BEIR benchmark with metadata.answer, indexed for the run, not the gold ones.",
)
@option(
    "--failures",
    is_flag=True,
    vi="Liệt kê các câu chưa đúng và lý do.",
    en="List the questions not answered right, and why.",
)
@_report_option("answers")
@option(  # the environment's HOIDAP_ENGINE does not decide what is measured
    "--engine",
    type=OneOf(ENGINES),
    default=ENGINES[0],
    vi=f"Ai viết câu trả lời được chấm [mặc định: {ENGINES[0]}].",
    en=f"Who writes the answers that are scored [default: {ENGINES[0]}].",
)
@json_option
@index_option
@language_option
def answers(  # noqa: PLR0913, PLR0917
    gold: Path | None,
    beir: Path | None,
    failures: bool,
    report: Path | None,
    as_json: bool,
    engine: Engine,
    index: Path,
) -> int:
    """Print the figures; say which target is missed."""
    from hoidap.eval.cli import run_answers, run_beir_answers

    if beir is not None:
        if gold is not None or report is not None:
            raise click.UsageError(
                say(
                    "--beir không dùng cùng --gold hay --report.",
                    "--beir does not go with --gold or --report.",
                )
            )
        with console.progress(say("Hỏi", "Asking")) as step:
            text = run_beir_answers(
                beir, language=language(), as_json=as_json, failures=failures, progress=step
            )
        console.raw(text)
        return DONE
    with console.progress(say("Hỏi", "Asking")) as step:
        text, missed = run_answers(
            index,
            gold,
            model=model_settings(engine),
            language=language(),
            as_json=as_json,
            failures=failures,
            report_folder=report,
            progress=step,
        )
    return _finish(text, missed)


@evaluate.command(
    "records",
    cls=Command,
    vi="Chấm việc đọc năm văn bản đi kèm thành nhiệm vụ, chỉ tiêu, thời hạn, thông tin.",
    en="Score how the five shipped documents are read: tasks, targets, deadlines, metadata.",
)
@_report_option("records")
@json_option
@language_option
def records(report: Path | None, as_json: bool) -> int:
    """Print the figures; say which target is missed."""
    from hoidap.eval.cli import run_records

    text, missed = run_records(language=language(), as_json=as_json, report_folder=report)
    return _finish(text, missed)


@evaluate.command(
    "faithfulness",
    cls=Command,
    vi="Đo việc kiểm chứng câu do mô hình viết: câu sai bị chặn, câu tốt được hiện.",
    en="Measure the check of sentences that a model writes: corruptions stopped, good shown.",
)
@_report_option("faithfulness")
@json_option
@index_option
@language_option
def faithfulness(report: Path | None, as_json: bool, index: Path) -> int:
    """Print the figures; say which target is missed."""
    from hoidap.eval.cli import run_faithfulness

    with console.progress(say("Kiểm chứng", "Checking")) as step:
        text, missed = run_faithfulness(
            index, language=language(), as_json=as_json, report_folder=report, progress=step
        )
    return _finish(text, missed)


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
    type=SearchSystem(("hybrid", "dense", "lexical")),
    vi="Tìm theo từ và nghĩa (hybrid), chỉ theo nghĩa (dense), chỉ theo từ (lexical), hay "
    "một mô hình nhúng: thư mục hoặc tên trên hub [mặc định: so sánh cả ba].",
    en="Words and meaning (hybrid), meaning alone (dense), words alone (lexical), or an "
    "embedding model: a folder or a hub name [default: compare all three].",
)
@option(
    "--compare",
    is_flag=True,
    vi="So sánh với cả ba hệ tìm kiếm của chương trình.",
    en="Compare with all three search systems of the program.",
)
@option(
    "--segment",
    is_flag=True,
    vi="Tách từ trước khi đưa vào mô hình nhúng; mô hình dùng bộ tách của PhoBERT luôn được "
    "tách.",
    en="Segment texts into words for the embedding model; one with PhoBERT's tokenizer always "
    "gets them so.",
)
@_report_option("retrieval")
@json_option
@language_option
def retrieval(  # noqa: PLR0913, PLR0917
    folder: Path,
    system: str | None,
    compare: bool,
    segment: bool,
    report: Path | None,
    as_json: bool,
) -> None:
    """Print the figures."""
    from hoidap.eval.cli import run_retrieval

    console.raw(
        run_retrieval(
            folder,
            system,
            compare=compare,
            segment=segment,
            language=language(),
            as_json=as_json,
            report_folder=report,
        )
    )


def _finish(text: str, missed: Sequence[str]) -> int:
    """Print the figures and the targets missed; return the exit status."""
    console.raw(text)
    for line in missed:
        console.note(say(f"Chưa đạt: {line}", f"Missed: {line}"))
    return FAILED if missed else DONE
