"""Settings come from COACH_* and .env; wrong values are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.settings import MASK, describe, final_threads, read_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable, *_ in describe(read_settings()):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_defaults_need_nothing() -> None:
    settings = read_settings()
    assert (settings.whisper_model, settings.host, settings.port, settings.voice) == (
        "base.en",
        "127.0.0.1",
        8000,
        "adaeze",
    )
    assert settings.data.name == "coach"
    assert settings.llm_model is None


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 1), (4, 2), (8, 4), (64, 4)])
def test_a_final_has_half_the_cores_and_four_at_most(cores: int, threads: int) -> None:
    assert final_threads(cores) == threads


def test_the_database_lies_in_the_data_folder_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_DATA", "somewhere")
    assert read_settings().database == "sqlite:///somewhere/coach.db"
    monkeypatch.setenv("COACH_DATABASE_URL", "postgresql://host/coach")
    assert read_settings().database == "postgresql://host/coach"


def test_dotenv_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("COACH_PORT=8001\nCOACH_VOICE=henrik\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("COACH_PORT", "8002")
    settings = read_settings()
    assert (settings.port, settings.voice) == (8002, "henrik")
    assert read_settings(port=8003).port == 8003


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_LLM_MODEL", "")
    assert read_settings().llm_model is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [("COACH_PORT", "eighty"), ("COACH_VOICE", "bob"), ("COACH_LLM_TIMEOUT", "0"), ("COACH_WHISPER_THREADS", "-1")],
)
def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=f"{variable} is '{value}'"):
        read_settings()


@pytest.mark.parametrize("opinions", ["0", "1", "3"])
def test_the_opinions_of_a_judge_are_set_by_the_environment(monkeypatch: pytest.MonkeyPatch, opinions: str) -> None:
    monkeypatch.setenv("COACH_JUDGE", opinions)
    assert read_settings().judge == int(opinions)


@pytest.mark.parametrize("opinions", ["2", "-1", "one", "1.0", "true"])
def test_other_opinions_of_a_judge_are_refused(monkeypatch: pytest.MonkeyPatch, opinions: str) -> None:
    monkeypatch.setenv("COACH_JUDGE", opinions)
    with pytest.raises(UsageError, match=r"COACH_JUDGE is .*0, 1 or 3"):
        read_settings()


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_LLM_API_KEY", "sk-very-secret")
    monkeypatch.setenv("COACH_DATABASE_URL", "postgresql://coach:hunter2@db/coach")
    rows = {name: value for name, value, _, _ in describe(read_settings())}
    assert rows["COACH_LLM_API_KEY"] == MASK
    assert rows["COACH_DATABASE_URL"] == f"postgresql://coach:{MASK}@db/coach"


def test_every_setting_says_what_it_means() -> None:
    assert all(name.startswith("COACH_") and meaning for name, _, _, meaning in describe(read_settings()))
