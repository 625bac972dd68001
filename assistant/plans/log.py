"""The noun of a session that was done: what was done, and how it felt."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.plans.profile import Degrees, Score

Swelling = Literal["none", "some", "a_lot"]
ExerciseId = Annotated[str, Field(min_length=1, max_length=64)]
Sets = Annotated[int, Field(ge=0, le=20)]


class Log(BaseModel):  # pydantic asks for a subclass
    """One session, as the person tells it. What is None was not told, and unknown is not good."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    session: Annotated[int, Field(ge=1, le=10_000)] | None = None  # the first of the plan is 1
    done: dict[ExerciseId, Sets] = Field(default_factory=dict, max_length=50)  # {"basic": 2}
    pain_before: Score | None = None
    pain_during: Score | None = None  # the worst of the session
    pain_after: Score | None = None
    pain_next_morning: Score | None = None
    sharp: bool = False  # any of that pain
    swelling: Swelling | None = None  # of the knee, since the session
    effort: Score | None = None  # RPE of 10
    flexion_deg: Degrees | None = None
    note: str = Field(default="", max_length=500)
    finished: bool | None = None  # all sets that the plan asks for

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.pain_during is None and not self.done:
            raise ValueError("say how much it hurt (pain_during) or what was done (done)")
        return self
