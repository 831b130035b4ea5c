"""The forms in which a text speaks to the system that answers from it.

What a plan orders is ordered of people: agencies report, provinces set aside funds.  An
instruction to the answering system is told by its form: a clause that opens with a command
(or with the one addressed) *and* is about answering itself: the rules followed so far, the
role to play, the language, the wording, the citations, the right answer.

The patterns are data: ``data/instructions.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hoidap.text.patterns import any_of, patterns
from hoidap.text.vietnamese import has_marks, strip_marks

_MOST_OPENINGS = 12  # words of courtesy and order before a command: nobody writes more


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one way of writing, as patterns; ``signs`` of ``anywhere``.

    ``read`` are those of a document, ``anywhere`` those of a question.  Each is compiled
    when it is first looked for: they are long, and a question needs few.
    """

    signs: tuple[str, ...]
    anywhere: str
    read: str
    opening: str
    sure: str
    likely: str
    asked: str
    asks: str
    closing: str
    address: str
    address_read: str
    told: str

    def begin(self, clause: str, *, asked: bool, first: bool) -> bool:
        """Tell whether ``clause`` opens with one of the forms."""
        place, addressed = 0, False
        address = self.address if asked else self.address_read
        for _ in range(_MOST_OPENINGS):  # the command, after whatever opens it
            if _compiled(self.sure).match(clause, place):
                return True
            if (
                ((asked or first or addressed) and _compiled(self.likely).match(clause, place))
                or ((asked or addressed) and _compiled(self.asked).match(clause, place))
            ) and not _compiled(self.asks).search(clause):
                return True
            opening = _compiled(self.opening).match(clause, place)
            if opening is None:
                return False
            addressed = addressed or _compiled(address).match(clause, place) is not None
            place = opening.end()
        return False

    def within(self, sentence: str, *, asked: bool) -> int | None:
        """Return where in ``sentence`` what speaks to the system for certain begins."""
        for sign in self.signs:
            if sign in sentence:
                break
        else:
            return None
        found = _compiled(self.anywhere if asked else self.read).search(sentence)
        if found is None:
            return None
        start = found.start()
        while (
            opening := _compiled(self.closing).search(sentence, max(0, start - 30), start)
        ) is not None:
            start = opening.start()
        return start


def _written(name: str) -> str:
    return any_of(patterns("hoidap.text", "data/instructions.toml")[name])


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=3)
def _forms(way: str) -> _Forms:
    """Return the forms of Vietnamese ("vi", or "plain" without its marks) or English."""
    plainly = strip_marks if way == "plain" else str
    language = "en" if way == "en" else "vi"
    opening = _written(f"opening_{language}")
    commands = (
        rf"\W*(?:{_written(f'{sort}_{language}')})(?!(?<=\w)\w)"
        for sort in ("sure", "likely", "asked")
    )
    words = (
        *(
            _written(f"anywhere_asked_{language}"),
            _written(f"anywhere_read_{language}"),
            opening,
        ),
        *(*commands, _written(f"asks_{way}"), rf"(?<!\w)(?:{opening})$"),
        *(_written("address_asked"), _written("address"), _written(f"told_{way}")),
    )
    signs = map(plainly, _written(f"signs_{language}").split("|"))
    return _Forms(tuple(signs), *map(plainly, words))


def begins(clause: str, *, asked: bool, first: bool = True) -> bool:
    """Tell whether an instruction to the answering system opens ``clause``.

    :param asked: whether it stands in a question, where claims about the right answer are
        instructions too
    :param first: whether it opens its sentence, so that its verb commands
    """
    clause = clause.lower()
    return any(forms.begin(clause, asked=asked, first=first) for forms in _ways(clause))


def within(sentence: str, *, asked: bool) -> int | None:
    """Return where an instruction begins in ``sentence``, whatever stands before it."""
    sentence = sentence.lower()
    places = (forms.within(sentence, asked=asked) for forms in _ways(sentence))
    return min((place for place in places if place is not None), default=None)


def tells(sentence: str) -> bool:
    """Tell whether a statement beside a question is for the one who answers it."""
    sentence = sentence.lower()
    return any(_compiled(forms.told).search(sentence) for forms in _ways(sentence))


def only_opens(clause: str) -> bool:
    """Tell whether ``clause`` holds nothing but what opens a command: "Lưu ý:"."""
    clause = clause.lower()
    for forms in _ways(clause):
        place = 0
        while place < len(clause) and (
            opening := _compiled(forms.opening).match(clause, place)
        ):
            place = opening.end()
        if place == len(clause):
            return True
    return False


def _ways(clause: str) -> tuple[_Forms, _Forms]:
    return _forms("vi" if has_marks(clause) else "plain"), _forms("en")


def asks(clause: str) -> bool:
    """Tell whether ``clause`` asks something."""
    clause = clause.lower()
    return any(_compiled(forms.asks).search(clause) for forms in _ways(clause))


def speaker(line: str, *, asked: bool) -> bool:
    """Tell whether ``line`` opens with the name of one who instructs: "System: …"."""
    return any(pattern.match(line.lower()) for pattern in _speakers()[: 4 if asked else 2])


@lru_cache(maxsize=1)
def _speakers() -> tuple[re.Pattern[str], ...]:
    written = _written("speaker"), _written("speaker_asked")
    both = (form for one in written for form in (one, strip_marks(one)))
    return tuple(map(re.compile, both))
