from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import CannotStart
from bot.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", *(f"BIZTALK_{field.upper()}" for field in Settings.model_fields)):
        monkeypatch.delenv(name, raising=False)


def test_without_anything_there_are_defaults() -> None:
    settings = load_settings()
    assert settings.token is None
    assert settings.database == Path("data/biztalk.db")
    assert settings.features == {"advice", "evaluate", "moderation", "planning", "tips"}
    assert settings.log_level == "INFO"


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = "DISCORD_TOKEN=from-file\nBIZTALK_LOG_LEVEL=debug\nSOMETHING_ELSE=1\n"
    (tmp_path / ".env").write_text(lines)
    monkeypatch.setenv("DISCORD_TOKEN", " from-environment ")
    settings = load_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == "from-environment"
    assert settings.log_level == "DEBUG"


def test_empty_values_are_unset(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\nBIZTALK_API_URL=\nBIZTALK_FEATURES=\n")
    settings = load_settings()
    assert settings.token is None
    assert settings.api_url is None
    assert settings.features == {"advice", "evaluate", "moderation", "planning", "tips"}


def test_a_token_of_blanks_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "   ")
    assert load_settings().token is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BIZTALK_FEATURES", "advice, dancing", "there is no feature dancing"),
        ("BIZTALK_FEATURES", "advice, native", "the feature native needs moderation"),
        ("BIZTALK_API_URL", "discord.com/api", "begins with https://"),
        ("BIZTALK_GATEWAY_URL", "https://x", "begins with wss://"),
        ("BIZTALK_LOG_LEVEL", "LOUD", "BIZTALK_LOG_LEVEL cannot be used"),
        ("BIZTALK_SHARD_ID", "1", "must be below BIZTALK_SHARD_COUNT"),
        ("DISCORD_TOKEN", "very-secret with a blank", "a token has no spaces"),
        ("BIZTALK_SHARD_COUNT", "many", "BIZTALK_SHARD_COUNT cannot be used"),
    ],
)
def test_a_bad_value_is_one_sentence_without_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv(name, value)
    with pytest.raises(CannotStart) as refused:
        load_settings()
    assert said in str(refused.value)
    assert "very-secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_token_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    assert "very-secret" not in f"{load_settings()!r} {load_settings()}"


def test_settings_do_not_change() -> None:
    settings = load_settings()
    with pytest.raises(ValidationError):
        settings.log_level = "DEBUG"  # type: ignore[misc] # that is what is tested


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_a_misspelt_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIZTALK_FEATURE", "advice")
    with pytest.raises(CannotStart, match=r"did you mean BIZTALK_FEATURES\?"):
        load_settings()


def test_a_token_of_another_program_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "somebody-elses")
    assert load_settings().token is None
