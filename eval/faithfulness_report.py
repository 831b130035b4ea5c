"""What was stopped and what was shown, as tables for people and as JSON for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hoidap import prompts
from hoidap.eval.corruptions import KINDS
from hoidap.eval.faithfulness import Report
from hoidap.eval.good_sentences import FORMS
from hoidap.eval.report import REPORTS, tally_dict, write_report
from hoidap.eval.tables import Label, Table, between, counted, markdown

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
_KINDS = {
    "digit": "đổi một chữ số",
    "share": "đổi tỉ lệ phần trăm",
    "year": "đổi năm",
    "date": "đổi ngày, tháng",
    "swapped numbers": "tráo số trong đoạn",
    "document number": "đổi số hiệu văn bản",
    "invented document": "bịa văn bản",
    "curly quotes": "số sai trong ngoặc kép cong",
    "decomposed text": "sai trong chữ tách rời (NFD)",
    "hidden digits": "số sai có ký tự ẩn",
    "agency from elsewhere": "cơ quan ở chỗ khác",
    "agency in the other role": "cơ quan sai vai trò",
    "role turned": "đổi chủ trì và phối hợp",
    "province": "đổi tỉnh",
    "person": "đổi người ký",
    "negation added": "thêm phủ định",
    "negation removed": "bỏ phủ định",
    "modality": "đổi mức bắt buộc",
    "overstated": "nói quá: mọi, duy nhất",
    "bound": "đảo mức chặn",
    "bound dropped": "bỏ mức chặn",
    "invented content": "bịa nội dung",
    "invented addition": "bịa thêm vế sau",
    "answer to another question": "lấy câu của văn bản khác",
    "other language": "sai ngôn ngữ",
    "wrong marker": "dẫn sai đoạn",
    "added marker": "dẫn thêm đoạn sai",
    "only an invented marker": "chỉ có dấu dẫn bịa",
    "invented marker and content": "bịa cả dấu dẫn và nội dung",
}
_HEAD = """\
# Câu do mô hình viết · Sentences that a model writes

Không có mô hình nào ở đây: từ mỗi câu hỏi mẫu, câu trả lời trích và các đoạn tìm được, những
câu tốt được viết theo nhiều dạng, rồi từng câu bị làm sai theo từng kiểu, theo một hạt giống
cố định. Một câu sai *bị chặn* khi không được hiện, hoặc chỉ hiện sau khi dấu dẫn sai của một
câu đúng đã được sửa. Câu sai mà tình cờ đúng thì bỏ ra, bằng cách tra văn bản thô và dữ liệu
giao việc, không hỏi bộ kiểm chứng.

Bộ kiểm chứng được viết trên một nửa số câu hỏi này. Ở nửa kia, lần đầu nhìn tới, 99,3 % câu sai
bị chặn và 97,3 % câu tốt được hiện; những gì lần ấy cho thấy đã được sửa, nên số liệu dưới đây
không còn là của câu hỏi chưa từng thấy.

No model takes part: from every gold question, its extractive answer and passages found near
it, good sentences are written in several forms, and each is then made wrong in every way that
applies, drawn by a fixed seed. A corruption is *stopped* when it is not shown, or shown only
once the wrong marker of a true sentence was mended. One that happens to be true is left out,
by looking it up in the plain documents and the assignments as read, never by asking the check.

The check was written on one half of these questions. On the other, when first looked at, 99.3 %
of the corruptions were stopped and 97.3 % of the good sentences shown; what that showed was
mended, so the figures below are no longer those of questions never seen.

"""
_SHOWN = 20  # sentences of each kind of failure that are listed


def tables(report: Report) -> list[Table]:
    """Return the figures of ``report`` as tables."""
    forms = [(_FORMS[form], report.of(form, good=True)) for form in FORMS]
    kinds = [(Label(_KINDS[kind], kind), report.of(kind, good=False)) for kind in KINDS]
    whole = Label("Tất cả", "All")
    return [
        Table(
            Label("Câu tốt được hiện", "Good sentences shown"),
            (Label("Dạng", "Form"), Label("Được hiện", "Shown"), Label("95 %", "95 %")),
            tuple(
                (name, counted(tally), between(tally))
                for name, tally in (*forms, (whole, report.shown))
            ),
        ),
        Table(
            Label("Câu sai bị chặn", "Corruptions stopped"),
            (Label("Kiểu", "Kind"), Label("Bị chặn", "Stopped"), Label("95 %", "95 %")),
            tuple(
                (name, counted(tally), between(tally))
                for name, tally in (*kinds, (whole, report.stopped))
            ),
        ),
    ]


def _prompts() -> Table:
    """Return the prompts that a model is given, so that a change of one shows here."""
    return Table(
        Label("Lời nhắc", "Prompts"),
        (Label("Tên", "Name"), Label("Mã băm", "Hash")),
        tuple((Label(name, name), digest) for name, digest in prompts.digests().items()),
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


def write_faithfulness(report: Report, folder: Path = REPORTS) -> None:
    """Write ``faithfulness.md`` and ``faithfulness.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    shown = [*tables(report), _prompts()]
    text = _HEAD + "\n".join(map(markdown, shown))
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
