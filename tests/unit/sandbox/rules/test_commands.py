import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.rules.commands import check_choices, check_command, check_commands


def command(**more):
    return {"name": "advice", "description": "Find advice."} | more


def option(name="question", kind=3, **more):
    return {"type": kind, "name": name, "description": "What you ask."} | more


def taking(*options):
    return command(options=list(options))


def choices(count, **more):
    return [{"name": str(one), "value": str(one)} | more for one in range(count)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (command(name="Advice"), {"name": "APPLICATION_COMMAND_INVALID_NAME"}),
        (
            command(name="find advice"),
            {"name": "STRING_TYPE_REGEX+APPLICATION_COMMAND_INVALID_NAME"},
        ),
        (command(name="a!"), {"name": "STRING_TYPE_REGEX+APPLICATION_COMMAND_INVALID_NAME"}),
        (command(name="n" * 33), {"name": "BASE_TYPE_BAD_LENGTH"}),
        (command(name=""), {"name": "BASE_TYPE_REQUIRED"}),
        ({"description": "d"}, {"name": "BASE_TYPE_REQUIRED"}),
        ({"name": "advice"}, {"description": "BASE_TYPE_REQUIRED"}),
        (command(description="d" * 101), {"description": "BASE_TYPE_BAD_LENGTH"}),
        (command(type=4), {"type": "BASE_TYPE_CHOICES"}),
        ({"type": 3, "name": "n" * 33}, {"name": "BASE_TYPE_BAD_LENGTH"}),
        (command(type=2, description="d"), {"description": "BASE_TYPE_MAX_LENGTH"}),
        (
            {"type": 3, "name": "Find", "options": [option()]},
            {"options": "BASE_TYPE_MAX_LENGTH"},
        ),
        (command(contexts=[]), {"contexts": "BASE_TYPE_BAD_LENGTH"}),
        (command(contexts=[3]), {"contexts.0": "BASE_TYPE_CHOICES"}),
        (command(integration_types=[0, 0]), {
            "integration_types.1": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        }),
        (
            command(default_member_permissions="manage"),
            {"default_member_permissions": "NUMBER_TYPE_COERCE"},
        ),
        (command(nsfw="no"), {"nsfw": "BASE_TYPE_CHOICES"}),
        (
            command(name_localizations={"de": "Rat", "xx": "rat"}),
            {
                "name_localizations.de": "APPLICATION_COMMAND_INVALID_NAME",
                "name_localizations.xx": "BASE_TYPE_CHOICES",
            },
        ),
        (
            command(description_localizations={"de": "d" * 101}),
            {"description_localizations.de": "BASE_TYPE_BAD_LENGTH"},
        ),
    ],
)  # fmt: skip
def test_refuses(refused, body, expected):
    assert refused(lambda: check_command(body)) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([option(str(one)) for one in range(26)], {"options": "BASE_TYPE_MAX_LENGTH"}),
        ([option("Question")], {"options.0.name": "APPLICATION_COMMAND_INVALID_NAME"}),
        ([option(description="")], {"options.0.description": "BASE_TYPE_REQUIRED"}),
        ([option(kind=12)], {"options.0": "UNION_TYPE_CHOICES"}),
        ([{"name": "a", "description": "b"}], {"options.0.type": "BASE_TYPE_REQUIRED"}),
        (
            [option("a"), option("b", required=True)],
            {"options.1": "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
        ),
        ([option("a"), option("a")], {"options.1": "APPLICATION_COMMAND_OPTIONS_NAME_INVALID"}),
        (
            [option("a", kind=1), option("b")],
            {"options.1": "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"},
        ),
        (
            [option("a", kind=1, options=[option("b", kind=1)])],
            {"options.0.options.0": "UNION_TYPE_CHOICES"},
        ),
        (
            [option("a", kind=2, options=[option("b")])],
            {"options.0.options.0": "UNION_TYPE_CHOICES"},
        ),
        (
            [option("a", kind=2, options=[option("b", kind=2)])],
            {"options.0.options.0": "UNION_TYPE_CHOICES"},
        ),
        ([option(choices=choices(26))], {"options.0.choices": "BASE_TYPE_MAX_LENGTH"}),
        (
            [option(choices=[{"name": "n" * 101, "value": "v"}])],
            {"options.0.choices.0.name": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            [option(choices=[{"name": "n", "value": "v" * 101}])],
            {"options.0.choices.0.value": "BASE_TYPE_MAX_LENGTH"},
        ),
        (
            [option(choices=[{"name": "n", "value": 5}])],
            {"options.0.choices.0.value": "STRING_TYPE_CONVERT"},
        ),
        (
            [option(kind=4, choices=[{"name": "n", "value": "5"}])],
            {"options.0.choices.0.value": "NUMBER_TYPE_COERCE"},
        ),
        (
            [option(kind=4, choices=[{"name": "n", "value": 2**53}])],
            {"options.0.choices.0.value": "NUMBER_TYPE_MAX"},
        ),
        (
            [option(choices=choices(2), autocomplete=True)],
            {"options.0.autocomplete": "BASE_TYPE_CHOICES"},
        ),
        ([option(kind=4, min_value=5, max_value=1)], {"options.0.min_value": "NUMBER_TYPE_MAX"}),
        ([option(kind=4, min_value=0.5)], {"options.0.min_value": "NUMBER_TYPE_COERCE"}),
        ([option(max_length=0)], {"options.0.max_length": "NUMBER_TYPE_MIN"}),
        ([option(max_length=6001)], {"options.0.max_length": "NUMBER_TYPE_MAX"}),
        ([option(min_length=3, max_length=2)], {"options.0.min_length": "NUMBER_TYPE_MAX"}),
        ([option(kind=7, channel_types=[99])], {"options.0.channel_types.0": "BASE_TYPE_CHOICES"}),
    ],
)
def test_refuses_options(refused, options, expected):
    assert refused(lambda: check_command(taking(*options))) == expected


