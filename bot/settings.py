"""The settings of one deployment: from the environment, then from `.env`, else the defaults."""

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import CannotStart
from bot.features import BY_DEFAULT, OPTIONAL

_PREFIX = "BIZTALK_"
_TOKEN = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not a token
_SCHEMES = {"api_url": ("http", "https"), "gateway_url": ("ws", "wss")}


class Settings(BaseSettings):
    """Everything that may differ between two places the bot runs in."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        str_strip_whitespace=True,
    )

    token: SecretStr | None = Field(
        default=None,
        validation_alias=_TOKEN,
        description="The bot's token, from the developer portal's page of the application.",
    )
    database: Path = Field(
        default=Path("data/biztalk.db"),
        description="The SQLite file with everything the bot remembers; made when it is missing.",
    )
    content: Path = Field(
        default=Path("content"), description="The folder with what curators write."
    )
    migrations: Path = Field(
        default=Path("migrations"), description="The folder with the steps of the database."
    )
    features: Annotated[frozenset[str], NoDecode] = Field(
        default=BY_DEFAULT,
        description=f"What is switched on, with commas between; of: {', '.join(sorted(OPTIONAL))}.",
    )
    api_url: str | None = Field(
        default=None,
        description="REST address of a Discord-compatible server or proxy, with the API version, "
        "such as https://proxy.example/api/v10; without it, Discord's.",
    )
    gateway_url: str | None = Field(
        default=None,
        description="Gateway address of a Discord-compatible server, such as "
        "wss://gateway.example/; without it, Discord's.",
    )
    shard_id: int = Field(
        default=0, ge=0, description="Which shard this process is; one process a shard."
    )
    shard_count: int = Field(default=1, ge=1, description="How many shards there are.")
    clock_file: Path | None = Field(
        default=None,
        description="A file with a number of seconds to add to the time; for tests and the demo.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="How it is logged: text for people, or json, one object a line, for programs.",
    )
    backups: Path | None = Field(
        default=None,
        description="A folder for a backup each night at 04:30 UTC; without it, none is made.",
    )
    backups_kept: int = Field(
        default=14, ge=1, description="How many nightly backups are kept there."
    )
    encrypted_at_rest: bool = Field(
        default=False,
        description="Say true once the database and its backups lie on encrypted disks; only you "
        "can know. See docs/running.md#encryption-at-rest.",
    )
    health_port: int | None = Field(
        default=None,
        ge=0,
        lt=2**16,
        description="A port on which /healthz, /readyz and /metrics (for Prometheus) answer, "
        "without a password; 0 is any that is free; without it, nothing listens.",
    )
    health_host: str = Field(
        default="127.0.0.1",
        description="The address that port is opened on; 0.0.0.0 lets other machines ask.",
    )

    @field_validator("token")
    @classmethod
    def _check_token(cls, token: SecretStr | None) -> SecretStr | None:
        bare = token.get_secret_value().strip() if token else ""
        if re.search(r"[^!-~]", bare):
            raise ValueError("a token has no spaces, line breaks or accented letters in it")
        return SecretStr(bare) if bare else None

    @field_validator("features", mode="before")
    @classmethod
    def _split_features(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return frozenset(name.strip().lower() for name in value.split(",") if name.strip())

    @field_validator("features")
    @classmethod
    def _know_features(cls, features: frozenset[str]) -> frozenset[str]:
        if unknown := sorted(features - OPTIONAL.keys()):
            known = ", ".join(sorted(OPTIONAL))
            msg = f"there is no feature {', '.join(unknown)}; there are: {known}"
            raise ValueError(msg)
        for name in sorted(features):
            if (needed := OPTIONAL[name].builds_on) and needed not in features:
                msg = f"the feature {name} needs {needed}, so name both"
                raise ValueError(msg)
        return features

    @field_validator("api_url", "gateway_url")
    @classmethod
    def _check_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None:
            return None
        schemes = _SCHEMES[info.field_name or ""]
        address = urlsplit(value)
        if address.scheme not in schemes or not address.hostname:
            msg = f"it must be an address that begins with {schemes[-1]}://"
            raise ValueError(msg)
        return value.rstrip("/") if info.field_name == "api_url" else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_level(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower_format(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _shard_exists(self) -> Self:
        if self.shard_id >= self.shard_count:
            msg = f"{_PREFIX}SHARD_ID must be below {_PREFIX}SHARD_COUNT (shards count from 0)"
            raise ValueError(msg)
        return self


def load_settings() -> Settings:
    """Read the settings, or raise `CannotStart` with a sentence that names every bad one.

    The sentence never repeats a value: it might be the token, pasted on the wrong line.
    """
    _refuse_unknown({*os.environ, *dotenv_values(".env")})
    try:
        return Settings()
    except ValidationError as error:
        # `from None`: pydantic's own text repeats the values.
        raise CannotStart(_in_words(error)) from None


def _refuse_unknown(variables: Iterable[str]) -> None:
    """A misspelt setting would otherwise be passed over in silence."""
    known = [_PREFIX + name.upper() for name in Settings.model_fields]
    given = {name.upper() for name in variables}
    for name in sorted(given - set(known)):
        if name.startswith(_PREFIX):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; .env.example lists what there is."
            msg = f"There is no setting {name}{hint}"
            raise CannotStart(msg)


def _in_words(error: ValidationError) -> str:
    problems = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        reason = problem["msg"].removeprefix("Value error, ")
        if problem["loc"]:
            field = str(problem["loc"][0])
            name = field if field == _TOKEN else f"{_PREFIX}{field.upper()}"
            reason = f"{name} cannot be used: {reason[:1].lower()}{reason[1:]}"
        problems.append(reason)
    return f"{'; '.join(problems)}. Correct it in the environment or in .env, then start again."
