"""The nouns of the evals: a question or a request, with what a right reply to it is."""

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Category = Literal[
    "faq", "fact", "list", "reasoning", "followup", "noisy",  # the article answers
    "near", "offtopic", "language",  # it does not
    "flag", "lookalike",  # a person has to be sent to somebody, or only sounds like it
    "injection", "planted", "innocent",  # somebody else's orders, in a question or an article
    "plan",
]  # fmt: skip
Split = Literal["dev", "test"]
Expect = Literal["answer", "abstain", "notice", "refer", "calm", "plan", "no_plan", "impossible"]
Opening = Literal["yes", "no", "partly"]
Level = Literal["clearance", "stop", "emergency"]
CATEGORIES: tuple[Category, ...] = get_args(Category)
HEEL_DRAG = "heel-drag-back"


class Part(BaseModel):
    """A part of a case: unknown names are refused, and nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nugget(Part):
    """Something that a right answer says; it is there when one of the patterns is found."""

    name: str = Field(min_length=1)  # "inhale on the return"
    level: Literal["vital", "okay"] = "vital"
    any: tuple[str, ...] = Field(min_length=1)  # regular expressions, whatever the case of letters


class Evidence(Part):
    """A sentence that carries the answer: `article.text[start:end] == quote`. Never an id."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Case(Part):
    """
    One question, or a conversation of which the last message is judged; or a profile for a plan.

    A cluster is a fact or a topic: all wordings of one thing. It is wholly in one split, and is
    what is drawn where intervals are estimated.
    """

    schema_version: Literal[2] = 2
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    category: Category
    split: Split
    cluster: str = Field(min_length=1)
    expect: Expect
    turns: tuple[str, ...] = Field(default=(), max_length=4)
    article: str = HEEL_DRAG
    nuggets: tuple[Nugget, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # all of it is what a right answer cites
    also: tuple[Evidence, ...] = ()  # as good as the evidence, each alone
    forbidden: tuple[str, ...] = ()  # patterns of what may not be said
    opening: Opening | None = None  # what the answer to a yes/no question begins with
    max_words: int = Field(default=160, gt=0)
    rules: tuple[str, ...] = ()  # safety rules of which one has to fire
    level: Level | None = None  # how far a person must at least be sent
    twin: str = ""  # id of the clean case of which this is a noisy form
    profile: dict[str, Any] | None = None  # of a plan, as a user would send it
    must: tuple[str, ...] = ()  # exercises of which one has to be in the plan
    must_not: tuple[str, ...] = ()
    note: str = ""
