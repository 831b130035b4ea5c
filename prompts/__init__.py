"""What a language model is told: one Markdown file a prompt, front matter above it.

The front matter is TOML between ``+++`` lines: ``purpose``, ``variables``, ``version``.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from string import Template

from ingest.errors import UserError


class PromptError(UserError):
    """A prompt is missing or malformed."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: ``text`` holds ``$variables``; ``digest`` tells one version from another."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    version: str
    text: str
    digest: str

    def fill(self, **values: str) -> str:
        """Return the text with its variables filled.

        :raises PromptError: If a variable is missing or unknown.
        """
        if set(values) != set(self.variables):
            wanted, given = ", ".join(self.variables), ", ".join(sorted(values))
            raise PromptError(
                f"Lời nhắc “{self.name}” cần các biến: {wanted}; nhận được: {given}.",
                f"The prompt “{self.name}” takes the variables: {wanted}; given: {given}.",
            )
        return Template(self.text).substitute(values)


def names() -> tuple[str, ...]:
    """Return the names of the prompts that ship, sorted."""
    files = resources.files("prompts").iterdir()
    return tuple(sorted(file.name[:-3] for file in files if file.name.endswith(".md")))


def load(name: str) -> Prompt:
    """Load the prompt ``name``.

    :raises PromptError: If there is none, or its front matter is malformed.

    >>> load("answer").variables
    ('evidence', 'language', 'question')
    """
    if name not in names():
        known = ", ".join(names())
        raise PromptError(
            f"Không có lời nhắc “{name}”; hiện có: {known}.",
            f"There is no prompt “{name}”; there are: {known}.",
        )
    content = resources.files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    return parse(name, content)


def parse(name: str, content: str) -> Prompt:
    """Read a prompt out of ``content``.

    :raises PromptError: If the front matter is missing or malformed, or its variables are
        not those of the text.
    """
    try:
        _, front, text = content.split("+++\n", 2)
        fields = tomllib.loads(front)
        variables = tuple(sorted(fields["variables"]))
        prompt = Prompt(
            name,
            str(fields["purpose"]),
            variables,
            str(fields["version"]),
            text.strip() + "\n",
            hashlib.sha256(content.encode()).hexdigest()[:12],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PromptError(
            f"Lời nhắc “{name}” thiếu phần đầu +++ … +++ với purpose, variables, version.",
            f"The prompt “{name}” lacks its front matter +++ … +++ with purpose, variables, "
            "version.",
        ) from error
    declared = ", ".join(variables)
    if set(Template(prompt.text).get_identifiers()) != set(variables):
        raise PromptError(
            f"Lời nhắc “{name}”: biến khai báo ({declared}) khác biến trong văn bản.",
            f"The prompt “{name}” declares variables ({declared}) other than its text holds.",
        )
    return prompt
