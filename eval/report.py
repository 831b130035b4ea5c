"""An evaluation of answers as tables for people and as JSON for scripts."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hoidap.eval.answers import Outcome, Report, Run
from hoidap.eval.evidence import AMONG, EvidenceFound
from hoidap.eval.tables import (
    NONE,
    Label,
    Table,
    between,
    counted,
    decimal,
    label,
    markdown,
    table,
    terminal,
)
from hoidap.eval.tally import Tally
from hoidap.ingest.errors import UserError
from hoidap.text.vietnamese import squeeze

REPORTS = Path(__file__).parent / "report"
"""Where the committed reports are."""
_PROSE = Path(__file__).parent / "prose"

_DETAIL = 160  # characters of a failure's detail that are shown


FAILURES = {
    "refused": Label("từ chối nhầm", "refused wrongly"),
    "answered": Label("lẽ ra phải từ chối", "should have been refused"),
    "claims": Label("không có ý nào", "no claim"),
    "uncited": Label("ý không có trích dẫn", "claim without a citation"),
    "marker": Label("dấu trích dẫn sai", "marker leads to no single citation"),
    "citation": Label("trích dẫn không khớp", "citation does not verify"),
    "must": Label("thiếu", "missing"),
    "must_not": Label("không được có", "forbidden"),
    "length": Label("quá dài", "too long"),
    "evidence": Label("chưa dẫn bằng chứng", "evidence not cited"),
    "error": Label("báo lỗi", "ended in an error"),
}
"""What each failure means, in words."""


def to_dict(report: Report, *, timings: bool = False) -> dict[str, Any]:
    """Return the figures of ``report``, shares rounded to four decimals.

    :param timings: with the milliseconds, which differ from machine to machine
    """
    runs = {
        "engine": report.engine,
        "unaccented": report.unaccented,
        "plain": report.plain,
        "plain_unaccented": report.plain_unaccented,
    }
    data: dict[str, Any] = {"questions": len(report.engine.outcomes)}
    for name, run in runs.items():
        if run is not None and run.outcomes:
            data[name] = _run_dict(run, timings=timings)
    if report.evidence:
        data["evidence"] = {
            found.group: {
                "first": tally_dict(found.first),
                "among": tally_dict(found.among),
                "anywhere": tally_dict(found.anywhere),
            }
            for found in report.evidence
        }
    return data


def render(report: Report, language: str = "vi", *, failures: bool = False) -> str:
    """Return ``report`` for a terminal, with the times; ``failures`` adds their list."""
    run = report.engine
    text = terminal(_tables(report), language)
    if run.outcomes:
        times = Label("Thời gian một câu", "Time of an answer").text(language)
        middle = Label("trung vị", "median").text(language)
        text += decimal(
            f"{times}: {middle} {run.median_ms:.1f} ms, p95 {run.p95_ms:.1f} ms\n", language
        )
    if failures:
        bare = Label("không dấu", "without diacritics").text(language)
        text += "".join(f"\n{_failed(o, language)}\n" for o in run.failed)
        text += "".join(
            f"\n[{bare}] {_failed(o, language)}\n" for o in report.unaccented.failed
        )
    return text


def write_answers(report: Report, folder: Path = REPORTS, *, day: date | None = None) -> None:
    """Write ``answers.md`` and ``answers.json`` into ``folder``.

    The same outcomes give the same files, but for the line with the date.

    :raises UserError: If they cannot be written.
    """
    text = prose("answers").format(day=(day or date.today()).isoformat()) + "\n"
    text += "\n".join(markdown(table) for table in _tables(report)) + prose("answers-notes")
    failed = [*report.engine.failed, *report.unaccented.failed]
    if failed:
        text += "\n## Câu chưa đúng · Not right\n\n"
        text += "".join(f"- {line}\n" for line in _failed_lines(report))
    write_report("answers", text, to_dict(report), folder)


def prose(name: str) -> str:
    """Return what a report says in words; its blanks stand as ``{name}``."""
    return (_PROSE / f"{name}.md").read_text(encoding="utf-8")


def write_report(name: str, text: str, data: dict[str, Any], folder: Path) -> None:
    """Write ``text`` as ``name.md`` and ``data`` as ``name.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    figures = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        (folder / f"{name}.json").write_text(figures + "\n", encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"{folder}: không ghi được báo cáo ({reason}); hãy chọn thư mục khác.",
            f"{folder}: the report cannot be written ({reason}); choose another folder.",
        ) from error


def _run_dict(run: Run, *, timings: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "right": tally_dict(run.right),
        "right_at_any_length": tally_dict(run.right_at_any_length),
        "by_kind": {kind: tally_dict(tally) for kind, tally in run.by_kind.items()},
        "by_language": {name: tally_dict(tally) for name, tally in run.by_language.items()},
        "verified": tally_dict(run.verified),
        "evidence_precision": tally_dict(run.evidence_precision),
        "refused_rightly": tally_dict(run.refused_rightly),
        "refused_wrongly": tally_dict(run.refused_wrongly),
        "in_language": tally_dict(run.in_language),
    }
    if timings:
        data["median_ms"] = round(run.median_ms, 3)
        data["p95_ms"] = round(run.p95_ms, 3)
    return data


def tally_dict(tally: Tally) -> dict[str, float | int | None]:
    """Return a tally with its share and 95 % interval; ``None`` where nothing was tried."""
    low, high = tally.interval
    shares = {"share": tally.share, "low": low, "high": high}
    rounded = {name: None if math.isnan(x) else round(x, 4) for name, x in shares.items()}
    return {"hits": tally.hits, "total": tally.total, **rounded}


