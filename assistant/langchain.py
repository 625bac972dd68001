"""Our index as a LangChain retriever, for those who compose with LangChain."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.app import Assistant
from assistant.library.article import Passage, Shelf

DEFAULT_LIMIT = 4


class PassageRetriever(BaseRetriever):
    """
    The passages of the article that a question is about, best first, as LangChain documents.

    A subclass because LangChain's own parts (chains, `create_retriever_tool`) ask for one.
    `Document.id` is the passage's id; the metadata hold what a citation needs: article, title,
    section, start and end (`text[start:end] == page_content`). It retrieves, and does not judge
    whether the article answers: for that, call `Assistant.ask`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    assistant: Assistant
    limit: int = DEFAULT_LIMIT

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        looked = self.assistant.look(query)
        ranked = [(looked.shelf, name) for name in looked.passages()]
        return [document(shelf, name) for shelf, name in ranked[: self.limit]]


def document(shelf: Shelf, name: str) -> Document:
    passage: Passage = next(one for one in shelf.passages if one.id == name)
    metadata: dict[str, Any] = {
        "article": passage.article,
        "title": shelf.article.title,
        "section": " › ".join(passage.path),
        "start": passage.start,
        "end": passage.end,
    }
    return Document(page_content=passage.text, id=passage.id, metadata=metadata)
