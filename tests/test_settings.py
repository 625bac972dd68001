"""The environment to settings."""

from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.settings import Settings, load_settings, shipped_corpus

ARTICLES = 12  # the heel drag back and eleven companions


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ASSISTANT_{name.upper()}", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    settings = load_settings()

    assert settings.home == tmp_path / ".local" / "share" / "exercise-assistant"
    assert settings.corpus == shipped_corpus()
    assert settings.chroma_url == ""
    assert settings.database == f"sqlite:///{settings.home / 'conversations.sqlite3'}"
    assert settings.added == settings.home / "articles"


def test_the_shipped_corpus_holds_an_article() -> None:
    assert [path.name for path in shipped_corpus().glob("*/article.md")] == [
        "article.md"
    ] * ARTICLES


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_read_from_its_variable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", "/somewhere/else")

    assert str(getattr(load_settings(), name)) == "/somewhere/else"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    unset = load_settings()
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", "")

    assert load_settings() == unset


@pytest.mark.parametrize("name", ["home", "corpus"])
def test_a_tilde_is_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", "~/mine")

    assert getattr(load_settings(), name) == tmp_path / "mine"


@pytest.mark.parametrize("name", ["home", "corpus"])
def test_a_user_who_does_not_exist_is_told_with_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", "~nobody-of-that-name/mine")

    with pytest.raises(InvalidInput, match=f"ASSISTANT_{name.upper()} can't be used: .*without ~"):
        load_settings()


def test_a_database_is_taken_from_its_url() -> None:
    url = "postgresql+psycopg://tester@127.0.0.1/conversations"

    assert Settings(database_url=url).database == url
