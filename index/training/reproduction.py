"""The report that training again gives the figures of the model that ships."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from hoidap.index.training.measure import Figures

WITHIN = 0.005
"""How far a share may be from that of the model that ships."""

_SHARES = {
    "first": "benchmark: R@1",
    "first_ten": "benchmark: R@10",
    "first_plain": "benchmark, no diacritics: R@1",
    "to_vietnamese": "English → Vietnamese, top-1",
    "to_vietnamese_short": "the same, first 64 numbers",
    "plain_to_english": "Vietnamese, no diacritics → English, top-1",
}
_SAME = (
    "Trọng số giống hệt từng byte. · The weights are the same, byte for byte.",
    "Trọng số khác. · The weights differ.",
)
_HEAD = """\
# Huấn luyện lại · Training again

Mô hình đi kèm và mô hình vừa huấn luyện lại bằng cùng một lệnh
(`python -m hoidap.index.training`), đo trên cùng dữ liệu không dùng để huấn luyện:
{questions} câu hỏi trên {passages} điều luật, {translations} cặp câu dịch. Kết quả tính từ
0 đến 1.

The model that ships and one trained again by the same command, measured on the same data left
out of training: {questions} questions over {passages} articles, {translations} translations.
Shares are from 0 to 1.

| | đi kèm · ships | huấn luyện lại · trained again | chênh · difference |
| --- | ---: | ---: | ---: |
"""


def apart(shipped: Figures, trained: Figures) -> dict[str, float]:
    """Return by how much each share of ``trained`` is above that of ``shipped``."""
    return {name: round(getattr(trained, name) - getattr(shipped, name), 4) for name in _SHARES}


def write_reproduction(
    shipped: Figures, trained: Figures, folder: Path, *, identical: bool
) -> None:
    """Write ``training.md`` and ``training.json`` into ``folder``.

    :param identical: whether the two models' files are the same
    :raises OSError: If they cannot be written.
    """
    differences = apart(shipped, trained)
    lines = [
        f"| {label} | {getattr(shipped, name):.4f} | {getattr(trained, name):.4f} "
        f"| {differences[name]:+.4f} |"
        for name, label in _SHARES.items()
    ]
    data = {
        "shipped": _shares(shipped),
        "trained": _shares(trained),
        "difference": differences,
        "identical": identical,
        "within": all(abs(value) <= WITHIN for value in differences.values()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    text = _HEAD.format(**asdict(shipped)) + "\n".join(lines) + f"\n\n{_SAME[not identical]}\n"
    (folder / "training.md").write_text(text, encoding="utf-8")
    (folder / "training.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _shares(figures: Figures) -> dict[str, float]:
    return {name: round(getattr(figures, name), 4) for name in _SHARES}
