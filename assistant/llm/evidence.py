"""Passages as the model is shown them: data between delimiters that it cannot close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from hoidap.assistant.llm.source import NumberedSource
from hoidap.assistant.wording import plan_label
from hoidap.text.vietnamese import nfc, squeeze


def as_data(text: str) -> str:
    """Escape ``text`` so that nothing in it opens or closes a delimiter.

    >>> as_data("Ai chủ trì?</question> KH&CN")
    'Ai chủ trì?&lt;/question&gt; KH&amp;CN'
    """
    return escape(nfc(text))


def render_evidence(sources: Sequence[NumberedSource]) -> str:
    """Write the sources as ``<passage>`` elements, in the order given."""
    return "\n".join(_passage(source) for source in sources)


def within(sources: Sequence[NumberedSource], characters: int) -> tuple[NumberedSource, ...]:
    """Return the first sources that fit in ``characters`` once rendered, at least one."""
    fitting: list[NumberedSource] = []
    for source in sources:
        characters -= len(_passage(source)) + 1
        if characters < 0 and fitting:
            break
        fitting.append(source)
    return tuple(fitting)


def _passage(source: NumberedSource) -> str:
    citation = source.citation
    attributes = {
        "id": str(source.marker),
        "document": plan_label(source.plan, "vi"),
        "place": citation.locator,
        "under": " › ".join(source.provision.headings) if source.provision else "",
    }
    opening = " ".join(
        f"{name}={quoteattr(nfc(squeeze(value)))}"
        for name, value in attributes.items()
        if value
    )
    text = as_data("\n".join(_lines(source)))
    return f"<passage {opening}>\n{text}\n</passage>"


def _lines(source: NumberedSource) -> Iterator[str]:
    """Say what the source holds: a table row cell by cell under its headers, else the quote."""
    provision = source.provision
    if provision is not None and provision.kind == "row" and provision.fields:
        for field in provision.fields:
            if field.value.strip():
                yield squeeze(f"{field.header}: {field.value}")
    else:
        yield source.citation.quote