@pytest.mark.parametrize(
    "body",
    [
        command(name="n" * 32, description="d" * 100),
        command(name="rat-für_kleine'leute9"),
        command(name="सलाह"),
        command(name="คำแนะนำ"),
        command(name="建议"),
        {"type": 3, "name": "Find advice for this"},
        {"type": 2, "name": "N" * 32, "description": ""},
        taking(option("a", required=True), option("b"), option("c", required=False)),
        taking(*(option(str(one)) for one in range(25))),
        taking(option(choices=choices(25), autocomplete=False)),
        taking(option(autocomplete=True, choices=[])),
        taking(option("a", kind=1), option("b", kind=2, options=[option("c", kind=1)])),
        taking(option(kind=4, choices=[{"name": "n", "value": 2**53 - 1}], min_value=-1)),
        taking(option(kind=10, choices=[{"name": "n", "value": 0.5}], min_value=0.5)),
        command(default_member_permissions=8192, contexts=[0], integration_types=[0, 1]),
        command(default_member_permissions="8192", contexts=None, dm_permission=False),
        command(name_localizations={"de": "rat"}, description_localizations={"de": "Rat."}),
    ],
)
def test_accepts_and_reads_what_it_keeps_again(body):
    kept = check_command(body)
    assert check_command(kept) == kept


def test_keeps_what_answers_show():
    kept = check_command(command(default_member_permissions=8192, unknown=1))
    assert kept == {
        "type": 1,
        "name": "advice",
        "description": "Find advice.",
        "options": [],
        "default_member_permissions": "8192",
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
    }


def sized(characters):
    """A command in which so many characters count."""
    # 2 of its own, 3 options of 2 each, 25 and 14 choices of 200 each: 7,808 before the last choice
    last = {"name": "n" * 100, "value": "v" * (characters - 7908)}
    return command(
        name="n",
        description="d",
        options=[
            option("a", description="d", choices=choices(25, name="n" * 100, value="v" * 100)),
            option("b", description="d", choices=choices(14, name="n" * 100, value="v" * 100)),
            option("c", description="d", choices=[last]),
        ],
    )


