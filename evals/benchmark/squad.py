"""
A SQuAD 2.0 file to documents and queries with their answers.

Rajpurkar, Jia and Liang, "Know What You Don't Know: Unanswerable Questions for SQuAD", ACL 2018.
"""

from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from assistant.errors import InvalidInput
from evals.benchmark.material import Document, Material, Query

FORM = "a SQuAD 2.0 file is an object with data, paragraphs, context, qas, id, question, answers"


class Gold(BaseModel):
    """A wording of the answer; where it starts in the context is not needed here."""

    text: str


class Question(BaseModel):
    """A question to one paragraph."""

    id: str = Field(min_length=1)
    question: str
    is_impossible: bool = False  # SQuAD 1.1 does not have it
    answers: tuple[Gold, ...] = ()


class Paragraph(BaseModel):
    """What becomes an article, with the questions to it."""

    context: str = Field(min_length=1)
    qas: tuple[Question, ...] = ()


class Entry(BaseModel):
    """Paragraphs of one page."""

    title: str = ""
    paragraphs: tuple[Paragraph, ...]


class File(BaseModel):
    """The whole file."""

    data: tuple[Entry, ...]


def read_squad(path: Path) -> Material:
    """
    Each paragraph is a document, and a cluster: the questions to it stand and fall together.

    Raises InvalidInput with the file, and the line where it is no JSON or else the place in it.
    """
    documents: list[Document] = []
    queries: dict[str, Query] = {}
    for at, entry in enumerate(read_file(path).data):
        title = entry.title.replace("_", " ")
        for number, paragraph in enumerate(entry.paragraphs):
            document = Document(f"{at}-{number}", title, paragraph.context)
            documents.append(document)
            for index, question in enumerate(paragraph.qas):
                place = f"{path.name!r}, data.{at}.paragraphs.{number}.qas.{index}"
                if question.id in queries:
                    raise InvalidInput(
                        f"{place}: the id {question.id!r} stands twice: give it another one"
                    )
                queries[question.id] = query_of(question, document, place)
    if not queries:
        raise InvalidInput(f"{path.name!r} holds no question: {FORM}")
    return Material(path.stem, "SQuAD", tuple(documents), tuple(queries.values()))


def read_file(path: Path) -> File:
    try:
        return File.model_validate_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"{path.name!r} can't be read as UTF-8 text ({error}): {FORM}"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise InvalidInput(f"{path.name!r}, {where}: {first['msg']}: {FORM}") from error


def query_of(question: Question, document: Document, place: str) -> Query:
    """An impossible question's own paragraph is judged, and found to answer nothing."""
    golds = () if question.is_impossible else tuple(one.text for one in question.answers)
    if not (golds or question.is_impossible):
        raise InvalidInput(
            f"{place}: {question.id!r} has no answer: give one, or set is_impossible to true"
        )
    return Query(
        id=question.id,
        text=question.question,
        judged={document.id: int(not question.is_impossible)},
        cluster=document.id,
        golds=golds,
    )
