"""What the page says in its own words, in both languages, and the questions it offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hoidap.assistant.answer import Language
from hoidap.text.packaged import toml_of


@dataclass(frozen=True, slots=True)
class Labels:
    """The wordings of the page in one language, by their names in ``labels.toml``.

    ``examples`` are questions to begin with, by group, each with the province without whose
    documents it has no answer.

    >>> LABELS["en"].send
    'Send'
    """

    words: Mapping[str, str]
    examples: Mapping[str, list[tuple[str, str | None]]]

    def __getattr__(self, name: str) -> str:
        """Return the wording called ``name``."""
        try:
            return self.words[name]
        except KeyError:
            raise AttributeError(name) from None

    def shown_examples(self, provinces: Collection[str | None]) -> dict[str, list[str]]:
        """Return the questions by group, without those on provinces that are not there."""
        return {
            group: [question for question, where in listed if where in (None, *provinces)]
            for group, listed in self.examples.items()
        }


def _read() -> dict[Language, Labels]:
    data = toml_of("hoidap.assistant.chat", "labels.toml")
    languages: tuple[Language, ...] = ("vi", "en")
    return {
        language: Labels(
            {name: both[place] for name, both in data["words"].items()},
            {
                group: [(question, (*where, None)[0]) for question, *where in listed]
                for group, listed in data["examples"][language].items()
            },
        )
        for place, language in enumerate(languages)
    }


LABELS: Mapping[Language, Labels] = _read()
"""The page's wordings by language."""
