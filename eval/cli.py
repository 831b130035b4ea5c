"""What ``hoidap eval`` runs; the command line itself is in ``hoidap``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoidap import prompts
from hoidap.eval.answers import Progress, evaluate
from hoidap.eval.gold import GOLD, check_evidence, load_gold
from hoidap.eval.report import render, to_dict, write_answers
from hoidap.eval.retrieval import SYSTEMS
from hoidap.eval.retrieval import compare as compare_retrieval
from hoidap.eval.tables import terminal
from hoidap.eval.targets import missed

if TYPE_CHECKING:
    from hoidap.assistant.engine import Assistant
    from hoidap.assistant.llm.engine import LLMAssistant
    from hoidap.assistant.llm.settings import LLMSettings


def run_answers(  # noqa: PLR0913
    index: Path,
    gold: Path | None = None,
    *,
    model: LLMSettings | None = None,
    language: str = "vi",
    as_json: bool = False,
    failures: bool = False,
    compare: bool = True,
    report_folder: Path | None = None,
    progress: Progress | None = None,
) -> tuple[str, list[str]]:
    """Evaluate the assistant over ``index`` on the gold questions.

    :param gold: a file or folder of gold questions; ``None`` for the shipped ones
    :param model: have this language model write the answers
    :param language: of tables and messages
    :param as_json: return JSON, the milliseconds included, in place of tables
    :param failures: list the questions that are not right, with the reasons
    :param compare: ask the plain pipeline as well
    :param report_folder: write ``answers.md`` and ``answers.json`` there
    :param progress: told how many questions of all runs are done
    :returns: what to print, and a line for every target that is missed
    :raises UserError: If index or gold questions cannot be used.
    """
    from hoidap.assistant.engine import Assistant

    questions = load_gold(GOLD if gold is None else gold)
    assistant = Assistant.open(index)
    check_evidence(questions, assistant.index.texts)
    report = evaluate(
        _written_by(model, assistant) if model else assistant,
        questions,
        compare=compare,
        index=assistant.index,
        progress=progress,
    )
    if report_folder is not None:
        write_answers(report, report_folder)
    short = [label.text(language) for label in missed(report)]
    if as_json:
        data = {**to_dict(report, timings=True), "missed": short}
        if model:
            data["llm"] = {"model": model.model, "prompts": prompts.digests()}
        if failures:
            data["failures"] = [
                {
                    "id": outcome.question.id,
                    "unaccented": run is report.unaccented,
                    "answer": outcome.answer.answer if outcome.answer else None,
                    "reasons": [[failure.code, failure.detail] for failure in outcome.failures],
                }
                for run in (report.engine, report.unaccented)
                for outcome in run.failed
            ]
        return _json(data), short
    return render(report, language, failures=failures), short


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _written_by(model: LLMSettings, assistant: Assistant) -> LLMAssistant:
    from hoidap.assistant.llm.engine import LLMAssistant

    return LLMAssistant(assistant, model)


def run_records(
    *, language: str = "vi", as_json: bool = False, report_folder: Path | None = None
) -> tuple[str, list[str]]:
    """Score what is read off the shipped documents against the gold records.

    :param report_folder: write ``records.md`` and ``records.json`` there
    :returns: what to print, and a line for every target that is missed
    :raises UserError: If documents or gold records cannot be read.
    """
    from hoidap.eval import records_report
    from hoidap.eval.record_pages import score_pages
    from hoidap.eval.records import score_records

    scores = {**score_records(), "page": score_pages()}
    return _told(records_report, scores, language, as_json, report_folder)


def run_faithfulness(
    index: Path,
    *,
    language: str = "vi",
    as_json: bool = False,
    report_folder: Path | None = None,
    progress: Progress | None = None,
) -> tuple[str, list[str]]:
    """Measure the check of sentences that a model writes, over the gold questions.

    :param report_folder: write ``faithfulness.md`` and ``faithfulness.json`` there
    :param progress: told how many gold questions are done
    :returns: what to print, and a line for every target that is missed
    :raises UserError: If index or gold questions cannot be used.
    """
    from hoidap.assistant.engine import Assistant
    from hoidap.eval import faithfulness_report
    from hoidap.eval.faithfulness import measure

    questions = load_gold()
    assistant = Assistant.open(index)
    check_evidence(questions, assistant.index.texts)
    report = measure(assistant, questions, progress=progress)
    return _told(faithfulness_report, report, language, as_json, report_folder)


def _told(
    of: Any,  # noqa: ANN401 - the module of the report
    found: Any,  # noqa: ANN401
    language: str,
    as_json: bool,
    folder: Path | None,
) -> tuple[str, list[str]]:
    """Write the report on what was ``found`` and return what to print, and what is missed."""
    if folder is not None:
        of.write(found, folder)
    short = [label.text(language) for label in of.missed(found)]
    if as_json:
        return _json({**of.to_dict(found), "missed": short}), short
    return terminal(of.tables(found), language) + "\n", short


def run_beir_answers(
    folder: Path,
    *,
    language: str = "vi",
    as_json: bool = False,
    failures: bool = False,
    progress: Progress | None = None,
) -> str:
    """Ask the questions of the BEIR benchmark in ``folder``; return what to print.

    :param failures: list the questions whose answer or citation is not the gold one
    :param progress: told how many questions are done
    :raises UserError: If the folder cannot be used.
    """
    from hoidap.eval import beir_answers

    figures = beir_answers.evaluate(folder, progress=progress)
    if as_json:
        data = beir_answers.to_dict(figures, failures=failures)
        return _json(data)
    tables = [beir_answers.table(figures)]
    if failures:
        tables.append(beir_answers.failures_table(figures))
    return terminal(tables, language)


def run_retrieval(  # noqa: PLR0913
    folder: Path,
    system: str | None = None,
    *,
    compare: bool = False,
    segment: bool = False,
    language: str = "vi",
    as_json: bool = False,
    report_folder: Path | None = None,
) -> str:
    """Evaluate retrieval on the BEIR benchmark in ``folder``; return what to print.

    :param system: of :data:`.retrieval.SYSTEMS`, or an embedding model; without one all
        of them are compared
    :param compare: compare the product's systems and ``system``
    :param segment: give a model texts segmented into words
    :param language: of the table
    :param as_json: return JSON: the figures of ``system`` (by default of the product's
        search); in a comparison also ``compared``, those of each, and ``gains``, what
        hybrid search is better by
    :param report_folder: write a comparison's ``retrieval.md`` and ``retrieval.json`` there
    :raises UserError: If there is no such system or the folder cannot be used.
    """
    from hoidap.eval import retrieval_report

    compare = compare or system is None or report_folder is not None
    systems = dict.fromkeys((*(SYSTEMS if compare else ()), system or "hybrid"))
    compared = compare_retrieval(folder, list(systems), segment=segment)
    figures = compared.figures(system or "hybrid")
    if not compare:
        return (
            json.dumps(figures) + "\n"
            if as_json
            else retrieval_report.one_system(figures, language)
        )
    each = [compared.figures(name) for name in systems]
    gains = [compared.gain("hybrid", other) for other in systems if other != "hybrid"]
    if report_folder is not None:
        retrieval_report.write_comparison(folder.resolve().name, each, gains, report_folder)
    if as_json:
        return json.dumps({**figures, "compared": each, "gains": gains}) + "\n"
    return retrieval_report.comparison(each, gains, language)
