"""Which records are asked for: by province, document, agency, year and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from hoidap import console
from hoidap.corpus import Documents
from hoidap.language import say
from hoidap.listing import Column, named
from hoidap.text.vietnamese import fold, has_marks, plain, syllables
from hoidap.usage import closest_first, option
from hoidap.values import Year

if TYPE_CHECKING:
    from hoidap.index.filter import Filter
    from hoidap.records.agencies import Binding
    from hoidap.records.reading import Records
    from hoidap.records.record import Record

R = TypeVar("R", bound="Record")

_SHOWN = 5  # agencies that a message names
BINDINGS = {"direct": ("trực tiếp", "direct"), "general": ("chung", "general")}


_OPTIONS: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "province": (
        option(
            "--province",
            metavar="P",
            vi="Chỉ văn bản của tỉnh này.",
            en="Only documents of this province.",
        ),
    ),
    "document": (
        option(
            "--document",
            "--source",
            "document",
            metavar="FILE",
            vi="Chỉ văn bản này: tên tệp, hoặc một phần tên chỉ một văn bản có.",
            en="Only this document: its file's name, or a part that only one document has.",
        ),
    ),
    "agency": (
        option(
            "--agency",
            metavar="A",
            vi="Chỉ những gì của cơ quan này (tên, viết tắt hay tên tiếng Anh), kể cả qua tên "
            "chung như “các sở, ban, ngành”.",
            en="Only what concerns this agency (name, abbreviation or English name), also "
            "through a collective of agencies.",
        ),
        option(
            "--direct",
            is_flag=True,
            vi="Với --agency: bỏ những gì chỉ giao cơ quan qua tên chung.",
            en="With --agency: leave out what binds it only through a collective.",
        ),
    ),
    "year": (
        option(
            "--year",
            metavar="YYYY",
            type=Year(),
            vi="Chỉ những gì của năm này: thời gian hoặc đề mục ghi năm đó, hoặc, nếu không "
            "nêu rõ năm khác, giai đoạn của kế hoạch có năm đó.",
            en="Only what falls in this year: its time or heading names it or, where these do "
            "not name others alone, the plan's period covers it.",
        ),
    ),
}
_CONDITIONS = {
    "province": ("tỉnh", "province"),
    "document": ("văn bản", "document"),
    "agency": ("cơ quan", "agency"),
    "year": ("năm", "year"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for; ``None`` asks for all."""

    province: str | None = None
    document: str | None = None
    agency: str | None = None
    direct: bool = False
    year: int | None = None

    def filter(self, corpus: Documents) -> Filter | None:
        """Return the documents asked for, ``None`` for all of them.

        :raises WrongUsage: If there is no document of that province or name.
        """
        from hoidap.index.filter import Filter

        if self.province is None and self.document is None:
            return None
        return Filter(sources=corpus.within(self.province, self.document))

    def binding(self, record: Record) -> Binding | None:
        """Tell how ``record`` concerns the agency asked for, ``None`` where none is."""
        return None if self.agency is None else record.binds(console.typed(self.agency))

    def records(self, corpus: Documents, of: Callable[[Records], Iterable[R]]) -> list[R]:
        """Return the records of the kind that ``of`` takes, in the order of the documents.

        :raises WrongUsage: If there is no document of that province or name.
        """
        allowed = ("direct",) if self.direct else ("direct", "general")
        return [
            record
            for records in corpus.each(self.province, self.document)
            for record in of(records)
            if (self.year is None or record.in_year(self.year))
            and (self.agency is None or self.binding(record) in allowed)
        ]

    def binding_column(self) -> Column:
        """Return the column that says how a record concerns the agency asked for."""
        return Column(
            "binding",
            "Giao cho",
            "Binds",
            show=lambda value: named(BINDINGS)(value or ""),
            value=self.binding,
            in_table=self.agency is not None,
        )

    def note(
        self,
        what: tuple[str, str],
        corpus: Documents,
        found: Sequence[Any],
        *others: tuple[str, str, object],
    ) -> None:
        """Say on stderr where nothing was found, what was looked for, and what to try.

        So too where an agency asked for is named nowhere and stands for a collective alone.

        :param what: what was looked for, in both languages
        :param others: further conditions: their names in both languages, and the value
        """
        if not found:
            self._note_nothing(what, corpus, others)
        elif self.agency is not None and "direct" not in map(self.binding, found):
            name, nearest = console.typed(self.agency), self._nearest(corpus)
            console.note(
                say(
                    f"Không có {what[0]} nào nêu đích danh “{name}”, chỉ qua tên chung; ",
                    f"No {what[1]} names “{name}” itself, only collectives do; ",
                )
                + (nearest or say("xem cột cuối.", "see the last column."))
            )

    def _note_nothing(
        self,
        what: tuple[str, str],
        corpus: Documents,
        others: Sequence[tuple[str, str, object]],
    ) -> None:
        own = ((*names, getattr(self, field)) for field, names in _CONDITIONS.items())
        conditions = [
            (f"{vi} “{shown}”", f"{en} “{shown}”")
            for vi, en, value in (*own, *others)
            if value is not None
            for shown in [console.typed(value) if isinstance(value, str) else value]
        ]
        if conditions:
            tail = self._nearest(corpus) or say("hãy bỏ bớt điều kiện.", "ask for less.")
        else:
            tail = say(
                "các văn bản trong chỉ mục không nêu.",
                "the documents of the index state none.",
            )
        vi, en = (
            f" ({', '.join(condition[place] for condition in conditions)})"
            if conditions
            else ""
            for place in (0, 1)
        )
        console.note(
            say(f"Không có {what[0]} nào{vi}; {tail}", f"There is no {what[1]}{en}; {tail}")
        )

    def _nearest(self, corpus: Documents) -> str:
        """Name the agencies that come nearest to the one asked for; "" if one is it."""
        if self.agency is None:
            return ""
        from hoidap.records.agencies import binding

        known = dict.fromkeys(
            agency
            for records in corpus.each(self.province, self.document)
            for task in records.tasks
            for agency in task.lead
        )
        asked = console.typed(self.agency)
        if not known or binding(known, asked) == "direct":
            return ""
        names = closest_first(asked, list(known))[:_SHOWN]
        return say(f"gần nhất: {', '.join(names)}.", f"nearest: {', '.join(names)}.")


def filters(*names: str) -> Callable[[Callable[..., Any]], Any]:
    """Give a command options by which records are asked for, as one :class:`Wanted`."""

    def decorate(command: Callable[..., Any]) -> Any:  # noqa: ANN401
        @wraps(command)
        def run(**given: Any) -> Any:  # noqa: ANN401
            fields = [name for name in Wanted.__slots__ if name in given]
            wanted = Wanted(**{name: given.pop(name) for name in fields})
            return command(wanted=wanted, **given)

        options = [one for name in names for one in _OPTIONS[name]]
        return reduce(lambda decorated, one: one(decorated), reversed(options), run)

    return decorate


def has_words(wanted: str, texts: Iterable[str]) -> bool:
    """Tell whether every word of ``wanted`` stands in ``texts``, diacritics being optional.

    >>> has_words("xuat khau", ["Hỗ trợ xuất khẩu"]), has_words("xuất khẫu", ["xuất khẩu"])
    (True, False)
    """
    whole = " ".join(texts)
    marked, bare = set(syllables(whole)), set(syllables(plain(whole)))
    return all(
        word in (marked if has_marks(word) else bare) for word in syllables(fold(wanted))
    )
