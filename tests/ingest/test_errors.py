"""Failures speak both languages."""

from __future__ import annotations

import pytest

from hoidap.ingest.errors import DocumentError, UserError


def test_a_failure_holds_its_message_in_both_languages() -> None:
    error = UserError("tệp hỏng", "damaged file")
    assert error.message("vi") == "tệp hỏng"
    assert error.message("en") == "damaged file"
    assert str(error) == "tệp hỏng"


@pytest.mark.parametrize("language", ["", "fr", "VI"])
def test_any_other_language_is_answered_in_vietnamese(language: str) -> None:
    assert UserError("tệp hỏng", "damaged file").message(language) == "tệp hỏng"


def test_a_document_failure_is_a_user_failure() -> None:
    with pytest.raises(UserError) as caught:
        raise DocumentError("a", "b")
    assert caught.value.en == "b"
