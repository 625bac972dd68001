"""The retriever, as LangChain's own parts use it."""

import asyncio
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.tools import create_retriever_tool

from assistant.app import Assistant
from assistant.langchain import DEFAULT_LIMIT, PassageRetriever
from assistant.library.embed import Embedder
from assistant.library.ingest import ingest

QUESTIONS = ["how many reps?", "how do I hold the weight?", "may my heels come up?", "what hurts?"]
PLANK = """---
title: Side Plank
---

# Side Plank

Lie on one side and lift the hip from the floor.
"""


@pytest.fixture
def retriever(small: Assistant) -> PassageRetriever:
    return PassageRetriever(assistant=small)


@pytest.mark.parametrize("question", QUESTIONS)
def test_documents_hold_what_a_citation_needs(
    small: Assistant, retriever: PassageRetriever, question: str
) -> None:
    found = retriever.invoke(question)

    article = small.library.shelf("goblet-squat").article
    assert found
    for document in found:
        about = document.metadata
        assert article.text[about["start"] : about["end"]] == document.page_content
        assert (about["article"], about["title"]) == ("goblet-squat", "Goblet Squat")
        assert about["section"]
        assert str(document.id).startswith("goblet-squat#")


@pytest.mark.parametrize("limit", [1, 2, DEFAULT_LIMIT])
def test_the_best_come_first_none_twice_and_no_more_than_asked_for(
    small: Assistant, limit: int
) -> None:
    looked = small.look(QUESTIONS[0])
    found = PassageRetriever(assistant=small, limit=limit).invoke(QUESTIONS[0])

    assert [document.id for document in found] == looked.passages()[:limit]
    assert len({document.id for document in found}) == len(found) <= limit


def test_it_can_be_awaited_batched_and_made_a_tool(retriever: PassageRetriever) -> None:
    tool = create_retriever_tool(retriever, "articles", "Passages of exercise articles.")
    question = QUESTIONS[1]

    found = retriever.invoke(question)
    assert asyncio.run(retriever.ainvoke(question)) == found
    assert retriever.batch([question, question]) == [found, found]
    assert found[0].page_content in tool.invoke({"query": question})


def test_it_goes_over_to_a_newer_index(
    small: Assistant, retriever: PassageRetriever, corpus: Path, embedder: Embedder
) -> None:
    before = retriever.invoke("side plank")
    (corpus / "side-plank.md").write_text(PLANK, encoding="utf-8")
    ingest([corpus], home=small.settings.home, embedder=embedder)

    after = retriever.invoke("how do I lie for the side plank?")
    assert {titled(document) for document in before} <= {"Goblet Squat"}
    assert {titled(document) for document in after} == {"Side Plank"}


def titled(document: Document) -> str:
    return str(document.metadata["title"])
