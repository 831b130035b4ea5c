"""The plain pipeline from LangChain's usual parts, to compare with.

Chunks of 1,000 characters with 200 in common, a retriever, and the first chunk as
the answer with itself as the citation.  It never refuses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from hoidap.assistant.answer import Answer, Citation, Claim
from hoidap.eval.okapi import Okapi
from hoidap.text.vietnamese import squeeze

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.retrievers import BaseRetriever

CHUNK_SIZE = 1000
CHUNK_OVERLAP = 200

Retrieve = Callable[[str], list["Document"]]
"""Returns the chunks found for a query, best first."""


class PlainPipeline:
    """Answers every question with the first chunk that ``retrieve`` finds.

    >>> from langchain_core.documents import Document
    >>> chunk = Document("Hạn là 01/12.", metadata={"source": "a.txt", "start_index": 0})
    >>> PlainPipeline(lambda query: [chunk], "plain").ask("Hạn?").answer
    'Hạn là 01/12.'
    """

    def __init__(self, retrieve: Retrieve, engine: str) -> None:
        self._retrieve = retrieve
        self._engine = engine

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer ``question``; the earlier questions are searched with it."""
        start = time.perf_counter()
        chunk = self._retrieve(" ".join((*history, question)))[0]
        begin: int = chunk.metadata["start_index"]
        quote = squeeze(chunk.page_content)
        citation = Citation(
            marker=1,
            source=chunk.metadata["source"],
            title=chunk.metadata["source"],
            number=None,
            locator="",
            spans=((begin, begin + len(chunk.page_content)),),
            quote=quote,
        )
        elapsed = (time.perf_counter() - start) * 1000
        return Answer(
            question=question,
            language="vi",  # the documents' language, whatever is asked in
            answer=quote,
            abstained=False,
            claims=(Claim(quote, (1,)),),
            citations=(citation,),
            engine=self._engine,
            elapsed_ms=elapsed,
        )


def split(texts: Mapping[str, str]) -> list[Document]:
    """Split ``texts`` (file name -> text) into chunks that know where they start."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
    )
    return splitter.split_documents(
        [Document(text, metadata={"source": source}) for source, text in texts.items()]
    )


def bm25_retriever(chunks: Sequence[Document], k: int = 4) -> BaseRetriever:
    """Return a LangChain retriever that finds the ``k`` best chunks by Okapi BM25."""
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.retrievers import BaseRetriever

    okapi = Okapi([chunk.page_content for chunk in chunks])

    class BM25Retriever(BaseRetriever):
        """Okapi BM25 over the chunks."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            return [chunks[place] for place in okapi.top(query, k)]

    return BM25Retriever()


def lexical_pipeline(texts: Mapping[str, str]) -> PlainPipeline:
    """Build the pipeline with BM25 over ``texts`` (file name -> text)."""
    return PlainPipeline(bm25_retriever(split(texts)).invoke, "langchain-bm25")


def dense_pipeline(texts: Mapping[str, str], embeddings: Embeddings) -> PlainPipeline:
    """Build the pipeline with a vector store of ``texts`` (file name -> text)."""
    from langchain_core.vectorstores import InMemoryVectorStore

    store = InMemoryVectorStore.from_documents(split(texts), embeddings)
    return PlainPipeline(store.as_retriever().invoke, "langchain-dense")
