"""A transformer of random weights as LangChain ``Embeddings``: its cost, not its sense.

Twelve layers of 384 dimensions and a vocabulary of 250,002, the shape of
multilingual-e5-small: what it costs to embed a text does not depend on the weights.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

DIMENSIONS = 384
LAYERS = 12
_VOCABULARY = 250_002
_LENGTH = 512  # tokens, the longest input of such a model
_BATCH = 32  # the usual batch size


def random_transformer(tokenizer_file: Path) -> Embeddings:
    """Build the model, on the CPU, with the tokenizer of a ``tokenizer.json``.

    It runs in transformers directly, without the time that a wrapper adds.
    """
    import torch
    from langchain_core.embeddings import Embeddings
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.enable_truncation(_LENGTH)
    tokenizer.enable_padding()
    config = BertConfig(
        vocab_size=_VOCABULARY,
        hidden_size=DIMENSIONS,
        num_hidden_layers=LAYERS,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=_LENGTH,
    )
    torch.manual_seed(0)
    model = BertModel(config, add_pooling_layer=False)
    model.train(False)

    class RandomTransformer(Embeddings):
        """Means of the last layer, of length one."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = []
            for start in range(0, len(texts), _BATCH):
                vectors += self._embed(texts[start : start + _BATCH])
            return vectors

        def embed_query(self, text: str) -> list[float]:
            return self._embed([text])[0]

        @torch.inference_mode()
        def _embed(self, texts: list[str]) -> list[list[float]]:
            encoded = tokenizer.encode_batch(texts)
            tokens = torch.tensor([item.ids for item in encoded])
            mask = torch.tensor([item.attention_mask for item in encoded])
            hidden = model(input_ids=tokens, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(hidden.dtype)
            means = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
            return torch.nn.functional.normalize(means, dim=1).tolist()

    return RandomTransformer()
