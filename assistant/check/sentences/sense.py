"""The words that turn what a sentence says: bounds, negation, modality, "all" and "only"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hoidap.assistant.check.sentences.text import NUMERIC, Token
from hoidap.text.phrases import PhraseTable

Bound = Literal["≥", ">", "≤", "<", "≈", "before", "after", "from", "to"]
Turn = Literal["not", "must", "should", "may", "encourage", "all", "only"]

_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(
        ("ít nhất", "tối thiểu", "thấp nhất", "không dưới", "không ít hơn", "at least",
         "a minimum of", "minimum of", "minimum", "no fewer than", "no less than",
         "not less than", "not fewer than"), "≥",
    ),
    **dict.fromkeys(("trên", "hơn", "vượt", "more than", "over", "above", "exceeding"), ">"),
    **dict.fromkeys(
        ("tối đa", "nhiều nhất", "cao nhất", "không quá", "không vượt quá", "at most",
         "a maximum of", "maximum of", "maximum", "no more than", "not more than",
         "not exceeding", "up to"), "≤",
    ),
    **dict.fromkeys(
        ("dưới", "chưa đến", "chưa tới", "ít hơn", "fewer than", "less than", "under", "below"),
        "<",
    ),
    **dict.fromkeys(
        ("khoảng", "xấp xỉ", "chừng", "gần", "about", "around", "approximately", "roughly",
         "nearly", "almost"), "≈",
    ),
    **dict.fromkeys(
        ("trước", "chậm nhất", "muộn nhất", "không muộn hơn", "before", "prior to",
         "no later than", "not later than", "at the latest"), "before",
    ),
    **dict.fromkeys(("sau", "after", "following"), "after"),
    **dict.fromkeys(("từ", "kể từ", "from", "since", "starting"), "from"),
    **dict.fromkeys(("đến", "tới", "by", "until", "to", "till"), "to"),
}  # fmt: skip
_BEHIND: dict[str, Bound] = {
    "trở lên": "≥", "or more": "≥", "trở xuống": "≤", "or fewer": "≤", "or less": "≤",
}  # fmt: skip
# What may stand between a bound and its number.
_BETWEEN = frozenset(
    "có là được đạt ngày năm tháng the of a number total số lượng và and hoặc or on".split()
)
_DATES: frozenset[Bound] = frozenset(("before", "after", "from", "to"))
_OPPOSED: dict[Bound, frozenset[Bound]] = {
    "before": frozenset(("after", "from")), "after": frozenset(("before", "to", "from")),
    "from": frozenset(("before", "to", "after")), "to": frozenset(("after", "from")),
}  # fmt: skip

_TURNS: dict[str, Turn | Literal[""]] = {
    **dict.fromkeys(
        ("không", "chưa", "chẳng", "chả", "đừng", "chớ", "not", "never", "without", "neither",
         "nor", "no", "none"), "not",
    ),
    **dict.fromkeys(
        ("phải", "bắt buộc", "bắt buộc phải", "buộc phải", "must", "shall", "have to",
         "has to", "had to", "required", "is required", "are required", "mandatory",
         "compulsory", "obliged", "obligatory"), "must",
    ),
    **dict.fromkeys(("nên", "cần", "cần phải", "should", "ought to"), "should"),
    **dict.fromkeys(
        ("có thể", "được phép", "may", "can", "could", "might", "allowed", "permitted"), "may"
    ),
    **dict.fromkeys(
        ("khuyến khích", "encourage", "encourages", "encouraged", "encouraging"), "encourage"
    ),
    **dict.fromkeys(("mọi", "tất cả", "toàn bộ", "all", "everything", "entire"), "all"),
    **dict.fromkeys(("duy nhất", "only", "solely", "exclusively"), "only"),
    # words that only look like these
    **dict.fromkeys(
        ("at all", "above all",
         "không gian", "không khí", "không quân", "hàng không", "không ngừng", "không những",
         "không chỉ", "chân không", "hay không", "không quá", "không dưới", "không ít hơn",
         "không vượt quá", "không muộn hơn", "phải chăng", "bên phải", "trở nên", "tạo nên",
         "làm nên", "nên chăng", "cần thiết", "not only", "no later than", "not later than",
         "no fewer than", "no less than", "no more than", "not less than", "not fewer than",
         "not more than", "not exceeding", "chưa đến", "chưa tới", "vô điều kiện"), "",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turned:
    """A word that turns the sense, with the words on both sides of it."""

    turn: Turn
    left: tuple[str, ...]
    right: tuple[str, ...]


def bound(tokens: Sequence[Token], place: int, *, bare: bool = False) -> Bound | None:
    """Return the bound on the number at ``place``.

    >>> from assistant.check.sentences.text import tokens
    >>> bound(tokens("có ít nhất 70 doanh nghiệp"), 3)
    '≥'
    """
    words = [token.text for token in tokens[max(0, place - 9) : place + 3]]
    here = min(place, 9)
    for start, _, found in _table("behind", bare).find(words[here + 1 :]):
        if start == 0:
            return found  # type: ignore[return-value]
    end = here
    is_date = tokens[place].kind in ("date", "month", "year")
    spans = {stop: found for _, stop, found in _table("bounds", bare).find(words[:here])}
    while end >= 0:
        if end in spans:
            found_bound: Bound = spans[end]  # type: ignore[assignment]
            return found_bound if is_date or found_bound not in _DATES else None
        if end == 0:
            return None
        between = words[end - 1]
        number = tokens[place - here + end - 1].kind in NUMERIC
        if between not in _BETWEEN and not (is_date and number):
            return None
        end -= 1
    return None


def bound_kept(said: Bound | None, stated: Bound | None) -> bool:
    """Tell whether a sentence puts the bound on a number that its source puts.

    A date may lose its "before" ("Hạn báo cáo là 15/11"), it may not be turned.
    """
    if said is None:
        return stated is None or stated in _DATES
    if said in _DATES:
        if stated is None:
            return said in ("to", "from")  # "2026 - 2035" is "from 2026 to 2035"
        return said not in _OPPOSED.get(stated, _DATES)
    return said == stated


def turns(tokens: Sequence[Token], *, bare: bool = False) -> Iterator[Turned]:
    """Yield the negations and modal words of a text."""
    words = [token.text for token in tokens]
    for start, end, turn in _table("turns", bare).find(words):
        if not turn or _is_no_turn(words, start, end):
            continue
        yield Turned(turn, _side(words[:start][::-1]), _side(words[end:]))  # type: ignore[arg-type]


def _is_no_turn(words: list[str], start: int, end: int) -> bool:
    """Tell "No. 876", "… hay không?" and "dates in May" from what they look like."""
    after = words[end : end + 2]
    if words[start] == "no" and after and (after[0][0].isdigit() or after[0] == "."):
        return True
    if words[start] in ("không", "chưa") and after[:1] == ["?"]:
        return True
    return words[start:end] == ["không"] and start > 0 and not after  # "… không" asks


def _side(words: Sequence[str]) -> tuple[str, ...]:
    """Return up to four words up to the end of the clause."""
    side = []
    for word in words[:4]:
        if word in (".", ";", "!", "?", ":"):
            break
        side.append(word)
    return tuple(side)


@lru_cache(maxsize=8)
def _table(name: str, bare: bool) -> PhraseTable[str]:
    phrases = {"bounds": _BOUNDS, "behind": _BEHIND, "turns": _TURNS}[name]
    table: PhraseTable[str] = PhraseTable()
    for phrase, value in phrases.items():  # type: ignore[attr-defined]
        if bare and phrase == "mọi":
            continue  # "moi" is also "mới" and "mỗi"
        table.add(phrase, value, plain=bare)
    return table
