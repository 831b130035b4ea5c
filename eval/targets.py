"""The figures that an evaluation must reach; below them a build fails."""

from __future__ import annotations

from collections.abc import Iterator

from hoidap.eval.answers import Report
from hoidap.eval.tables import Label, counted
from hoidap.eval.tally import Tally

RIGHT = 0.97
RIGHT_OF_A_KIND = 0.90
RIGHT_IN_ENGLISH = 0.95
RIGHT_UNACCENTED = 0.95
FOUND_IN_ENGLISH = 0.95
"""Of English questions, those whose evidence is among the first passages of a search."""
REFUSED_WRONGLY = 0.01
"""The only upper bound; unanswerable questions refused and citations verified are all."""


def missed(report: Report) -> list[Label]:
    """Return what ``report`` falls short of, in words; nothing where all is reached."""
    return list(_missed(report))


def _missed(report: Report) -> Iterator[Label]:
    run = report.engine
    least: list[tuple[Label, Tally, float]] = [
        (Label("trả lời đúng", "answered right"), run.right, RIGHT),
        (
            Label("đúng khi câu hỏi không dấu", "right without diacritics"),
            report.unaccented.right,
            RIGHT_UNACCENTED,
        ),
        (
            Label("từ chối câu không trả lời được", "unanswerable questions refused"),
            run.refused_rightly,
            1.0,
        ),
        (Label("trích dẫn khớp nguyên văn", "citations verified"), run.verified, 1.0),
    ]
    least += [
        (Label(f"đúng ở loại {kind}", f"right of the kind {kind}"), tally, RIGHT_OF_A_KIND)
        for kind, tally in run.by_kind.items()
    ]
    if "en" in run.by_language:
        label = Label("đúng ở câu hỏi tiếng Anh", "right in English")
        least.append((label, run.by_language["en"], RIGHT_IN_ENGLISH))
    least += [
        (
            Label("tìm được bằng chứng, câu tiếng Anh", "evidence found in English"),
            found.among,
            FOUND_IN_ENGLISH,
        )
        for found in report.evidence
        if found.group == "en"
    ]
    for label, tally, bound in least:
        if tally.total and tally.share < bound:
            yield Label(
                f"{label.vi}: {counted(tally)}, cần ít nhất {bound:.0%}",
                f"{label.en}: {counted(tally)}, at least {bound:.0%} is needed",
            )
    refused = run.refused_wrongly
    if refused.total and refused.share > REFUSED_WRONGLY:
        yield Label(
            f"từ chối nhầm: {counted(refused)}, nhiều nhất {REFUSED_WRONGLY:.0%}",
            f"refused wrongly: {counted(refused)}, at most {REFUSED_WRONGLY:.0%} is allowed",
        )
