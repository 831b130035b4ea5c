"""Documents for measuring at scale, made by recombining real ones under other provinces.

Lines are shuffled between documents of one kind, numbers and years are changed, another
province takes the place of the one that issued it: what is made is read and searched like
real documents, and no two are alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hoidap.text.glossary import glossary

_PROVINCES = re.compile(r"Thanh H(?:óa|oá)|Thái Nguyên|Đồng Nai")
_CAPITALS = re.compile(r"THANH H(?:ÓA|OÁ)|THÁI NGUYÊN|ĐỒNG NAI")
_YEAR = re.compile(r"(?<!\d)20[23]\d(?!\d)")
_NUMBER = re.compile(r"(Số:\s*)\d+(/)")
_BODY = re.compile(r"[a-zđ]\)\s|[-+]\s")
"""How a line begins that may stand in another document: a point, a dash."""
_SWAPPED = 0.5


def make_corpus(documents: Sequence[Path], count: int, folder: Path, seed: int = 876) -> None:
    """Write ``count`` documents into ``folder``, the same ones for the same ``seed``.

    :param documents: the text files to recombine
    """
    folder.mkdir(parents=True, exist_ok=True)
    drawn = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in documents]
    pool = [line for text in texts for line in text.splitlines() if _BODY.match(line)]
    provinces = [province.name for province in glossary().provinces]
    for number in range(count):
        province = provinces[number % len(provinces)]
        text = _made(texts[number % len(texts)], pool, province, drawn)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _made(text: str, pool: Sequence[str], province: str, drawn: random.Random) -> str:
    lines = [
        drawn.choice(pool) if _BODY.match(line) and drawn.random() < _SWAPPED else line
        for line in text.splitlines()
    ]
    made = _PROVINCES.sub(province, "\n".join(lines))
    made = _CAPITALS.sub(province.upper(), made)
    made = _NUMBER.sub(rf"\g<1>{drawn.randint(1, 4000)}\g<2>", made, count=1)
    shift = drawn.randint(-3, 3)
    return _YEAR.sub(lambda match: str(int(match.group()) + shift), made) + "\n"


def questions(documents: Sequence[Path], count: int, seed: int = 2030) -> Iterator[str]:
    """Yield ``count`` different questions: runs of a document's words, some with a province."""
    drawn = random.Random(seed)
    words = [path.read_text(encoding="utf-8").split() for path in documents]
    provinces = [province.name for province in glossary().provinces]
    for number in range(count):
        text = drawn.choice(words)
        length = drawn.randint(4, 12)
        place = drawn.randrange(len(text) - length)
        asked = " ".join(text[place : place + length])
        yield f"{asked} ở {drawn.choice(provinces)}" if number % 2 else asked
