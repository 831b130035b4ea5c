"""The prompts that ship load and fill; a malformed one is refused by name."""

from __future__ import annotations

import pytest

from hoidap.prompts import NO_EVIDENCE, PromptError, digests, load, names, parse

FRONT = '+++\npurpose="x"\nversion="1"\nvariables=["a"]\n+++\n'
BODY = "## System\nmột\n## Human\n{a}\n"

TASKS = ("answer", "compare", "rewrite", "summarise")


def test_every_prompt_is_in_both_languages() -> None:
    assert names() == tuple(f"{task}.{language}" for task in TASKS for language in ("en", "vi"))
    for task in TASKS:
        assert load(task, "vi").variables == load(task, "en").variables


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("task", TASKS)
def test_every_prompt_fills_a_system_and_a_human_part(task: str, language: str) -> None:
    prompt = load(task, language)
    values = {name: f"«{name}»" for name in prompt.variables}
    system, human = prompt.messages(**values)
    assert (system.type, human.type) == ("system", "human")
    for name in prompt.variables:
        # The system part holds no data; what a person or a document says is delimited.
        assert f"<{name}>\n«{name}»\n</{name}>" in human.text
        assert f"«{name}»" not in system.text
        assert f"<{name}>" in system.text
    assert "{" not in system.text + human.text
    assert prompt.purpose


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("task", ["answer", "compare", "summarise"])
def test_a_prompt_over_evidence_says_what_to_write_without_it(task: str, language: str) -> None:
    assert load(task, language).system.endswith(f": {NO_EVIDENCE[language]}")


def test_a_value_with_braces_stays_as_it_is() -> None:
    _, human = load("answer", "vi").messages(question="{evidence} {{x}}", evidence="{question}")
    assert "{evidence} {{x}}" in human.text
    assert "{question}" in human.text


def test_an_unknown_prompt_names_those_there_are() -> None:
    with pytest.raises(PromptError, match=r"answer\.vi"):
        load("answer", "fr")


@pytest.mark.parametrize(
    "content",
    [
        "không có phần đầu",
        FRONT + "{a}",
        FRONT + "## Human\n{a}\n",
        FRONT.replace('version="1"\n', "") + BODY,
        FRONT.replace("purpose=", "purpose ") + BODY,
        FRONT + BODY.replace("{a}", "{b}"),
        FRONT + BODY.replace("{a}", "{a!r}"),
        FRONT + BODY.replace("{a}", "{a.b}"),
        FRONT + BODY.replace("{a}", "{a"),
    ],
)
def test_a_malformed_prompt_is_refused_by_name(content: str) -> None:
    with pytest.raises(PromptError, match="thử"):
        parse("thử", content)


def test_missing_variables_are_named() -> None:
    with pytest.raises(PromptError, match="evidence, question"):
        load("answer", "vi").messages(question="?")


def test_the_digest_changes_with_any_part_of_the_file() -> None:
    said = {
        parse("a", content).digest
        for content in (
            FRONT + BODY,
            FRONT.replace('"1"', '"2"') + BODY,
            FRONT + BODY.replace("một", "hai"),
            FRONT + BODY.replace("{a}", "{a}."),
        )
    }
    assert len(said) == 4
    assert digests() == {name: load(*name.split(".")).digest for name in names()}
