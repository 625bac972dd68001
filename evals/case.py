"""The nouns of the evals: a question or a request, with what a right reply to it is."""

import re
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

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


def compiles(pattern: str) -> str:
    """`pattern`, if it is a regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(compiles)]  # searched in any case of letters
Message = Annotated[str, Field(pattern=r"\S")]


class Part(BaseModel):
    """A part of a case: unknown names are refused, and nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nugget(Part):
    """Something that a right answer says; it is there when one of the patterns is found."""

    name: str = Field(min_length=1)  # "inhale on the return"
    level: Literal["vital", "okay"] = "vital"
    any: tuple[Pattern, ...] = Field(min_length=1)


class Evidence(Part):
    """A sentence that carries the answer: `article.text[start:end] == quote`. Never an id."""

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


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
    turns: tuple[Message, ...] = Field(default=(), max_length=4)
    article: str = HEEL_DRAG
    nuggets: tuple[Nugget, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # all of it is what a right answer cites
    also: tuple[Evidence, ...] = ()  # as good as the evidence, each alone
    forbidden: tuple[Pattern, ...] = ()  # what may not be said
    opening: Opening | None = None  # what the answer to a yes/no question begins with
    max_words: int = Field(default=160, gt=0)
    rules: tuple[str, ...] = ()  # safety rules of which one has to fire
    level: Level | None = None  # how far a person must at least be sent
    twin: str = ""  # id of the clean case of which this is a noisy form
    profile: dict[str, Any] | None = None  # of a plan, as a user would send it
    must: tuple[str, ...] = ()  # exercises of which one has to be in the plan
    must_not: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def asked_somehow(self) -> Self:
        """A case has messages or a profile, and not both; no evidence is empty."""
        if bool(self.turns) == (self.profile is not None):
            raise ValueError("a case has messages (turns) or a profile, and not both")
        for one in (*self.evidence, *self.also):
            if one.end <= one.start:
                raise ValueError(f"{one.quote[:40]!r} ends where it starts, or before")
        return self
