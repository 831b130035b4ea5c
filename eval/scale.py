"""The figures of a measurement at scale: what they must reach, and their report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hoidap.eval.report import REPORTS, prose, write_report
from hoidap.eval.tables import Label, Table, markdown

ASK_SECONDS, ASK_MB = 1.2, 300
SEARCH_MS = 30
ANSWER_MS = 60
BUILDS_PER_SECOND = 60
REBUILD_SHARE = 0.05
THREADS_SHARE = 0.8
MEMORY_GROWTH = 1.1
MILLION_MS, MILLION_MB = 60, 1536


@dataclass(frozen=True, slots=True)
class Size:
    """An index of so many documents; times in seconds or milliseconds, sizes in 2**20 bytes.

    ``search`` and ``answer`` are 95th percentiles of a warm process, with a province as a
    filter (``_within``) or named in the question, and without; ``ask`` is the command as a
    fresh process.
    """

    documents: int
    passages: int
    build_s: float
    build_per_s: float
    rebuild_s: float
    index_mb: float
    open_ms: float
    ask_s: float
    ask_mb: float
    search_ms: float
    search_within_ms: float
    answer_ms: float
    answer_within_ms: float


@dataclass(frozen=True, slots=True)
class Threads:
    """Questions answered in a second by so many threads, and the share of one thread's."""

    documents: int
    threads: int
    per_s: float
    share: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process holds after the first tenth of so many questions, and after all."""

    documents: int
    questions: int
    early_mb: float
    late_mb: float


@dataclass(frozen=True, slots=True)
class Many:
    """Passages made directly: the 95th percentiles of a search, and the most memory."""

    passages: int
    build_s: float
    index_mb: float
    search_ms: float
    search_within_ms: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Scale:
    """All figures of one run; ``load`` is the machine's load average before it."""

    cores: int
    load: float
    sizes: tuple[Size, ...]
    threads: tuple[Threads, ...]
    memory: Memory | None
    many: Many | None

    @property
    def growth(self) -> dict[str, float]:
        """With which power of the number of documents each figure grows."""
        names = (
            "build_s", "rebuild_s", "index_mb", "open_ms", "ask_s", "ask_mb", "search_ms",
            "search_within_ms", "answer_ms", "answer_within_ms",
        )  # fmt: skip
        counts = [size.documents for size in self.sizes]
        return {n: exponent(counts, [getattr(size, n) for size in self.sizes]) for n in names}


