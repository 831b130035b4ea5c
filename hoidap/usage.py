"""Commands, options and usage errors of click in the language of messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from hoidap.engines import ENGINES
from hoidap.language import LANGUAGES, VARIABLE, say
from hoidap.text.vietnamese import plain

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)

DEFAULT_INDEX = Path(".hoidap") / "index"
_INDEX = "HOIDAP_INDEX"
_ENGINE = "HOIDAP_ENGINE"


class OneOf(click.Choice[str]):
    """A choice that says in the language of messages what there is to choose from."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the message that ``value`` is none of the choices."""
        choices = ", ".join(self.choices)
        return say(
            f"không có “{value}”; hãy chọn một trong: {choices}.",
            f"there is no “{value}”; choose one of: {choices}.",
        )


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *args: Any, vi: str, en: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.vi, self.en = vi, en

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how the option is written and what it does."""
        return self.get_help_spec(ctx), say(self.vi, self.en)


class Argument(click.Argument):
    """An argument with its help in both languages."""

    def __init__(self, *args: Any, vi: str, en: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.vi, self.en = vi, en

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's name and what it is."""
        return self.make_metavar(ctx), say(self.vi, self.en)


class _Localised(click.Command):
    """Help in both languages, and no positional argument ignored."""

    def __init__(self, *args: Any, vi: str, en: str, **kwargs: Any) -> None:  # noqa: ANN401
        kwargs["context_settings"] = {
            "help_option_names": ["-h", "--help"],
            "max_content_width": 96,
            **kwargs.get("context_settings", {}),
        }
        super().__init__(*args, **kwargs)
        self.vi, self.en = vi, en

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; an error says which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click leaves it out where a value is missing
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        return say(self.vi, self.en).split("\n", 1)[0]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is written."""
        pieces = [say("[TÙY CHỌN]", "[OPTIONS]")]
        for param in self.get_params(ctx):
            pieces.extend(param.get_usage_pieces(ctx))
        if isinstance(self, click.Group):
            pieces.append(say("LỆNH …", "COMMAND …"))
        prefix = say("Cách dùng: ", "Usage: ")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.vi, self.en).replace("\n", "\n\n"))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments."""
        arguments = [p for p in self.get_params(ctx) if isinstance(p, Argument)]
        if arguments:
            with formatter.section(say("Tham số", "Arguments")):
                formatter.write_dl([argument.get_help_record(ctx) for argument in arguments])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands of a group."""
        records = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, Option) else None
            if record is not None:
                records.append(record)
        records.append(("-h, --help", say("In hướng dẫn này.", "Print this help.")))
        with formatter.section(say("Tùy chọn", "Options")):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            commands = [(n, c.get_short_help_str()) for n, c in self.commands.items()]
            with formatter.section(say("Lệnh", "Commands")):
                formatter.write_dl(commands)


class Command(_Localised):
    """A command that does the work."""

    allow_extra_args = True  # so that the message about them is ours

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; one too many is wrong usage."""
        rest = super().parse_args(ctx, args)
        if rest:
            values = ", ".join(f"“{value}”" for value in rest)
            ctx.fail(
                say(
                    f"Thừa tham số: {values}; giá trị có dấu cách phải đặt trong dấu nháy.",
                    f"Unexpected arguments: {values}; a value with spaces needs quotes.",
                )
            )
        return rest


class Group(_Localised, click.Group):
    """A command that only has commands under it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, invoke_without_command=True, no_args_is_help=True, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command that was named; none is wrong usage."""
        result = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            names = ", ".join(self.commands)
            ctx.fail(
                say(
                    f"Thiếu tên lệnh; hãy chọn một trong: {names}.",
                    f"No command is named; choose one of: {names}.",
                )
            )
        return result


def option(*names: str, vi: str, en: str, **settings: Any) -> Callable[[Decorated], Decorated]:  # noqa: ANN401
    """Give a command an option with its help in both languages."""
    return click.option(*names, cls=Option, vi=vi, en=en, **settings)


def argument(
    name: str,
    *,
    vi: str,
    en: str,
    **settings: Any,  # noqa: ANN401
) -> Callable[[Decorated], Decorated]:
    """Give a command an argument with its help in both languages."""
    return click.argument(name, cls=Argument, vi=vi, en=en, **settings)


