"""Files in every encoding that Vietnamese text comes in; files that are no text."""

from __future__ import annotations

import codecs
import random
import struct
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from hoidap.ingest import readers as readers_module
from hoidap.ingest.errors import DocumentError
from hoidap.ingest.readers import read_source, readers
from hoidap.ingest.readers.plain import decode_text
from hoidap.ingest.source import source_from_text

TEXT = "Số: 12/KH-UBND\n\nThanh Hóa, ngày 5 tháng 6 năm 2026\n\n“Đẩy mạnh” – chất lượng\n"


TONES = "\u0300\u0301\u0303\u0309\u0323"


def to_windows_1258(text: str) -> bytes:
    """Encode as Windows does: tone marks that its table lacks composed stand alone."""
    encoded = bytearray()
    for char in unicodedata.normalize("NFC", text):
        try:
            encoded += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            letter = "".join(part for part in parts if part not in TONES)
            tones = "".join(part for part in parts if part in TONES)
            encoded += (unicodedata.normalize("NFC", letter) + tones).encode("cp1258")
    return bytes(encoded)


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16 le": lambda text: text.encode("utf-16-le"),
    "utf-16 be": lambda text: text.encode("utf-16-be"),
    "utf-16 le with mark": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 be with mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "crlf utf-16": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
}


@pytest.mark.parametrize("encoder", ENCODERS.values(), ids=ENCODERS.keys())
def test_the_text_does_not_depend_on_the_encoding(encoder: Callable[[str], bytes]) -> None:
    assert decode_text(encoder(TEXT)) == TEXT


def test_windows_1258_reads_as_the_same_text_composed() -> None:
    data = to_windows_1258(TEXT)
    assert data != TEXT.encode()
    assert unicodedata.normalize("NFC", decode_text(data)) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(500), id="image"
        ),
        pytest.param(
            b"PK\x03\x04\x14\0\0\0\x08\0" + zlib.compress(TEXT.encode() * 9), id="zip"
        ),
        pytest.param(b"\x7fELF\x02\x01\x01" + b"\0" * 9 + bytes(range(256)), id="program"),
        pytest.param(b"\0" * 1000, id="zeros"),
        pytest.param(struct.pack("<300I", *range(300)), id="numbers"),
        pytest.param(zlib.compress(TEXT.encode() * 50), id="compressed"),
        pytest.param(random.Random(2).randbytes(4000), id="noise"),
        pytest.param(b"Plan in English \x8d\x8e\xfe", id="an encoding not known"),
        pytest.param("Sở Y tế".encode("utf-16-le") + b"x", id="half a letter of utf-16"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", id="broken utf-16"),
        pytest.param(TEXT.encode() + b"\xc4", id="utf-8 cut in a letter"),
        pytest.param(TEXT.encode("utf-8") + b"\0\0\0", id="utf-8 with zeros"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="binary"):
        decode_text(data)


def test_text_in_ascii_alone_is_read() -> None:
    assert decode_text(b"Plan for 2026\n") == "Plan for 2026\n"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT", ".Md"])
def test_a_file_is_read_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"kế hoạch{suffix}"
    path.write_text(TEXT, encoding="utf-8")
    source = read_source(path)
    assert (source.name, source.text, source.nfc) == (path.name, TEXT, TEXT)
    assert source.offsets == ()


def refusal(path: Path) -> DocumentError:
    """Return the failure that reading ``path`` ends in; both messages name the file."""
    with pytest.raises(DocumentError) as caught:
        read_source(path)
    for message in (caught.value.vi, caught.value.en):
        assert path.name in message
        assert "\n" not in message
    assert caught.value.vi != caught.value.en
    return caught.value


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan", "plan.txt.gz"])
def test_an_unknown_format_is_refused_with_those_known(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    error = refusal(path)
    for message in (error.vi, error.en):
        assert path.suffix in message
        assert all(suffix in message for suffix in readers())


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "rỗng.txt"
    path.write_bytes(data)
    error = refusal(path)
    assert "không có chữ" in error.vi
    assert "no text" in error.en


def test_a_binary_file_is_refused_with_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ảnh.txt"
    path.write_bytes(random.Random(3).randbytes(3000))
    error = refusal(path)
    assert "UTF-8" in error.vi
    assert "Windows-1258" in error.en


def test_a_file_over_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers_module, "MAX_BYTES", 2 * 2**20)
    path = tmp_path / "to.txt"
    path.write_bytes(b"a" * (3 * 2**20))
    error = refusal(path)
    for message in (error.vi, error.en):
        assert "3 MB" in message
        assert "2 MB" in message


def test_a_file_at_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "vừa.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(readers_module, "MAX_BYTES", path.stat().st_size)
    assert read_source(path).text == TEXT
    monkeypatch.setattr(readers_module, "MAX_BYTES", path.stat().st_size - 1)
    refusal(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refusal(tmp_path / "không có.txt")
    folder = tmp_path / "thư mục.txt"
    folder.mkdir()
    refusal(folder)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kín.txt"
    path.write_text(TEXT, encoding="utf-8")

    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    error = refusal(path)
    assert "quyền" in error.vi
    assert "Permission denied" in error.en


def test_decomposed_text_keeps_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "Sở Y tế, Đồng Nai")
    source = source_from_text("a.txt", text)
    assert source.text == text
    assert source.nfc == "Sở Y tế, Đồng Nai"
    assert len(source.offsets) == len(source.nfc) + 1
    start = source.nfc.index("tế")
    first, last = source.span(start, start + 2)
    assert text[first:last] == "te\u0302\u0301"
    assert source.span(0, len(source.nfc)) == (0, len(text))


def test_marks_that_do_not_compose_stay_with_their_letter() -> None:
    source = source_from_text("a.txt", "x\u0323\u0301 e\u0301")
    assert source.nfc == unicodedata.normalize("NFC", source.text)
    place = source.nfc.index("é")
    first, last = source.span(place, place + 1)
    assert source.text[first:last] == "e\u0301"
