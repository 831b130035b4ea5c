"""Train the static embedding with sentence-transformers and write it in eight bits.

A static embedding gives every token one vector and a text the mean of its tokens'
vectors.  What it knows of meaning it learns from pairs alone (:mod:`.pairs`):
the two texts of a pair shall lie closer than any two others of the batch.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from datasets import Dataset, DatasetDict
from safetensors.numpy import save_file
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import (
    MatryoshkaLoss,
    MultipleNegativesRankingLoss,
)
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from hoidap.index.training import pairs
from hoidap.text.vietnamese import TONE_PLACEMENT, strip_marks

Weights = npt.NDArray[np.float32]

UNKNOWN = "[UNK]"
_BEGIN = "▁"  # of a word
_ENGLISH_SHARE = 4  # times the (small) English text counts when the vocabulary is made
_GLOSSARY_SHARE = 20  # the words of the glossary shall be whole tokens

_DESCRIPTION: dict[str, Any] = {
    "modules.json": [
        {
            "idx": 0,
            "name": "0",
            "path": "",
            "type": "sentence_transformers.models.StaticEmbedding",
        }
    ],
    "config_sentence_transformers.json": {
        "model_type": "SentenceTransformer",
        "prompts": {"query": "", "document": ""},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
}


@dataclass(frozen=True)
class Recipe:
    """What decides the weights, besides the data."""

    vocabulary: int = 32_000
    dimensions: tuple[int, ...] = (256, 64)
    epochs: int = 2
    batch: int = 2048
    learning_rate: float = 0.2
    sentences_each: int = 2
    seed: int = 7


@dataclass(frozen=True)
class Material:
    """The training data: legal articles, translations, glossary entries."""

    articles: list[pairs.Article]
    translations: list[pairs.Pair]
    glossary: list[pairs.Pair] = field(default_factory=list)

    def kinds(self, recipe: Recipe) -> dict[str, list[pairs.Pair]]:
        """Return the pairs of each kind, in an order that the seed alone decides."""
        rng = random.Random(recipe.seed)
        titles = list(pairs.title_pairs(self.articles))
        sentences = list(pairs.sentence_pairs(self.articles, rng, recipe.sentences_each))
        count = 10 * recipe.batch if self.glossary else 0
        meanings = list(pairs.glossary_pairs(self.glossary, rng, count))
        vietnamese_first = {
            "title": titles,
            "sentence": sentences,
            "vietnamese-english": list(pairs.swapped(self.translations)),
            "term-wording": list(pairs.swapped(meanings)),
        }
        kinds = {
            **vietnamese_first,
            **{
                f"{kind}, no marks": list(pairs.without_marks(found))
                for kind, found in vietnamese_first.items()
            },
            "heading": list(pairs.heading_pairs(self.articles)),
            "english-vietnamese": self.translations,
            "wording-term": meanings,
            "wordings-passage": list(pairs.term_pairs(titles + sentences, self.glossary, rng)),
        }
        return {kind: found for kind, found in kinds.items() if found}

    def texts(self) -> Iterator[str]:
        """Yield every text once with and once without diacritics, English more often."""
        for article in self.articles:
            for text in (article.title, article.text, article.law):
                yield from (text, strip_marks(text))
        for left, right in self.translations + self.glossary * _GLOSSARY_SHARE:
            yield from (right, strip_marks(right))
            yield from [left] * _ENGLISH_SHARE


def normalizer() -> normalizers.Normalizer:
    """Return NFC, lower case and the new tone placement, as ``place_tones`` has it.

    It is part of tokenizer.json, so whatever loads the model reads text the same way.
    """
    placement = [
        normalizers.Replace(Regex(rf"(?<!q){re.escape(old)}(?![^\W\d_])"), new)
        for old, new in TONE_PLACEMENT.items()
        if old.islower()
    ]
    return normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase(), *placement])


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """Train a BPE vocabulary of words and word pieces on ``texts``.

    The same texts give the same vocabulary.  (A prefix for continuing pieces or a limit on
    the alphabet would not: `tokenizers` breaks their ties by the order of a hash map.)
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.normalizer = normalizer()
    # Words and single signs, each begun with a mark; white space separates and is dropped.
    words = pre_tokenizers.Split(Regex(r"[^\W_]+|[^\w\s]|_"), "removed", invert=True)
    begin = pre_tokenizers.Metaspace(_BEGIN, prepend_scheme="always", split=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([words, begin])
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[UNKNOWN],
        min_frequency=3,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def train(kinds: dict[str, list[pairs.Pair]], tokenizer: Tokenizer, recipe: Recipe) -> Weights:
    """Return the trained token vectors, float32 ``(vocabulary, dimension)``.

    Rows of tokens that no pair holds are zero: an untrained vector would be noise.  The
    same pairs, recipe and number of threads give the same vectors.
    """
    torch.manual_seed(recipe.seed)
    module = StaticEmbedding(tokenizer, embedding_dim=max(recipe.dimensions))
    start = module.embedding.weight.detach().clone()
    model = SentenceTransformer(modules=[module], device="cpu")
    data = DatasetDict(
        {
            kind: Dataset.from_dict({"query": list(queries), "passage": list(passages)})
            for kind, (queries, passages) in (
                (kind, zip(*found, strict=True)) for kind, found in kinds.items()
            )
        }
    )
    loss = MatryoshkaLoss(
        model,
        MultipleNegativesRankingLoss(model),
        matryoshka_dims=list(recipe.dimensions),
    )
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=recipe.epochs,
            per_device_train_batch_size=recipe.batch,
            learning_rate=recipe.learning_rate,
            warmup_steps=0.1,
            multi_dataset_batch_sampler="proportional",
            seed=recipe.seed,
            use_cpu=True,
            save_strategy="no",
            logging_steps=100,
            disable_tqdm=True,
            report_to="none",
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=data, loss=loss
        ).train()
    trained = module.embedding.weight.detach()
    touched = (trained != start).any(dim=1, keepdim=True)
    for sign in (UNKNOWN, _BEGIN):  # all there is of a word in letters never seen
        touched[tokenizer.token_to_id(sign)] = False
    weights: Weights = (trained * touched).numpy().astype(np.float32)
    return weights


def save(weights: Weights, tokenizer: Tokenizer, folder: Path) -> None:
    """Write a sentence-transformers folder: eight bits a value, a scale for each row.

    :raises OSError: If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scales = np.abs(weights).max(axis=1) / 127
    levels = np.rint(weights / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    save_file(
        {"embeddings": levels, "weights": scales.astype(np.float32)},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _DESCRIPTION.items():
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