def _tables(report: Report) -> list[Table]:
    tables = [_overall(report), _by("kind", "Theo loại · By kind", report)]
    tables.append(_by("language", "Theo ngôn ngữ · By language", report))
    if report.plain is not None:
        tables.append(_comparison(report, report.plain))
    if report.evidence:
        tables.append(_evidence(report.evidence))
    return tables


def _overall(report: Report) -> Table:
    run = report.engine
    figures = [
        ("Đúng · Right", run.right),
        ("Đúng, câu hỏi không dấu · Right, no diacritics", report.unaccented.right),
        ("Trích dẫn khớp nguyên văn · Citations verified", run.verified),
        ("Trích dẫn có bằng chứng · Citations with evidence", run.evidence_precision),
        ("Từ chối đúng · Refused rightly", run.refused_rightly),
        ("Từ chối nhầm · Refused wrongly", run.refused_wrongly),
        ("Đúng ngôn ngữ câu hỏi · In the question's language", run.in_language),
    ]
    return table(
        "Tổng thể · Overall",
        ("Chỉ số · Measure", "Kết quả · Result", "95 %"),
        tuple((label, counted(tally), between(tally)) for label, tally in figures),
    )


def _by(attribute: str, title: str, report: Report) -> Table:
    """Return a table of the tallies ``by_kind`` or ``by_language``."""
    right: dict[str, Tally] = getattr(report.engine, f"by_{attribute}")
    bare: dict[str, Tally] = getattr(report.unaccented, f"by_{attribute}")
    none = Tally(0, 0)
    return table(
        title,
        ("Nhóm · Group", "Đúng · Right", "95 %", "Không dấu · No diacritics"),
        tuple(
            (label(name), counted(tally), between(tally), counted(bare.get(name, none)))
            for name, tally in right.items()
        ),
    )


def _comparison(report: Report, plain: Run) -> Table:
    run, bare, plain_bare = report.engine, report.unaccented, report.plain_unaccented
    bare_cells = (
        (counted(plain_bare.right), counted(plain_bare.right_at_any_length))
        if plain_bare
        else (NONE, NONE)
    )
    return table(
        "So với LangChain · Beside LangChain",
        ("Chỉ số · Measure", "Hỏi Đáp", "LangChain"),
        (
            ("Đúng · Right", counted(run.right), counted(plain.right)),
            (
                "Đúng, không xét độ dài · Right at any length",
                counted(run.right_at_any_length),
                counted(plain.right_at_any_length),
            ),
            ("Không dấu, đúng · No diacritics, right", counted(bare.right), bare_cells[0]),
            (
                "Không dấu, không xét độ dài · No diacritics, at any length",
                counted(bare.right_at_any_length),
                bare_cells[1],
            ),
            (
                "Trích dẫn có bằng chứng · Citations with evidence",
                counted(run.evidence_precision),
                counted(plain.evidence_precision),
            ),
            (
                "Từ chối đúng · Refused rightly",
                counted(run.refused_rightly),
                counted(plain.refused_rightly),
            ),
        ),
    )


_GROUPS = {
    "vi": Label("tiếng Việt", "Vietnamese"),
    "unaccented": Label("tiếng Việt không dấu", "Vietnamese without diacritics"),
    "en": Label("tiếng Anh", "English"),
}


def _evidence(found: Sequence[EvidenceFound]) -> Table:
    return table(
        "Tìm bằng chứng · Evidence found by the search alone",
        (
            "Câu hỏi · Questions",
            "Đứng đầu · First",
            f"Trong {AMONG} đoạn đầu · Among the first {AMONG}",
            f"Trong {AMONG} đoạn đầu của cả kho · Among {AMONG} of the whole corpus",
        ),
        tuple(
            (
                _GROUPS[group.group],
                counted(group.first),
                counted(group.among),
                counted(group.anywhere),
            )
            for group in found
        ),
    )


def _failed_lines(report: Report) -> list[str]:
    """Return a line for every question that is not right, as typed or unaccented."""
    bare = {outcome.question.id: outcome for outcome in report.unaccented.failed}
    lines = []
    for outcome in report.engine.failed:
        also = " (cả khi không dấu · also unaccented)" if outcome.question.id in bare else ""
        bare.pop(outcome.question.id, None)
        lines.append(f"`{outcome.question.id}`{also}: {_codes(outcome)}")
    for outcome in bare.values():
        lines.append(
            f"`{outcome.question.id}` (chỉ khi không dấu · only unaccented): {_codes(outcome)}"
        )
    return lines


def _codes(outcome: Outcome) -> str:
    codes = dict.fromkeys(failure.code for failure in outcome.failures)
    return "; ".join(FAILURES[code].both for code in codes)


def _failed(outcome: Outcome, language: str) -> str:
    """Describe an outcome that is not right: question, reply, and each failure."""
    question = outcome.question
    asked = " ⏎ ".join((*question.history, question.question))
    lines = [f"{question.id} ({question.place}): {asked}"]
    if outcome.answer is not None:
        lines.append(f"  → {_short(outcome.answer.answer)}")
    for failure in outcome.failures:
        detail = f": {_short(failure.detail)}" if failure.detail else ""
        lines.append(f"  ✗ {FAILURES[failure.code].text(language)}{detail}")
    return "\n".join(lines)


def _short(text: str) -> str:
    text = squeeze(text)
    return text if len(text) <= _DETAIL else text[: _DETAIL - 1] + "…"
