"""`.env.example` is the settings class, written out for people."""

import textwrap
from pathlib import Path

from pydantic.fields import FieldInfo

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
HEAD = """\
# Settings of one deployment. Copy this file to .env and fill in what you need; whatever stays
# commented keeps the value shown. Variables of the environment go before this file.
"""


def as_example(name: str, field: FieldInfo) -> str:
    about = textwrap.indent(textwrap.fill(field.description or "", 96), "# ")
    default = "" if field.default is None else field.default
    value = ",".join(sorted(default)) if isinstance(default, frozenset) else default
    line = "DISCORD_TOKEN=" if name == "token" else f"# BIZTALK_{name.upper()}={value}"
    return f"{about}\n{line}\n"


def test_env_example_tells_every_setting_with_its_default() -> None:
    settings = [as_example(name, field) for name, field in Settings.model_fields.items()]
    assert EXAMPLE.read_text(encoding="utf-8") == "\n".join([HEAD, *settings])
