"""Nothing leaves this machine with the default settings, whatever is done."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hoidap.helpers import ASKED, COMMAND, ROOT, SECONDS, environment, run, write_lines

# Python looks this module up when it starts, before anything else.  The events are raised by
# the interpreter itself, below every library.
GUARD = """
import ipaddress, os, sys

def local(host):
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        host = host.decode() if isinstance(host, bytes) else host
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path, or connected before
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if not local(host):
        with open(os.environ["OUTSIDE"], "a") as file:
            print(event, host, file=file)
        raise OSError(f"outside: {event} {host}")

sys.addaudithook(guard)
with open(os.environ["OUTSIDE"] + ".guarded", "a") as file:
    print(*sys.argv, file=file)
"""

TRIES = {
    "connect": "socket.socket().connect(('192.0.2.1', 80))",
    "connect_ex": "socket.socket().connect_ex(('192.0.2.1', 80))",
    "sendto": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "getaddrinfo": "socket.getaddrinfo('hub.example', 443)",
    "IPv6": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
    "asyncio": "asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
    "urllib": "urllib.request.urlopen('http://hub.example/')",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the settings under which a Python process is guarded."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {"PYTHONPATH": f"{folder}:{ROOT}", "OUTSIDE": str(folder / "outside")}


@contextmanager
def nothing_outside(guarded: dict[str, str]) -> Iterator[None]:
    """Check that guarded processes ran meanwhile, and that none of them reached out."""
    outside = Path(guarded["OUTSIDE"])
    started = outside.with_name("outside.guarded")
    outside.unlink(missing_ok=True)
    started.unlink(missing_ok=True)
    yield
    assert not outside.exists(), outside.read_text()
    assert started.read_text()


@pytest.mark.parametrize("way", TRIES)
def test_the_guard_stops_and_records_an_outside_connection(
    guarded: dict[str, str], way: str
) -> None:
    code = f"import asyncio, socket, urllib.request\n{TRIES[way]}"
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1|hub\.example|2001:db8::1"):
        with nothing_outside(guarded):
            done = subprocess.run(
                [sys.executable, "-c", code],
                env=environment(**guarded),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 1
            assert "outside: " in done.stderr


def test_building_asking_and_evaluating_stay_on_this_machine(
    guarded: dict[str, str], tmp_path: Path
) -> None:
    index = ("--index", tmp_path / "index")
    asked = write_lines(tmp_path / "in.jsonl", [{"id": "1", "question": ASKED}])
    with nothing_outside(guarded):
        for arguments in (
            ("build", ROOT / "documents", *index),
            ("ask", ASKED, *index),
            ("batch", asked, tmp_path / "out.jsonl", *index),
            ("eval", "answers", *index),
        ):
            done = run(*arguments, cwd=tmp_path, env=guarded)
            assert done.returncode == 0, done.stderr.decode()
    assert "Sở Khoa học và Công nghệ" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_chatting_stays_on_this_machine(
    guarded: dict[str, str], tmp_path: Path, built_index: Path
) -> None:
    command = [*COMMAND, "chat", "--index", str(built_index), "--port", "0"]
    env = environment(**guarded, PYTHONUNBUFFERED="1")
    with (
        nothing_outside(guarded),
        subprocess.Popen(
            command, cwd=tmp_path, env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as server,
    ):  # fmt: skip
        try:
            assert server.stdout is not None
            lines = iter(server.stdout.readline, "")
            found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in lines)
            address = next(filter(None, found)).group()
            page = fetch(address)
            assert "Trang này biết 5 văn bản" in page
            for source in set(re.findall(r"(?:src|href)=\"\.?(/[^\"]+)\"", page)):
                fetch(address + source)
            assert "Sở Khoa học và Công nghệ chủ trì" in asked_on_page(address, ASKED)
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=SECONDS)


def fetch(address: str, body: object = None) -> str:
    """Return what is at ``address``; ``body``, if any, is posted as JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        text: str = response.read().decode()
    return text


def asked_on_page(address: str, question: str) -> str:
    """Ask as the page does: join the queue, then read what comes until it is done."""
    asking = next(
        item
        for item in json.loads(fetch(f"{address}/config"))["dependencies"]
        if item["api_name"] == "ask"
    )
    event = {
        "data": [question, None, None],
        "fn_index": asking["id"],
        "session_hash": "guarded",
        "event_data": None,
        "trigger_id": asking["targets"][0][0],
    }
    fetch(f"{address}/gradio_api/queue/join", event)
    events = fetch(f"{address}/gradio_api/queue/data?session_hash=guarded")
    messages = [json.loads(line[6:]) for line in events.splitlines() if line[:6] == "data: "]
    assert any(item["msg"] == "process_completed" and item["success"] for item in messages)
    return json.dumps(messages, ensure_ascii=False)
