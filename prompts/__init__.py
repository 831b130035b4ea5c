"""What a language model is told: one Markdown file a prompt and language.

``answer.vi.md`` begins with front matter, TOML between ``+++`` lines (``purpose``,
``variables``, ``version``); then come what the system says, under ``## System``, and what the
person says, under ``## Human``, with the variables in braces.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from string import Formatter
from typing import TYPE_CHECKING

from hoidap.ingest.errors import UserError

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.prompts import ChatPromptTemplate

NO_EVIDENCE = {"vi": "KHÔNG CÓ CĂN CỨ", "en": "NOT IN THE EVIDENCE"}
"""What a model is told to write where the evidence does not hold the answer."""

_FILE = re.compile(
    r"\+\+\+\n(?P<front>.*?)^\+\+\+\n## System\n(?P<system>.*?)^## Human\n(?P<human>.*)",
    re.DOTALL | re.MULTILINE,
)


class PromptError(UserError):
    """A prompt is missing or malformed, or is given other variables than it takes."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt; ``digest`` tells one version of its file from another."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    version: str
    system: str
    human: str
    digest: str

    @property
    def template(self) -> ChatPromptTemplate:
        """The prompt as LangChain's template; values may hold braces."""
        from langchain_core.prompts import ChatPromptTemplate

        return ChatPromptTemplate([("system", self.system), ("human", self.human)])

    def messages(self, **values: str) -> list[BaseMessage]:
        """Return the messages with the variables filled.

        A value that stands between delimiters must not close them: see
        :mod:`hoidap.assistant.llm.evidence`.

        :raises PromptError: If a variable is missing or unknown.
        """
        if set(values) != set(self.variables):
            wanted, given = ", ".join(self.variables), ", ".join(sorted(values))
            raise PromptError(
                f"Lời nhắc “{self.name}” cần các biến: {wanted}; nhận được: {given}.",
                f"The prompt “{self.name}” takes the variables: {wanted}; given: {given}.",
            )
        return self.template.format_messages(**values)


def names() -> tuple[str, ...]:
    """Return the names of the prompts that ship, with their language, sorted.

    >>> names()[:2]
    ('answer.en', 'answer.vi')
    """
    files = resources.files("hoidap.prompts").iterdir()
    return tuple(sorted(file.name[:-3] for file in files if file.name.endswith(".md")))


def load(name: str, language: str) -> Prompt:
    """Load the prompt ``name`` in ``language``.

    :raises PromptError: If there is none, or its file is malformed.

    >>> load("answer", "vi").variables
    ('evidence', 'question')
    """
    return _load(f"{name}.{language}")


def digests() -> dict[str, str]:
    """Return the digest of every prompt that ships by its name: ``{"answer.en": …}``."""
    return {name: _load(name).digest for name in names()}


def _load(name: str) -> Prompt:
    if name not in names():
        known = ", ".join(names())
        raise PromptError(
            f"Không có lời nhắc “{name}”; hiện có: {known}.",
            f"There is no prompt “{name}”; there are: {known}.",
        )
    content = (
        resources.files("hoidap.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    )
    return parse(name, content)


def parse(name: str, content: str) -> Prompt:
    """Read a prompt out of ``content``.

    :raises PromptError: If a part is missing or malformed, or the declared variables are not
        those of the text.
    """
    try:
        parts = _FILE.fullmatch(content)
        if parts is None:
            raise ValueError(content)
        fields = tomllib.loads(parts["front"])
        system, human = parts["system"].strip(), parts["human"].strip()
        held = _variables(system) | _variables(human)
        prompt = Prompt(
            name,
            str(fields["purpose"]),
            tuple(sorted(fields["variables"])),
            str(fields["version"]),
            system,
            human,
            hashlib.sha256(content.encode()).hexdigest()[:12],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PromptError(
            f"Lời nhắc “{name}” cần phần đầu +++ … +++ với purpose, variables, version, rồi "
            "“## System” và “## Human”.",
            f"The prompt “{name}” needs its front matter +++ … +++ with purpose, variables, "
            "version, then “## System” and “## Human”.",
        ) from error
    if held != set(prompt.variables):
        declared = ", ".join(prompt.variables)
        raise PromptError(
            f"Lời nhắc “{name}”: biến khai báo ({declared}) khác biến trong văn bản.",
            f"The prompt “{name}” declares variables ({declared}) other than its text holds.",
        )
    return prompt


def _variables(text: str) -> set[str]:
    """Return what stands in braces in ``text``, with all that is said of it there."""
    return {
        f"{name}{conversion or ''}{form}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }
