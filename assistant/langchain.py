"""Our index as a LangChain retriever, for those who compose with LangChain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.app import Assistant
from assistant.library.article import Passage

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
        by_id = {passage.id: passage for passage in looked.shelf.passages}
        found = looked.passages()[: self.limit]
        return [document(by_id[name], looked.shelf.article.title) for name in found]


def document(passage: Passage, title: str) -> Document:
    metadata = {
        "article": passage.article,
        "title": title,
        "section": " › ".join(passage.path),
        "start": passage.start,
        "end": passage.end,
    }
    return Document(page_content=passage.text, id=passage.id, metadata=metadata)
