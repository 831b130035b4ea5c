"""The prompts that ship load and fill; a malformed one is refused by name."""

from __future__ import annotations

import pytest

from prompts import PromptError, load, names, parse


@pytest.mark.parametrize("name", names())
def test_every_prompt_that_ships_loads_and_fills(name: str) -> None:
    prompt = load(name)
    filled = prompt.fill(**dict.fromkeys(prompt.variables, "«giá trị»"))
    assert filled.count("«giá trị»") >= len(prompt.variables)
    assert prompt.purpose
    assert "$" not in filled


def test_a_value_with_a_dollar_sign_stays_as_it_is() -> None:
    prompt = load("answer")
    filled = prompt.fill(question="$evidence?", evidence="5 $", language="tiếng Việt")
    assert "$evidence?" in filled
    assert "5 $" in filled


def test_an_unknown_prompt_names_those_there_are() -> None:
    with pytest.raises(PromptError, match="answer"):
        load("không có")


@pytest.mark.parametrize(
    "content",
    [
        "không có phần đầu",
        '+++\npurpose = "x"\n+++\ntext',
        '+++\npurpose="x"\nversion="1"\nvariables=["a"]\n+++\n$b\n',
    ],
)
def test_a_malformed_prompt_is_refused_by_name(content: str) -> None:
    with pytest.raises(PromptError, match="thử"):
        parse("thử", content)


def test_missing_variables_are_named() -> None:
    with pytest.raises(PromptError, match="evidence, language, question"):
        load("answer").fill(question="?")


def test_the_digest_changes_with_the_text() -> None:
    front = '+++\npurpose="x"\nversion="1"\nvariables=[]\n+++\n'
    assert parse("a", front + "một").digest != parse("a", front + "hai").digest
