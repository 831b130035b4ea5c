"""The model card: what the embedding is, what it can do, what it was made of."""

from __future__ import annotations

from hoidap.index.training.measure import Figures
from hoidap.index.training.train import Material, Recipe


def model_card(
    recipe: Recipe, counts: dict[str, int], material: Material, figures: Figures
) -> str:
    """Return the model card (Markdown) of a model trained and measured like this."""
    benchmark = ""
    if figures.questions:
        benchmark = _BENCHMARK_ROWS.format(**vars(figures))
    return _CARD.format(
        dimension=max(recipe.dimensions),
        short=min(recipe.dimensions),
        recipe=recipe,
        articles=len(material.articles),
        trained=len(material.translations),
        entries=len(material.glossary),
        kinds="\n".join(f"| {kind} | {count:,} |" for kind, count in counts.items()),
        benchmark=benchmark,
        figures=figures,
    )


_BENCHMARK_ROWS = """\
- {first:.3f} of {questions} legal questions (ALQAC 2022) find an article that answers them
  first among {passages:,} (R@1), {first_ten:.3f} among the first ten;
- {first_plain:.3f} of the same questions typed without diacritics find it first;
"""

_CARD = """\
---
language: [vi, en]
library_name: sentence-transformers
license: apache-2.0
pipeline_tag: sentence-similarity
tags: [sentence-transformers, static-embedding, legal, vietnamese]
---

# Vietnamese-English static embedding of Hỏi Đáp

Turns sentences and passages in Vietnamese (with or without diacritics) and English into
{dimension} numbers. Each token has one vector, a text is the mean of its tokens: no neural
network runs, so it needs neither torch nor a GPU. It is made for searching plans, decisions
and laws, beside a search by words.

```python
from hoidap.index.embedding import StaticEmbedder

vectors = StaticEmbedder.load().encode(["Ai chủ trì?", "Who is the lead agency?"])
```

The folder also loads in sentence-transformers, `SentenceTransformer("index/model")`, and
gives the same vectors up to their length. The first {short} numbers alone work as a shorter
vector (scale it to length one again).

Text is read through the normaliser in `tokenizer.json`: Unicode NFC, lower case, the tone
mark of *oa, oe, uy* in the new place (*hoà* is read as *hòa*). Tokens are words and word
pieces (BPE, {recipe.vocabulary:,}). Weights have eight bits, with a scale for each token.
Tokens that no training pair holds have the zero vector.

## Measured

On data left out of training, with the weights as they ship:

{benchmark}- {figures.to_vietnamese:.3f} of English sentences find their Vietnamese translation
  first among {figures.translations:,}, {figures.to_vietnamese_short:.3f} with the first
  {short} numbers only;
- {figures.plain_to_english:.3f} of Vietnamese sentences without diacritics find their
  English translation first;
- about {figures.per_second:,.0f} sentences a second on two CPU cores.

The recipe was chosen with these figures in view, among variants trained for one epoch:
vocabulary by BPE or Unigram, learning rate 0.2 or 0.5, loss in one direction or both, with
and without the glossary and the terms in other wordings; so they flatter it a little. On 260
questions a difference of a hundredth is chance; one epoch, with another mark for pieces of
words, measured about a hundredth higher than these two. The held out translations come from
the same news articles and phrase books as those trained on.

## Limits

The order of words counts for nothing, and neither does a negation. Numbers, dates and
document numbers are poorly told apart. English beyond news, everyday talk and the glossary's
terms is little known. It belongs beside a search by words, not in its place.

## Data

- {articles:,} articles of the Bộ Pháp điển, the codified law of Viet Nam: public legal text,
  from diepxuan/diepxuan.github.io (MIT).
- {trained:,} English-Vietnamese sentence pairs from the Asian Language Treebank (CC BY 4.0)
  and from everyday sentences, mostly Tatoeba (CC BY 2.0 FR), both through
  thanhleha-kit/EnViCorpora.
- {entries:,} pairs of wordings from the project's own glossary of agencies, abbreviations
  and terms.

Articles that stand in the benchmark's corpus were left out.

| kind of pair | number |
| --- | --- |
{kinds}

*title*: an article's heading → its text; *sentence*: a sentence → what stands around it;
*heading*: a heading → that of an article it links to; *term-wording*: one to three glossary
terms → their other wordings; *wordings-passage*: the terms of a heading or sentence in other
wordings → the passage; *no marks*: the query without diacritics.

## Recipe

sentence-transformers, `StaticEmbedding` from random vectors; `MultipleNegativesRankingLoss`
(the other passages of the batch are the wrong ones) within `MatryoshkaLoss` at
{recipe.dimensions}; batches of {recipe.batch:,} pairs of one kind, {recipe.epochs} epochs,
learning rate {recipe.learning_rate} with a tenth of the steps to warm up, seed {recipe.seed}.
`python -m hoidap.index.training --help` names the options; one run takes minutes on two cores.
"""
