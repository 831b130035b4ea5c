"""The chat page beside a real model server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, served
from tests.real_model_server import ModelServer

TBT = "Ai chủ trì cung cấp thông tin TBT ở Thanh Hóa?"


@pytest.fixture(scope="module")
def address(built_index: Path, random_llama_server: ModelServer) -> Iterator[str]:
    """Return the address of a page that begins with the model."""
    with served(
        built_index, "--engine", "llm", HOIDAP_LLM_MODEL=random_llama_server.model,
        HOIDAP_LLM_BASE_URL=random_llama_server.base_url, HOIDAP_LLM_MAX_TOKENS="60",
    ) as address:  # fmt: skip
        yield address


def test_a_whole_turn(visit: Visit) -> None:
    """It babbles, no sentence of it passes: the quoted answer comes, and says so."""
    visit.ask(TBT)
    answer = visit.page.locator("#thread .answer")
    expect(answer).to_contain_text("Sở Khoa học và Công nghệ chủ trì")
    expect(answer.locator(".note")).to_contain_text("Không câu nào của mô hình")
    answer.locator(".cite").first.click()
    expect(visit.page.locator("#panel mark").first).to_be_visible()


def test_a_refusal(visit: Visit) -> None:
    visit.ask("Ai là tổng thống Mỹ?")
    expect(visit.page.locator("#thread .is-refusal")).to_be_visible()
