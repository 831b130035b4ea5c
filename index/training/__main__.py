"""Train the embedding that ships, measure it, write its model card."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from pathlib import Path

from hoidap.index.embedding import MODEL_FOLDER, StaticEmbedder
from hoidap.index.training import pairs
from hoidap.index.training.card import model_card
from hoidap.index.training.measure import measure
from hoidap.index.training.reproduction import write_reproduction
from hoidap.index.training.train import Material, Recipe, save, train, train_tokenizer

log = logging.getLogger("hoidap.index.training")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m hoidap.index.training", description=__doc__
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of training data")
    parser.add_argument("--output", type=Path, required=True, help="model folder to write")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--glossary", type=Path, help="bilingual glossary (TOML)")
    parser.add_argument(
        "--exclude",
        type=Path,
        action="append",
        default=[],
        metavar="CORPUS",
        help="corpus.jsonl whose articles stay out of training; may be repeated",
    )
    parser.add_argument(
        "--benchmark",
        type=Path,
        metavar="FOLDER",
        help="BEIR folder to measure on; its corpus stays out of training",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FOLDER",
        help="write training.md and .json: the figures beside those of the model that ships",
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    excluded = list(options.exclude)
    if options.benchmark:
        excluded.append(options.benchmark / "corpus.jsonl")
    recipe = Recipe(seed=options.seed, epochs=options.epochs)
    try:
        translations, held_out = pairs.read_translations(options.data)
        glossary = pairs.read_glossary(options.glossary) if options.glossary else []
        material = Material(pairs.read_articles(options.data, excluded), translations, glossary)
    except (OSError, ValueError) as error:
        log.error("%s: %s", parser.prog, error)
        return 1
    tokenizer = train_tokenizer(material.texts(), recipe.vocabulary)
    kinds = material.kinds(recipe)
    for kind, found in kinds.items():
        log.info("%7d pairs %s", len(found), kind)
    start = time.perf_counter()
    save(train(kinds, tokenizer, recipe), tokenizer, options.output)
    log.info("trained in %.0f s", time.perf_counter() - start)
    figures = measure(options.output, held_out, options.benchmark)
    log.info("%s", figures)
    if options.report:
        shipped = measure(MODEL_FOLDER, held_out, options.benchmark)
        hashes = {StaticEmbedder.load(place).hash for place in (MODEL_FOLDER, options.output)}
        write_reproduction(shipped, figures, options.report, identical=len(hashes) == 1)
    counts = {kind: len(found) for kind, found in kinds.items()}
    card = model_card(recipe, counts, material, figures)
    (options.output / "README.md").write_text(card, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
