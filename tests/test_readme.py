"""The README quotes figures of the committed reports, and quotes them right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quoted_figures import figure_faults, figures, quotes_figures

README = Path(__file__).parent.parent / "README.md"


@pytest.mark.skipif(not README.exists(), reason="there is no README.md")
def test_readme_quotes_figures_of_the_committed_reports() -> None:
    text = README.read_text(encoding="utf-8")
    assert quotes_figures(text)
    assert figure_faults(text, figures()) == []
