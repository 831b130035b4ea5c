"""Help and wrong usage, in both languages."""

from __future__ import annotations

import click
import pytest

from hoidap.cli import cli, main
from hoidap.commands.evaluate import evaluate
from hoidap.text.vietnamese import has_marks, squeeze

COMMANDS = [*cli.commands, *(f"eval {name}" for name in evaluate.commands)]

WRONG = [
    (["aks"], "“aks”", "ask"),
    (["eval", "anwsers"], "“anwsers”", "answers, faithfulness, records, retrieval"),
    (["--lang"], "--lang", "hoidap --help"),
    (["ask"], "QUESTION", "hoidap ask --help"),
    (["batch", "in.jsonl"], "OUT.jsonl", "hoidap batch --help"),
    (["ask", "ai", "chủ trì"], "“chủ trì”", "hoidap ask --help"),
    (["ask", "--jsn", "x"], "“--jsn”", "--json"),
    (["ask", "x", "--index"], "--index", "hoidap ask --help"),
    (["ask", "--json=yes", "x"], "--json", "hoidap ask --help"),
    (["ask", "x", "--lang", "fr"], "“fr”", "vi, en"),
    (["--lang=fr", "documents"], "“fr”", "vi, en"),
    (["documents", "--format", "xml"], "“xml”", "table, json"),
    (["tasks", "--format", "pdf"], "“pdf”", "table, json, csv, xlsx"),
    (["tasks", "--kind", "table"], "“table”", "row, clause, duty"),
    (["tasks", "--year", "26"], "“26”", "2199"),
    (["targets", "--year", "２０２６"], "“２０２６”", "2026"),
    (["targets", "--output"], "--output", "hoidap targets --help"),
    (["deadlines", "--format", "pdf"], "“pdf”", "table, json, csv, xlsx, ics"),
    (["deadlines", "--from", "31/02/2026"], "“31/02/2026”", "30/11/2026"),
    (["deadlines", "--until", "mai"], "“mai”", "2026-11-30"),
    (["support", "--format", "ics"], "“ics”", "table, json, csv, xlsx"),
    (["check"], "DOCUMENTS", "hoidap check --help"),
    (["check", "x", "--format", "xlsx"], "“xlsx”", "text, json"),
    (["compare", "Thanh Hóa"], "B", "hoidap compare --help"),
    (["eval", "retrieval", "x", "--system", "bm25"], "“bm25”", "hybrid, dense, lexical"),
    (["chat", "--port", "http"], "“http”", "65535"),
    (["chat", "--port", "-1"], "“-1”", "65535"),
    (["chat", "--port", "65536"], "“65536”", "65535"),
    (["chat", "--port", "9" * 5000], "999", "65535"),
]


@pytest.mark.parametrize(("arguments", "value", "allowed"), WRONG)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_usage_names_the_value_what_is_allowed_and_the_next_step(  # noqa: PLR0913, PLR0917
    arguments: list[str],
    value: str,
    allowed: str,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOIDAP_LANG", language)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert value in shown.err
    assert allowed in shown.err
    # A language that there is not leaves the messages Vietnamese.
    next_step = "See: hoidap" if language == "en" and value != "“fr”" else "Xem: hoidap"
    assert next_step in shown.err
    for english in ("Error", "Usage", "Invalid", "No such", "Missing", "Try"):
        assert english not in shown.err


def test_an_unknown_language_in_the_environment_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOIDAP_LANG", "fr")
    assert main(["documents"]) == 2
    assert "“fr”" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["eval"]])
def test_without_a_command_the_help_is_shown(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "Cách dùng: hoidap" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_vietnamese_unless_english_is_asked_for(
    command: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), option]) == 0
    vietnamese = capsys.readouterr().out
    assert main([*command.split(), option, "--lang", "en"]) == 0
    english = squeeze(capsys.readouterr().out)
    assert f"Cách dùng: hoidap {command}".strip() in vietnamese
    assert f"Usage: hoidap {command}".strip() in english
    assert "Tùy chọn:" in vietnamese
    assert "Options:" in english
    assert not set(vietnamese.split()) & {"Usage:", "Options:", "Commands:", "Arguments:"}
    assert has_marks(vietnamese)
    assert not has_marks(english.replace("“Mục III.5.b” or “Phụ lục, dòng 2.5”", ""))


def _parameters() -> list[tuple[str, click.Parameter]]:
    commands = [cli, evaluate, *cli.commands.values(), *evaluate.commands.values()]
    return [(command.name or "", p) for command in commands for p in command.params]


@pytest.mark.parametrize(("command", "parameter"), _parameters())
def test_every_parameter_is_explained_in_both_languages(
    command: str, parameter: click.Parameter
) -> None:
    vi, en = getattr(parameter, "vi", ""), getattr(parameter, "en", "")
    assert vi.strip()
    assert en.strip()
    assert vi != en


def test_the_public_interface_is_there() -> None:
    wanted = {
        *("build", "ask", "batch", "tasks", "documents", "show", "chat", "eval"),
        *("check", "compare", "deadlines", "support", "targets"),
    }
    assert wanted <= set(cli.commands)
    assert set(evaluate.commands) == {"answers", "faithfulness", "records", "retrieval"}
    local = [*cli.commands.values(), *evaluate.commands.values()]
    for command in local:
        options = {name for param in command.params for name in param.opts}
        assert "--lang" in options, command.name
        if command.name not in {"eval", "records", "retrieval", "check"}:
            assert "--index" in options, command.name


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("hoidap ")
