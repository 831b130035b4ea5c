"""What was stopped and what was shown, as tables for people and as JSON for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hoidap import prompts
from hoidap.eval.corruptions import KINDS
from hoidap.eval.corruptions.tools import VIETNAMESE
from hoidap.eval.faithfulness import Report
from hoidap.eval.good_sentences import FORMS
from hoidap.eval.report import REPORTS, prose, tally_dict, write_report
from hoidap.eval.tables import Label, Table, between, counted, label, markdown, table

STOPPED = 0.99
"""The least share of corruptions that must not reach the reader."""
SHOWN = 0.98
"""The least share of good sentences that must reach the reader."""

_FORMS = {
    "paraphrase": Label("viết lại bằng lời khác", "in other words, by hand"),
    "claim": Label("câu của bộ trả lời trích", "the extractive claim"),
    "verbatim": Label("nguyên văn", "verbatim"),
    "statement": Label("câu đầy đủ", "a full sentence"),
    "gold": Label("dẫn lời bằng chứng mẫu", "the gold's evidence quoted"),
    "echo": Label("nhắc lại câu hỏi", "the question's words"),
    "short": Label("viết tắt", "abbreviated"),
    "spelling": Label("Unicode tách rời, khoảng trắng lạ", "decomposed, odd spaces"),
}
_SHOWN = 20  # sentences of each kind of failure that are listed


def tables(report: Report) -> list[Table]:
    """Return the figures of ``report`` as tables."""
    forms = [(_FORMS[form], report.of(form, good=True)) for form in FORMS]
    kinds = [(Label(VIETNAMESE[kind], kind), report.of(kind, good=False)) for kind in KINDS]
    whole = label("Tất cả · All")
    return [
        table(
            "Câu tốt được hiện · Good sentences shown",
            ("Dạng · Form", "Được hiện · Shown", "95 %"),
            tuple(
                (name, counted(tally), between(tally))
                for name, tally in (*forms, (whole, report.shown))
            ),
        ),
        table(
            "Câu sai bị chặn · Corruptions stopped",
            ("Kiểu · Kind", "Bị chặn · Stopped", "95 %"),
            tuple(
                (name, counted(tally), between(tally))
                for name, tally in (*kinds, (whole, report.stopped))
            ),
        ),
    ]


def _prompts() -> Table:
    """Return the prompts that a model is given, so that a change of one shows here."""
    return table(
        "Lời nhắc · Prompts",
        ("Tên · Name", "Mã băm · Hash"),
        tuple((label(name), digest) for name, digest in prompts.digests().items()),
    )


def to_dict(report: Report) -> dict[str, Any]:
    """Return the figures of ``report``."""
    return {
        "prompts": prompts.digests(),
        "shown": tally_dict(report.shown),
        "stopped": tally_dict(report.stopped),
        "by_form": {form: tally_dict(report.of(form, good=True)) for form in FORMS},
        "by_kind": {kind: tally_dict(report.of(kind, good=False)) for kind in KINDS},
    }


def missed(report: Report) -> list[Label]:
    """Return what ``report`` falls short of, in words."""
    short = []
    if report.stopped.share < STOPPED:
        share = counted(report.stopped)
        short.append(
            Label(
                f"câu sai bị chặn {share}, cần {STOPPED:.0%}",
                f"{share} of the corruptions stopped, {STOPPED:.0%} needed",
            )
        )
    if report.shown.share < SHOWN:
        share = counted(report.shown)
        short.append(
            Label(
                f"câu tốt được hiện {share}, cần {SHOWN:.0%}",
                f"{share} of the good sentences shown, {SHOWN:.0%} needed",
            )
        )
    return short


def write(report: Report, folder: Path = REPORTS) -> None:
    """Write ``faithfulness.md`` and ``faithfulness.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    shown = [*tables(report), _prompts()]
    text = prose("faithfulness") + "\n".join(map(markdown, shown))
    for good, title in (
        (True, Label("Câu tốt không được hiện", "Good sentences not shown")),
        (False, Label("Câu sai lọt qua", "Corruptions that got through")),
    ):
        failed = [outcome for outcome in report.failed if outcome.case.good is good]
        lines = [
            f"- {o.case.setting.question.id}, {o.case.kind}"
            f"{f' ({o.checked.fault})' if o.checked.fault else ''}: {o.case.sentence}"
            for o in failed[:_SHOWN]
        ]
        if len(failed) > _SHOWN:
            lines.append(f"- … +{len(failed) - _SHOWN}")
        if lines:
            text += f"\n## {title.both}\n\n" + "\n".join(lines) + "\n"
    write_report("faithfulness", text, to_dict(report), folder)