language_option = option(  # obeyed before it is parsed
    "--lang",
    type=OneOf(LANGUAGES, case_sensitive=False),
    envvar=VARIABLE,
    expose_value=False,
    vi=f"Ngôn ngữ của thông báo [mặc định: vi; biến môi trường {VARIABLE}].",
    en=f"Language of messages [default: vi; environment variable {VARIABLE}].",
)
index_option = option(
    "--index",
    "index",
    metavar="DIR",
    type=click.Path(path_type=Path),
    envvar=_INDEX,
    default=DEFAULT_INDEX,
    vi=f"Thư mục chỉ mục [mặc định: {DEFAULT_INDEX}; biến môi trường {_INDEX}].",
    en=f"Folder of the index [default: {DEFAULT_INDEX}; environment variable {_INDEX}].",
)
engine_option = option(
    "--engine",
    type=OneOf(ENGINES),
    envvar=_ENGINE,
    default=ENGINES[0],
    vi="Ai viết câu trả lời: trích từ văn bản, hay mô hình ngôn ngữ (HOIDAP_LLM_MODEL …), "
    f"câu nào cũng được kiểm chứng [mặc định: {ENGINES[0]}; biến môi trường {_ENGINE}].",
    en="Who writes the answers: quoted from the documents, or by a language model "
    "(HOIDAP_LLM_MODEL …), every sentence checked "
    f"[default: {ENGINES[0]}; environment variable {_ENGINE}].",
)
json_option = option(
    "--json", "as_json", is_flag=True, vi="In JSON cho chương trình.", en="Print JSON."
)


def format_option(*forms: str) -> Callable[[Decorated], Decorated]:
    """Give a command ``--format``, the first of ``forms`` being the default."""
    return option(
        "--format",
        "form",
        type=OneOf(forms),
        default=forms[0],
        vi=f"Dạng kết quả [mặc định: {forms[0]}].",
        en=f"Form of the output [default: {forms[0]}].",
    )


def explain(error: click.UsageError) -> str:
    """Return what is wrong with the command line, and the command that helps."""
    context = error.ctx
    path = context.command_path if context is not None else "hoidap"
    hint = say(f"Xem: {path} --help", f"See: {path} --help")
    return f"{_fault(error)}\n{hint}"


def _fault(error: click.UsageError) -> str:
    command = error.ctx.command if error.ctx is not None else None
    params = command.params if command is not None else []
    fault = error.message
    match error:
        case click.NoSuchOption(option_name=name):
            options = [opt for param in params for opt in param.opts if opt.startswith("--")]
            fault = say(f"Không có tùy chọn “{name}”", f"There is no option “{name}”")
            fault += _choices(name, [*options, "--help"])
        case click.exceptions.NoSuchCommand(command_name=name):
            names = list(command.commands) if isinstance(command, click.Group) else []
            fault = say(f"Không có lệnh “{name}”", f"There is no command “{name}”")
            fault += _choices(name, names)
        case click.MissingParameter(param=param):
            name = _name(param)
            fault = say(f"Thiếu {name}.", f"{name} is missing.")
        case click.BadOptionUsage(option_name=name):
            fault = say(f"{name} cần một giá trị theo sau.", f"{name} needs a value after it.")
            if any(name in param.opts and getattr(param, "is_flag", False) for param in params):
                fault = say(f"{name} không nhận giá trị.", f"{name} takes no value.")
        case click.BadParameter(param=param):
            fault = f"{_name(param)}: {error.message}"
    return fault


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Argument):
        return param.human_readable_name
    return param.opts[-1] if param is not None else ""


def _choices(name: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that says what there is, the likeliest first."""
    ordered = ", ".join(closest_first(name, list(known)))
    return say(f"; hãy chọn một trong: {ordered}.", f"; choose one of: {ordered}.")


def closest(name: str, known: Sequence[str], most: int = 3) -> list[str]:
    """Return what resembles ``name``, diacritics left aside, the likeliest first."""
    by_form = {plain(value): value for value in reversed(known)}
    found = get_close_matches(plain(name), by_form, n=most, cutoff=0.4)
    return [by_form[form] for form in found]


def closest_first(name: str, known: Sequence[str]) -> list[str]:
    """Return ``known``, what resembles ``name`` first."""
    return list(dict.fromkeys([*closest(name, known), *known]))