class TestSize:
    """8,000 characters of names, descriptions and values, each in its longest language."""

    def test_up_to_8000(self):
        check_command(sized(8000))

    def test_not_more(self, refused):
        with pytest.raises(ApiError) as caught:
            check_command(sized(8001))
        assert caught.value.errors == {
            "_errors": [
                {
                    "code": "APPLICATION_COMMAND_TOO_LARGE",
                    "message": "Command exceeds maximum size (8000)",
                }
            ]
        }
        found = refused(lambda: check_commands([command(), sized(8001)]))
        assert found == {"1": "APPLICATION_COMMAND_TOO_LARGE"}

    def test_counts_the_longest_language_only(self, refused):
        check_command(sized(8000) | {"description_localizations": {"de": "d", "fr": "d"}})
        longer = sized(8000) | {"description_localizations": {"de": "dd", "fr": "d"}}
        assert refused(lambda: check_command(longer)) == {"": "APPLICATION_COMMAND_TOO_LARGE"}


class TestWholeScope:
    def test_takes_what_a_scope_holds(self):
        chat = [command(name=f"c{one}") for one in range(100)]
        users = [{"type": 2, "name": f"U{one}"} for one in range(15)]
        messages = [{"type": 3, "name": f"U{one}"} for one in range(15)]
        assert len(check_commands([*chat, *users, *messages])) == 130
        assert check_commands([]) == []
        assert check_commands(None) == []

    @pytest.mark.parametrize(
        ("bodies", "most"),
        [
            ([command(name=f"c{one}") for one in range(101)], 100),
            ([{"type": 2, "name": f"U{one}"} for one in range(16)], 15),
            ([{"type": 3, "name": f"M{one}"} for one in range(16)], 15),
        ],
    )
    def test_not_more(self, bodies, most):
        with pytest.raises(ApiError) as caught:
            check_commands(bodies)
        assert (caught.value.status, caught.value.code) == (400, 30032)
        assert str(most) in caught.value.message

    @pytest.mark.parametrize(
        ("bodies", "expected"),
        [
            ([command(), command()], {"1": "APPLICATION_COMMANDS_DUPLICATE_NAME"}),
            (
                [command(), command(name="Two")],
                {"1.name": "APPLICATION_COMMAND_INVALID_NAME"},
            ),
            ([command(), "two"], {"1": "MODEL_TYPE_CONVERT"}),
            ({"name": "advice"}, {"": "LIST_TYPE_CONVERT"}),
            ([command(name=f"c{one}") for one in range(131)], {"": "BASE_TYPE_MAX_LENGTH"}),
        ],
    )
    def test_refuses(self, refused, bodies, expected):
        assert refused(lambda: check_commands(bodies)) == expected

    def test_one_name_serves_every_type(self):
        check_commands([{"type": kind, "name": "find"} for kind in (2, 3)] + [command(name="find")])


class TestAutocomplete:
    @pytest.mark.parametrize(
        ("answer", "kind", "expected"),
        [
            (choices(26), 3, {"data.choices": "BASE_TYPE_MAX_LENGTH"}),
            (choices(1, name=""), 3, {"data.choices.0.name": "BASE_TYPE_REQUIRED"}),
            (choices(1, name="n" * 101), 3, {"data.choices.0.name": "BASE_TYPE_BAD_LENGTH"}),
            (choices(1, value="v" * 101), 3, {"data.choices.0.value": "BASE_TYPE_MAX_LENGTH"}),
            (choices(1, value=1), 3, {"data.choices.0.value": "STRING_TYPE_CONVERT"}),
            (choices(1, value="1"), 4, {"data.choices.0.value": "NUMBER_TYPE_COERCE"}),
            (choices(1, value=0.5), 4, {"data.choices.0.value": "NUMBER_TYPE_COERCE"}),
            (choices(1, value=True), 10, {"data.choices.0.value": "NUMBER_TYPE_COERCE"}),
            (choices(1, value=None), None, {"data.choices.0.value": "BASE_TYPE_REQUIRED"}),
            ("none", 3, {"data.choices": "LIST_TYPE_CONVERT"}),
        ],
    )
    def test_refuses(self, refused, answer, kind, expected):
        assert refused(lambda: check_choices(answer, kind)) == expected

    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            (choices(25, name="n" * 100, value="v" * 100), 3),
            (choices(1, value=5), 4),
            (choices(1, value=5), 10),
            (choices(1, value=0.5), 10),
            (choices(1, value="x") + choices(1, value=1), None),
            ([], 3),
            (None, 3),
        ],
    )
    def test_accepts(self, answer, kind):
        assert check_choices(answer, kind) == (answer or [])
