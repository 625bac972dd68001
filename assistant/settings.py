"""The environment to the settings of an assistant: what an operator may set, as ASSISTANT_*."""

from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InvalidInput
from assistant.library.embed import DEFAULT_MODEL

PACKAGE = Path(__file__).parent


def shipped_corpus() -> Path:
    """The articles that come with it: inside a wheel, or beside the package in a clone."""
    inside = PACKAGE / "corpus"
    return inside if inside.is_dir() else PACKAGE.parent / "corpus"


class Settings(BaseSettings):
    """Each field is read from the variable ASSISTANT_<NAME>."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_ignore_empty=True, extra="forbid", frozen=True
    )

    home: Path = Field(
        default=Path("~/.local/share/exercise-assistant"),
        validate_default=True,
        description="data folder: the index, exported model, added articles and conversations",
    )
    corpus: Path = Field(
        default_factory=shipped_corpus, description="folder of articles; the shipped ones if unset"
    )
    chroma_url: str = Field(
        default="", description="a Chroma server, http://host:8000; the built-in one if unset"
    )
    database_url: str = Field(
        default="", description="SQLAlchemy URL for conversations; SQLite in HOME if unset"
    )
    embedding: str = Field(
        default=DEFAULT_MODEL,
        description="a sentence-transformers folder or hub name; the packaged model if unset",
    )

    @field_validator("home", "corpus")
    @classmethod
    def expanded(cls, path: Path) -> Path:
        """A leading ~ is a shell's affair, but there is no shell in a container's settings."""
        try:
            return path.expanduser()
        except RuntimeError as error:
            raise ValueError(f"{error} Write the folder without ~.") from error

    emergency_number: str = Field(
        default="112",
        description="the number that people are told to call in an emergency: 999, 112, 911 …",
    )

    @property
    def added(self) -> Path:
        """Where articles that a user added are kept."""
        return self.home / "articles"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'conversations.sqlite3'}"


def load_settings() -> Settings:
    """Raises InvalidInput that names the variable."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASSISTANT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise InvalidInput(
            f"{name} can't be used: {first['msg'].removeprefix('Value error, ')}"
        ) from error
