"""Buttons and selects: what people press in messages, and choose from in modals.

ButtonComponentForMessageRequest, StringSelectComponentForMessageRequest and its siblings of the
OpenAPI document; https://discord.com/developers/docs/components/reference.
"""

from bot.sandbox import limits
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.rules import field_errors
from bot.sandbox.rules.emoji import is_emoji
from bot.sandbox.rules.form import Form, present
from bot.sandbox.rules.kinds import CHANNEL_KINDS, Kind, Style

LINK_SCHEMES = ("http", "https", "discord")
_STYLES = tuple(style.value for style in Style)
_DEFAULTS = {
    Kind.USER_SELECT: ("user",),
    Kind.ROLE_SELECT: ("role",),
    Kind.MENTIONABLE_SELECT: ("user", "role"),
    Kind.CHANNEL_SELECT: ("channel",),
}


def component_id(form: Form) -> int | None:
    """The number a component goes by; 0 counts as none."""
    return form.whole("id", least=0, most=limits.COMPONENT_ID) or None


def button(form: Form) -> JsonObject:
    """A button. What it must and must not have depends on its style."""
    style = form.one_of("style", _STYLES, required=True)
    label = form.text("label", most=limits.BUTTON_LABEL)
    shown = emoji(form)
    custom_id = form.text("custom_id", least=1, most=limits.CUSTOM_ID)
    url = form.address("url", most=limits.BUTTON_URL, schemes=LINK_SCHEMES)
    sku_id = form.snowflake("sku_id")
    if style == Style.PREMIUM:
        _only_premium(form)
    elif style is not None:
        _labelled(form, is_link=style == Style.LINK)
    return present(
        type=Kind.BUTTON.value,
        id=component_id(form),
        style=style,
        label=label,
        emoji=shown,
        custom_id=custom_id,
        url=url,
        sku_id=None if sku_id is None else str(sku_id),
        disabled=form.truth("disabled"),
    )


def _labelled(form: Form, *, is_link: bool) -> None:
    if not form.raw("label") and not form.holds("emoji"):
        form.complain(field_errors.REQUIRED, "label")
    if form.holds("sku_id"):
        form.complain(field_errors.choices((None,)), "sku_id")
    if form.raw("custom_id") and form.raw("url"):
        form.complain(field_errors.BUTTON_EITHER_OR, "custom_id")
        form.complain(field_errors.BUTTON_EITHER_OR, "url")
    elif is_link and not form.holds("url"):
        form.complain(field_errors.REQUIRED, "url")
    elif not is_link and not form.holds("custom_id"):
        form.complain(field_errors.BUTTON_NEEDS_CUSTOM_ID, "custom_id")


def _only_premium(form: Form) -> None:
    if not form.holds("sku_id"):
        form.complain(field_errors.REQUIRED, "sku_id")
    for name in ("custom_id", "url", "label", "emoji"):
        if form.holds(name):
            form.complain(field_errors.choices((None,)), name)


def emoji(form: Form) -> JsonObject | None:
    """An emoji of Unicode by its name, or one of a guild by its id."""
    inner = form.form("emoji")
    if inner is None:
        return None
    custom = inner.snowflake("id")
    name = inner.text("name", most=limits.EMOJI_NAME, required=custom is None)
    if custom is None and name is not None and not is_emoji(name):
        inner.complain(field_errors.BAD_EMOJI, "name")
    return present(
        id=None if custom is None else str(custom),
        name=name or "_",
        animated=inner.truth("animated"),
    )


def select(form: Form, kind: Kind, *, in_modal: bool = False) -> JsonObject:
    """A select, with its own options or with people, roles or channels to choose from."""
    least, most = _range(form, limits.SELECT_VALUES)
    shape = present(
        type=kind.value,
        id=component_id(form),
        custom_id=form.text("custom_id", least=1, most=limits.CUSTOM_ID, required=True),
        placeholder=form.text("placeholder", most=limits.SELECT_PLACEHOLDER),
        min_values=least,
        max_values=most,
        disabled=form.truth("disabled"),
    )
    if in_modal:
        shape["required"] = required_in_modal(form)
        if form.raw("disabled") is True:
            form.complain(field_errors.choices((False,)), "disabled")
    if kind is Kind.STRING_SELECT:
        found = options(form, limits.SELECT_OPTIONS, max_values=most, with_emoji=True)
        refuse_too_few(form, found, most)
        shape["options"] = found
    else:
        shape |= present(default_values=_default_values(form, kind, least, most))
    if kind is Kind.CHANNEL_SELECT:
        shape |= present(channel_types=form.some_of("channel_types", CHANNEL_KINDS))
    return shape


def _range(form: Form, highest: int) -> tuple[int, int]:
    least = form.whole("min_values", least=0, most=highest)
    most = form.whole("max_values", least=1, most=highest)
    least = 1 if least is None else least
    most = 1 if most is None else most
    if least > most:
        form.complain(field_errors.too_big(most), "min_values")
    return least, most


def required_in_modal(form: Form) -> bool:
    """Whether it must be answered; yes when it does not say, and then ``min_values`` is not 0."""
    required = form.truth("required")
    if required is not False and form.raw("min_values") == 0:
        form.complain(field_errors.too_small(1), "min_values")
    return required is not False


def options(
    form: Form, most: int, *, least: int = 1, max_values: int = 1, with_emoji: bool = False
) -> JsonObjects:
    """The options of a select, radio group or checkbox group: different values, few defaults."""
    inner = form.forms("options", least=least, most=most, required=True)
    if inner is None:
        return []
    found = [_option(one, with_emoji=with_emoji) for one in inner]
    values = [one.get("value") for one in found]
    for place, value in enumerate(values):
        if value is not None and value in values[:place]:
            form.complain(field_errors.OPTION_VALUE_TWICE, "options", place)
    if sum(one.get("default") is True for one in found) > max_values:
        form.complain(field_errors.TOO_MANY_DEFAULTS, "options")
    return found


def refuse_too_few(form: Form, found: JsonObjects, max_values: int) -> None:
    """There are at least as many options as may be chosen."""
    if found and len(found) < max_values:
        form.complain(field_errors.too_few(max_values), "options")


def _option(form: Form, *, with_emoji: bool) -> JsonObject:
    return present(
        label=form.text("label", least=1, most=limits.OPTION_TEXT, required=True),
        value=form.text("value", least=1, most=limits.OPTION_TEXT, required=True),
        description=form.text("description", most=limits.OPTION_TEXT),
        emoji=emoji(form) if with_emoji else None,
        default=form.truth("default"),
    )


def _default_values(form: Form, kind: Kind, least: int, most: int) -> JsonObjects | None:
    inner = form.forms("default_values", most=limits.SELECT_VALUES)
    if inner is None:
        return None
    found: JsonObjects = [
        {"type": one.one_of("type", _DEFAULTS[kind], required=True), "id": _id_text(one)}
        for one in inner
    ]
    if found and not least <= len(found) <= most:
        form.complain(field_errors.TOO_MANY_DEFAULTS, "default_values")
    return found


def _id_text(form: Form) -> str:
    return str(form.snowflake("id", required=True))
