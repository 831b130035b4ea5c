"""Which language messages are in."""

from __future__ import annotations

import pytest

from hoidap.language import say, set_language, wanted_language


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "vi"),
        ([], {"HOIDAP_LANG": "en"}, "en"),
        (["--lang", "vi", "ask", "x"], {"HOIDAP_LANG": "en"}, "vi"),
        (["--lang", "en", "ask", "x"], {}, "en"),
        (["ask", "x", "--lang", "EN"], {}, "en"),
        (["ask", "x", "--lang=en"], {}, "en"),
        (["--lang", "en", "ask", "--lang", "vi"], {}, "vi"),
        (["ask", "--", "--lang=en"], {}, "vi"),
        (["ask", "--lang"], {}, "vi"),
        (["--lang", "fr"], {}, "vi"),
    ],
)
def test_the_last_word_counts(
    arguments: list[str], environ: dict[str, str], language: str
) -> None:
    assert wanted_language(arguments, environ) == language


def test_say() -> None:
    set_language("en")
    assert say("xin chào", "hello") == "hello"
    set_language("vi")
    assert say("xin chào", "hello") == "xin chào"
