"""Negation, modality and bounds turned, invented content, the other language."""

from __future__ import annotations

import random
import re

from hoidap.eval.corruptions.tools import HOLDS, kind, share, stated
from hoidap.eval.generated import Good, Setting, cite, paraphrases
from hoidap.eval.gold import load_gold
from hoidap.eval.good_sentences import in_other_language
from hoidap.text.packaged import toml_of

WORDS = toml_of("hoidap.eval.corruptions", "sense.toml")
"""What good sentences are made wrong with, by name."""
_Found = list[tuple[re.Match[str], str]]


@kind("negation added", "thêm phủ định")
def _negated(good: Good, case: Setting, draw: random.Random) -> str | None:
    if good.language == "vi":
        found = [
            match
            for word in WORDS["negated_vi"]
            for match in re.finditer(rf"(?<!\w){word}(?!\w)", good.text)
            if match.start()
            and not good.text[: match.start()].endswith(("đơn vị ", "quan ", "Đơn vị "))
        ]
        if not found:
            return None
        match = draw.choice(found)
        word = draw.choice(("không", "chưa", "không"))
        said = f"{good.text[: match.start()]}{word} {good.text[match.start() :]}"
        return cite(said, good.markers)
    for old, new in WORDS["negated_en"]:
        if old in good.text:
            return cite(good.text.replace(old, new, 1), good.markers)
    return None


@kind("negation removed", "bỏ phủ định")
def _affirmed(good: Good, case: Setting, draw: random.Random) -> str | None:
    for word in ("không ", "Không, ", "No, "):
        if word in good.text:
            text = good.text.replace(word, "Có, " if word == "Không, " else "", 1)
            return cite(text, good.markers)
    return None


@kind("modality", "đổi mức bắt buộc")
def _modality(good: Good, case: Setting, draw: random.Random) -> str | None:
    if found := _places(good, "modal"):
        return _turned(good, case, *draw.choice(found))
    # A task is given its own force: "chủ trì" is neither encouraged nor optional.
    match_ = re.search(r"(?<= )(?:chủ trì|phối hợp thực hiện|leads?(?= ))", good.text)
    if not match_:
        return None
    new = f"được khuyến khích {match_[0]}" if good.language == "vi" else "may lead"
    return _turned(good, case, match_, new)


@kind("overstated", "nói quá: mọi, duy nhất")
def _overstated(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Make one task all of them, one agency the only one."""
    found = _places(good, "overstated")
    return _turned(good, case, *draw.choice(found)) if found else None


@kind("bound", "đảo mức chặn")
def _bound(good: Good, case: Setting, draw: random.Random) -> str | None:
    found = _places(good, "bounds", end="(?= )")
    return _turned(good, case, *draw.choice(found)) if found else None


@kind("bound dropped", "bỏ mức chặn")
def _unbound(good: Good, case: Setting, draw: random.Random) -> str | None:
    found = list(re.finditer(r"(?:ít nhất|Ít nhất|khoảng|at least) (?=\d)", good.text))
    return _turned(good, case, draw.choice(found), "") if found else None


def _places(good: Good, name: str, *, end: str = r"(?!\w)") -> _Found:
    """Return where words of a list stand in a sentence, and what they are turned into."""
    return [
        (match, new)
        for old, new in WORDS[name]
        for match in re.finditer(rf"(?<!\w){old}{end}", good.text)
    ]


def _turned(good: Good, case: Setting, match: re.Match[str], new: str) -> str | None:
    text = f"{good.text[: match.start()]}{new}{good.text[match.end() :]}"
    after = " ".join(text[match.start() :].split()[: len(new.split()) + 2])
    before = " ".join(text[: match.start()].split()[-1:])
    return None if stated(case, f"{before} {after}") else cite(text, good.markers)


@kind("invented content", "bịa nội dung")
def _invented(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = draw.choice(WORDS[f"invented_{good.language}"])
    return cite(f"{said}.", good.markers)


@kind("invented addition", "bịa thêm vế sau")
def _added(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = draw.choice(WORDS[f"invented_{good.language}"])
    joined = "; đồng thời, " if good.language == "vi" else "; moreover, "
    return cite(f"{good.text.rstrip('.')}{joined}{said[:1].lower()}{said[1:]}.", good.markers)


@kind("answer to another question", "lấy câu của văn bản khác")
def _another(good: Good, case: Setting, draw: random.Random) -> str | None:
    """Put in what answers another question, from a document that is no source here."""
    here = {item.plan.source for item in case.sources}
    pool = [
        text
        for question in load_gold()
        for text, _ in paraphrases().get(question.id, ())
        if question.language == good.language
        and not here & {item.source for group in question.evidence for item in group}
        and all(share(text, item) < HOLDS for item in case.sources)
    ]
    return cite(draw.choice(pool), good.markers) if pool else None


@kind("other language", "sai ngôn ngữ")
def _other_language(good: Good, case: Setting, draw: random.Random) -> str | None:
    said = in_other_language(good, case)
    return cite(said, good.markers) if said else None