def exponent(counts: Sequence[int], values: Sequence[float]) -> float:
    """Return the slope of ``values`` over ``counts``, both as logarithms; 0 for one point.

    >>> exponent([1, 10, 100], [2.0, 20.0, 200.0])
    1.0
    """
    xs, ys = [math.log(count) for count in counts], [math.log(max(v, 1e-9)) for v in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return round(slope / spread, 2) if spread else 0.0


def missed(scale: Scale) -> list[Label]:
    """Return the targets that ``scale`` misses, in words."""
    targets: list[tuple[bool, str, str, str]] = []
    for size in scale.sizes:
        at = f"{size.documents}"
        few = size.documents < 100  # starting the processes takes longer than reading
        targets += [
            (size.ask_s < ASK_SECONDS, at, "hoidap ask", f"{size.ask_s} s"),
            (size.ask_mb < ASK_MB, at, "hoidap ask", f"{size.ask_mb} MB"),
            (size.search_ms < SEARCH_MS, at, "search p95", f"{size.search_ms} ms"),
            (size.search_within_ms < SEARCH_MS, at, "p95", f"{size.search_within_ms} ms"),
            (size.answer_ms < ANSWER_MS, at, "answer p95", f"{size.answer_ms} ms"),
            (size.answer_within_ms < ANSWER_MS, at, "p95", f"{size.answer_within_ms} ms"),
            (
                few or size.build_per_s >= BUILDS_PER_SECOND,
                at,
                "build",
                f"{size.build_per_s}/s",
            ),
            (
                few or size.rebuild_s < REBUILD_SHARE * size.build_s,
                at,
                "rebuild",
                f"{size.rebuild_s} s",
            ),
        ]
    for found in scale.threads:
        reached = found.share >= THREADS_SHARE
        targets.append(
            (reached, f"{found.documents}", f"{found.threads} threads", f"{found.share}")
        )
    if (memory := scale.memory) is not None:
        reached = memory.late_mb <= MEMORY_GROWTH * memory.early_mb
        targets.append((reached, f"{memory.documents}", "memory", f"{memory.late_mb} MB"))
    if (many := scale.many) is not None:
        slowest = max(many.search_ms, many.search_within_ms)
        targets.append((slowest < MILLION_MS, f"{many.passages}", "p95", f"{slowest} ms"))
        targets.append(
            (many.peak_mb < MILLION_MB, f"{many.passages}", "memory", f"{many.peak_mb} MB")
        )
    return [
        Label(f"{at}: {what} {value}", f"{at}: {what} {value}")
        for reached, at, what, value in targets
        if not reached
    ]


def write_scale(scale: Scale, folder: Path = REPORTS) -> None:
    """Write ``scale.md`` and ``scale.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    text = prose("scale").format(scale=scale) + "\n".join(
        markdown(table) for table in tables(scale)
    )
    sizes = {str(size.documents): asdict(size) for size in scale.sizes}
    data = {**asdict(scale), "sizes": sizes, "growth": scale.growth}
    write_report("scale", text, data, folder)


_MEASURES = (
    ("passages", Label("Đoạn", "Passages"), ""),
    ("build_s", Label("Dựng chỉ mục", "Build"), " s"),
    ("build_per_s", Label("Văn bản mỗi giây", "Documents a second"), ""),
    ("rebuild_s", Label("Dựng lại, một văn bản đổi", "Rebuild, one document changed"), " s"),
    ("index_mb", Label("Chỉ mục", "Index"), " MB"),
    ("open_ms", Label("Mở chỉ mục", "Open"), " ms"),
    ("ask_s", Label("`hoidap ask`, tiến trình mới", "`hoidap ask`, fresh process"), " s"),
    ("ask_mb", Label("… bộ nhớ", "… memory"), " MB"),
    ("search_ms", Label("Tìm, p95", "Search, p95"), " ms"),
    ("search_within_ms", Label("… trong một tỉnh", "… within a province"), " ms"),
    ("answer_ms", Label("Trả lời, p95", "Answer, p95"), " ms"),
    ("answer_within_ms", Label("… nêu tên tỉnh", "… a province named"), " ms"),
)


def tables(scale: Scale) -> list[Table]:
    """Return the figures as tables."""
    growth = scale.growth
    measure = Label("Phép đo", "Measure")
    columns = [Label(f"{s.documents} văn bản", f"{s.documents} documents") for s in scale.sizes]
    found = [
        Table(
            Label("Theo số văn bản", "By the number of documents"),
            (measure, *columns, Label("Số mũ tăng", "Growth exponent")),
            tuple(
                (
                    label,
                    *(f"{getattr(size, name)}{unit}" for size in scale.sizes),
                    str(growth.get(name, "–")),
                )
                for name, label, unit in _MEASURES
            ),
        )
    ]
    if scale.threads:
        found.append(
            Table(
                Label("Nhiều luồng cùng hỏi", "Several threads asking"),
                (
                    Label("Văn bản", "Documents"),
                    Label("Luồng", "Threads"),
                    Label("Câu mỗi giây", "Questions a second"),
                    Label("So với một luồng", "Share of one thread's"),
                ),
                tuple(
                    (str(t.documents), str(t.threads), str(t.per_s), str(t.share))
                    for t in scale.threads
                ),
            )
        )
    rows: list[tuple[Label | str, ...]] = []
    if (memory := scale.memory) is not None:
        vi = f"Bộ nhớ sau {memory.questions // 10} và {memory.questions} câu hỏi"
        en = f"Memory after {memory.questions // 10} and {memory.questions} questions"
        rows.append((Label(vi, en), f"{memory.early_mb} MB", f"{memory.late_mb} MB"))
    if (many := scale.many) is not None:
        rows += [
            (
                Label(
                    f"{many.passages} đoạn: tìm, p95", f"{many.passages} passages: search, p95"
                ),
                f"{many.search_ms} ms",
                f"{many.search_within_ms} ms",
            ),
            (
                Label("… bộ nhớ, chỉ mục", "… memory, index"),
                f"{many.peak_mb} MB",
                f"{many.index_mb} MB",
            ),
        ]
    if rows:
        blank = Label("", "")
        found.append(Table(Label("Khác", "Further"), (measure, blank, blank), tuple(rows)))
    return found
