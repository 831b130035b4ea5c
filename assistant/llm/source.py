"""What a language model is shown and may cite."""

from __future__ import annotations

from dataclasses import dataclass

from hoidap.assistant.answer import Citation
from hoidap.ingest.plan import Plan, Provision


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A passage that the model is shown under a number, and that a sentence may cite.

    ``provision`` is missing where the citation is of a plan's own particulars (its signer,
    its date).
    """

    marker: int
    citation: Citation
    plan: Plan
    provision: Provision | None
