"""A document as HTML to read: its clauses and tables, with the cited words marked.

Everything that comes from a document is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest

from hoidap.ingest.plan import Plan, Provision
from hoidap.text.spans import Span

AROUND = 600
"""How many characters are shown before and after what is cited, to the clause's end."""

_SPACE = re.compile(r"\s+")
_ROWS = ("row", "group")
_CLASSES = {
    "heading": "doc-heading",
    "title": "doc-title",
    "letterhead": "doc-small",
    "signature": "doc-small",
    "recipients": "doc-small",
}
_GAP = '<p class="doc-gap" aria-hidden="true">⋯</p>'


@dataclass(frozen=True, slots=True)
class Reading:
    """A document to be shown: its plan, its text, the spans to mark.

    ``row_number`` is the label of a table's first column, which documents leave to the eye.
    """

    plan: Plan
    text: str
    cited: tuple[Span, ...] = ()
    row_number: str = "TT"

    def excerpt(self, around: int = AROUND) -> str:
        """Return what is cited within its surroundings, ``around`` characters each way."""
        provisions = self._shown()
        places = [place for place, item in enumerate(provisions) if self._is_cited(item)]
        wanted = sorted({near for place in places for near in _near(provisions, place, around)})
        parts = [_GAP] if wanted and wanted[0] > 0 else []
        for number, run in enumerate(_runs(wanted)):
            if number:
                parts.append(_GAP)
            parts.append(self._html([provisions[place] for place in run]))
        if wanted and wanted[-1] < len(provisions) - 1:
            parts.append(_GAP)
        return "".join(parts)

    def whole(self) -> str:
        """Return the document from beginning to end."""
        return self._html(self._shown())

    def headings(self) -> tuple[str, ...]:
        """Return the headings that the first cited place stands under, outermost first."""
        cited = next((item for item in self._shown() if self._is_cited(item)), None)
        return cited.headings if cited else ()

    def _shown(self) -> list[Provision]:
        """Return what a reader wants of the document: no page furniture, unless it is cited.

        The head of a table is left out where rows follow, which show it themselves.
        """
        provisions = [
            item for item in self.plan.provisions
            if item.kind != "furniture" or self._is_cited(item)
        ]  # fmt: skip
        return [
            item
            for item, following in zip_longest(provisions, provisions[1:])
            if item.kind != "letterhead"
            or following is None
            or following.kind not in _ROWS
            or self._is_cited(item)
        ]

    def _is_cited(self, provision: Provision) -> bool:
        return any(
            start < end_cited and start_cited < end
            for start, end in provision.spans
            for start_cited, end_cited in self.cited
        )

    def _html(self, provisions: Sequence[Provision]) -> str:
        parts: list[str] = []
        for in_table, group in groupby(provisions, key=lambda item: item.kind in _ROWS):
            items = list(group)
            parts += [self._table(items)] if in_table else [self._block(item) for item in items]
        return "".join(parts)

    def _block(self, provision: Provision) -> str:
        """Return a clause, its labelled lines each on a line of its own."""
        labelled = {span for field in provision.fields for span in field.spans}
        own = [span for span in provision.spans if span not in labelled]
        kind = _CLASSES.get(provision.kind, "doc-text")
        lines = [f'<p class="{kind}">{self._marked(own)}</p>'] if own else []
        fields = [self._marked(field.spans) for field in provision.fields]
        return "".join([*lines, *(f'<p class="doc-field">{field}</p>' for field in fields)])

    def _table(self, rows: Sequence[Provision]) -> str:
        fullest = sorted(rows, key=lambda row: -len(row.fields))
        headers = list(dict.fromkeys(field.header for row in fullest for field in row.fields))
        names = (self.row_number, *headers)
        head = "".join(
            f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names
        )
        body = "".join(self._row(row, headers) for row in rows)
        return (
            f'<div class="doc-table"><table role="table"><thead role="rowgroup"><tr role="row">'
            f'{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
        )

    def _row(self, row: Provision, headers: Sequence[str]) -> str:
        """Return a row; a group that only names the rows below it is one wide cell."""
        in_cells = {span for field in row.fields for span in field.spans}
        number = self._marked([span for span in row.spans if span not in in_cells])
        group = "is-group" if row.kind == "group" else ""
        cited = "is-cited" if self._is_cited(row) else ""
        opening = f'<tr role="row" class="{group} {cited}">'
        if row.kind == "group" and len(row.fields) <= 1:
            text = " ".join(self._marked(field.spans) for field in row.fields)
            return (
                f'{opening}<th role="rowheader" scope="rowgroup" colspan="{len(headers) + 1}">'
                f"{number} {text}</th></tr>"
            )
        cells = [self._cell(self.row_number, number, "doc-number")]
        for header in headers:
            # What a row inherits from its group is shown where it is written: in the group.
            spans = [
                span
                for field in row.fields
                if field.header == header
                for span in field.spans
                if span in row.spans
            ]
            cells.append(self._cell(header, self._marked(spans)))
        return f"{opening}{''.join(cells)}</tr>"

    @staticmethod
    def _cell(header: str, html: str, kind: str = "") -> str:
        # The header goes with the cell: on a narrow panel cells stand below one another.
        classes = kind if html else f"{kind} is-empty"
        return f'<td role="cell" class="{classes}" data-label="{escape(header)}">{html}</td>'

    def _marked(self, spans: Sequence[Span]) -> str:
        """Return the text at ``spans``, escaped, white space folded, cited parts marked."""
        texts = ("".join(self._pieces(*span)).strip() for span in spans)
        return " ".join(filter(None, texts))

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        place = start
        for cited_start, cited_end in sorted(self.cited):
            low, high = max(cited_start, place), min(cited_end, end)
            if low >= high:
                continue
            yield self._plain(place, low)
            cited = self._plain(low, high)
            yield f"<mark>{cited}</mark>" if cited.strip() else cited
            place = high
        yield self._plain(place, end)

    def _plain(self, start: int, end: int) -> str:
        return escape(_SPACE.sub(" ", self.text[start:end]))


def _near(provisions: Sequence[Provision], place: int, around: int) -> Iterator[int]:
    """Yield ``place`` and its neighbours until ``around`` characters are had each way."""
    yield place
    for steps in (range(place - 1, -1, -1), range(place + 1, len(provisions))):
        budget = around
        for near in steps:
            size = sum(end - start for start, end in provisions[near].spans)
            if budget <= 0 or size > 3 * around:  # one huge neighbour would drown the quote
                break
            budget -= size
            yield near


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Part ascending ``places`` where one is missing between two."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        yield [place for _, place in run]
