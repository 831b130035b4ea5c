"""A transformer of random weights as LangChain ``Embeddings``: its cost, not its sense.

Twelve layers of 384 dimensions and a vocabulary of 250,002, the shape of
multilingual-e5-small: what it costs to embed a text does not depend on the weights.  It
runs as such a model does in a LangChain pipeline, through sentence-transformers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

DIMENSIONS = 384
LAYERS = 12
_VOCABULARY = 250_002
_LENGTH = 512  # tokens, the longest input of such a model


def random_transformer(tokenizer_file: Path) -> Embeddings:
    """Build the model, on the CPU, with the tokenizer of a ``tokenizer.json``."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import (
        Normalize,
        Pooling,
        Transformer,
    )
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    from transformers.utils.logging import disable_progress_bar

    from hoidap.index.langchain_embeddings import LangChainEmbeddings
    from hoidap.index.sentence_embedder import SentenceEmbedder

    config = BertConfig(
        vocab_size=_VOCABULARY,
        hidden_size=DIMENSIONS,
        num_hidden_layers=LAYERS,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=_LENGTH,
    )
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(tokenizer_file),
        unk_token="[UNK]",
        pad_token="[UNK]",
        model_max_length=_LENGTH,
    )
    disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as folder:  # where a module is read from
        BertModel(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        modules = [Transformer(folder), Pooling(DIMENSIONS), Normalize()]
        model = SentenceTransformer(modules=modules, device="cpu")
    return LangChainEmbeddings(SentenceEmbedder(model, "random"))
