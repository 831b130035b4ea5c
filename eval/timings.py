"""The timings of a benchmark: what they must reach, and their report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from hoidap.eval.report import REPORTS, prose, write_report
from hoidap.eval.tables import NONE, Label, Table, markdown, table

TIMES_FASTER = 20
ENCODES_FASTER = 200
AGAIN = 5
"""How often a question is asked again."""
PROCESS_SECONDS = 2
PROCESS_MB = 400


@dataclass(frozen=True, slots=True)
class AskTimes:
    """Milliseconds of one question, beside the plain pipeline's on the same questions."""

    questions: int
    median_ms: float
    p95_ms: float
    plain_median_ms: float
    plain_p95_ms: float
    times_faster: float
    times_faster_p95: float


@dataclass(frozen=True, slots=True)
class ProcessTimes:
    """A command as a fresh process: median wall time and the most memory of any run."""

    runs: int
    median_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class BuildTimes:
    """Seconds to build, models loaded; the median of ``runs`` beside the plain build."""

    documents: int
    passages: int
    runs: int
    median_s: float
    plain_chunks: int
    plain_s: float
    times_faster: float


@dataclass(frozen=True, slots=True)
class EncodeTimes:
    """Sentences of the documents that are turned into vectors in a second."""

    sentences: int
    per_s: float
    plain_per_s: float
    times_faster: float


@dataclass(frozen=True, slots=True)
class Bench:
    """All timings of one run; ``load`` is the machine's load average before it."""

    cores: int
    load: float
    threads: int
    python: str
    ask: AskTimes
    """Questions asked for the first time."""
    again: AskTimes
    """The same questions asked again: of several times the middle one."""
    ask_process: ProcessTimes
    build_process: ProcessTimes
    build: BuildTimes
    encode: EncodeTimes


def missed(bench: Bench) -> list[Label]:
    """Return the targets that ``bench`` misses, in words."""
    targets = [
        (
            bench.ask.times_faster >= TIMES_FASTER,
            Label(
                f"nhanh hơn {bench.ask.times_faster:.1f} lần, cần ít nhất {TIMES_FASTER}",
                f"{bench.ask.times_faster:.1f} times faster, at least {TIMES_FASTER} needed",
            ),
        ),
        (
            min(bench.again.times_faster, bench.again.times_faster_p95) >= TIMES_FASTER,
            Label(
                f"hỏi lại nhanh hơn {bench.again.times_faster:.1f} lần (p95 "
                f"{bench.again.times_faster_p95:.1f}), cần ít nhất {TIMES_FASTER}",
                f"asked again {bench.again.times_faster:.1f} times faster (p95 "
                f"{bench.again.times_faster_p95:.1f}), at least {TIMES_FASTER} needed",
            ),
        ),
        (
            bench.encode.times_faster >= ENCODES_FASTER,
            Label(
                f"nhúng nhanh hơn {bench.encode.times_faster:.0f} lần, "
                f"cần ít nhất {ENCODES_FASTER}",
                f"encodes {bench.encode.times_faster:.0f} times faster, "
                f"at least {ENCODES_FASTER} needed",
            ),
        ),
        (
            bench.ask_process.median_s < PROCESS_SECONDS,
            Label(
                f"`hoidap ask` mất {bench.ask_process.median_s:.2f} giây, "
                f"cần dưới {PROCESS_SECONDS}",
                f"`hoidap ask` takes {bench.ask_process.median_s:.2f} s, "
                f"less than {PROCESS_SECONDS} needed",
            ),
        ),
        (
            bench.ask_process.peak_mb < PROCESS_MB,
            Label(
                f"`hoidap ask` chiếm {bench.ask_process.peak_mb:.0f} MB, cần dưới {PROCESS_MB}",
                f"`hoidap ask` holds {bench.ask_process.peak_mb:.0f} MB, "
                f"less than {PROCESS_MB} needed",
            ),
        ),
    ]
    return [label for reached, label in targets if not reached]


def write_bench(bench: Bench, folder: Path = REPORTS) -> None:
    """Write ``bench.md`` and ``bench.json`` into ``folder``.

    :raises UserError: If they cannot be written.
    """
    text = prose("bench").format(bench=bench, questions=bench.ask.questions, again=AGAIN)
    text += "\n".join(markdown(table) for table in tables(bench))
    write_report("bench", text, asdict(bench), folder)


def tables(bench: Bench) -> list[Table]:
    """Return the timings as tables."""
    build, one, made = bench.build, bench.ask_process, bench.build_process
    measure_label = "Phép đo · Measure"
    beside = (measure_label, "Hỏi Đáp", "LangChain", "Nhanh hơn · Faster")
    return [
        table(
            "Hỏi một câu, chương trình đã chạy · One question, warm",
            beside,
            (
                *_ask_rows(bench.ask, "lần đầu", "the first time"),
                *_ask_rows(bench.again, "hỏi lại", "asked again"),
            ),
        ),
        table(
            "Dựng chỉ mục, mô hình đã nạp · Building the index, models loaded",
            beside,
            (
                (
                    f"{build.documents} văn bản · {build.documents} documents",
                    f"{build.median_s} s",
                    f"{build.plain_s} s",
                    f"{build.times_faster} ×",
                ),
                ("Đoạn · Passages", str(build.passages), str(build.plain_chunks), NONE),
            ),
        ),
        table(
            "Nhúng câu, mô hình đã nạp · Encoding sentences, models loaded",
            beside,
            (
                (
                    Label(
                        f"{bench.encode.sentences} câu, số câu một giây",
                        f"{bench.encode.sentences} sentences, how many a second",
                    ),
                    f"{bench.encode.per_s:.0f}",
                    f"{bench.encode.plain_per_s:.1f}",
                    f"{bench.encode.times_faster:.0f} ×",
                ),
            ),
        ),
        table(
            "Lệnh chạy từ đầu · Fresh processes",
            (measure_label, "Thời gian · Wall time", "Bộ nhớ · Peak memory"),
            (
                (
                    f"`hoidap ask`, {one.runs} lần · `hoidap ask`, {one.runs} runs",
                    f"{one.median_s} s",
                    f"{one.peak_mb} MB",
                ),
                ("`hoidap build`", f"{made.median_s} s", f"{made.peak_mb} MB"),
            ),
        ),
    ]


def _ask_rows(ask: AskTimes, vi: str, en: str) -> tuple[tuple[Label | str, ...], ...]:
    """Return the median's and the 95th percentile's row of questions asked ``vi``, ``en``."""
    head_vi, head_en = f"{ask.questions} câu {vi}", f"{ask.questions} questions {en}"
    return (
        (
            f"{head_vi}, trung vị · {head_en}, median",
            f"{ask.median_ms} ms",
            f"{ask.plain_median_ms} ms",
            f"{ask.times_faster} ×",
        ),
        (
            f"{head_vi}, p95 · {head_en}, p95",
            f"{ask.p95_ms} ms",
            f"{ask.plain_p95_ms} ms",
            f"{ask.times_faster_p95} ×",
        ),
    )


def rounded(value: float) -> float:
    """Round to three significant digits: more is noise."""
    return float(f"{value:.3g}")
