"""The index as a LangChain retriever, so that it fits into other people's pipelines.

This module imports LangChain; nothing else of the package imports this module.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from hoidap.index.search import Filter, Hit, Index


class PlanRetriever(BaseRetriever):
    """Returns the passages of an :class:`Index` that fit a question.

    A document's ``page_content`` is the passage's words; its ``metadata`` has
    ``source`` (the file's name), ``title`` (the plan's), ``locator`` (the place in the
    outline), ``headings`` (above the passage), ``spans`` (character offsets
    ``[start, end]`` in the text of ``source``) and ``score``.

    >>> retriever = PlanRetriever(index=index, limit=3)
    >>> retriever.invoke("Ai chủ trì cung cấp thông tin TBT?")[0].metadata["locator"]
    'Mục III.5.b'
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    limit: int = Field(default=10, ge=1)
    """How many passages at most."""
    within: Filter | None = None
    """Only these documents are searched; ``None`` for all."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.index.search(query, within=self.within, limit=self.limit)
        return [self._document(hit) for hit in hits]

    def _document(self, hit: Hit) -> Document:
        passage = hit.passage
        plan = self.index.plans[passage.source]
        provision = plan.provisions[passage.provision]
        return Document(
            page_content=passage.text,
            metadata={
                "source": passage.source,
                "title": plan.title,
                "locator": provision.locator,
                "headings": list(provision.headings),
                "spans": [list(span) for span in provision.spans],
                "score": hit.score,
            },
        )
