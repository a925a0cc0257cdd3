import pytest

from bot.sandbox.rules.modals import Modal, check_modal
from bot.sandbox.rules.submissions import check_submission

HERE = "data.components.0.component"


def option(value):
    return {"label": "l", "value": value}


def options(count):
    return [option(str(one)) for one in range(count)]


def labelled(component, **more):
    return {"type": 18, "label": "Question", "component": component} | more


def text_input(**more):
    return {"type": 4, "custom_id": "t", "style": 1} | more


def older(**more):
    return {"type": 1, "components": [text_input(label="Question") | more]}


def modal(*rows, **more):
    return {"custom_id": "m", "title": "Offer", "components": list(rows)} | more


def asked(component):
    return check_modal(modal(labelled(component)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (modal(older(), title="t" * 46), {"data.title": "BASE_TYPE_BAD_LENGTH"}),
        (modal(older(), title=""), {"data.title": "BASE_TYPE_REQUIRED"}),
        (modal(older(), custom_id="c" * 101), {"data.custom_id": "BASE_TYPE_BAD_LENGTH"}),
        (modal(older(), custom_id=None), {"data.custom_id": "BASE_TYPE_REQUIRED"}),
        (modal(), {"data.components": "BASE_TYPE_REQUIRED"}),
        (
            modal(*(older(custom_id=str(one)) for one in range(6))),
            {"data.components": "BASE_TYPE_MAX_LENGTH"},
        ),
        (
            modal(older(), labelled(text_input())),
            {"data.components.1.component.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
        ),
        (
            modal(older(label=None)),
            {"data.components.0.components.0.label": "BASE_TYPE_REQUIRED"},
        ),
        (
            modal(older(label="l" * 46)),
            {"data.components.0.components.0.label": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            modal({"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "b"}]}),
            {"data.components.0.components.0": "UNION_TYPE_CHOICES"},
        ),
        (modal(text_input()), {"data.components.0": "UNION_TYPE_CHOICES"}),
        (modal({"type": 17, "components": []}), {"data.components.0": "UNION_TYPE_CHOICES"}),
    ],
)
def test_refuses(refused, body, expected):
    assert refused(lambda: check_modal(body)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (labelled(text_input(), label="l" * 46), {"label": "BASE_TYPE_BAD_LENGTH"}),
        (labelled(text_input(), description="d" * 101), {"description": "BASE_TYPE_BAD_LENGTH"}),
        (labelled(None), {"component": "BASE_TYPE_REQUIRED"}),
        (
            labelled({"type": 2, "style": 1, "custom_id": "b"}),
            {"component": "UNION_TYPE_CHOICES"},
        ),
        (labelled(text_input(style=3)), {"component.style": "BASE_TYPE_CHOICES"}),
        (labelled(text_input(max_length=4001)), {"component.max_length": "NUMBER_TYPE_MAX"}),
        (
            labelled(text_input(min_length=9, max_length=5)),
            {"component.min_length": "NUMBER_TYPE_MAX"},
        ),
        (labelled(text_input(value="v" * 4001)), {"component.value": "BASE_TYPE_MAX_LENGTH"}),
        (
            labelled(text_input(placeholder="p" * 101)),
            {"component.placeholder": "BASE_TYPE_MAX_LENGTH"},
        ),
        (
            labelled({"type": 21, "custom_id": "r", "options": options(1)}),
            {"component.options": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            labelled({"type": 21, "custom_id": "r", "options": options(11)}),
            {"component.options": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            labelled({"type": 22, "custom_id": "c", "options": options(11)}),
            {"component.options": "BASE_TYPE_BAD_LENGTH"},
        ),
        (
            labelled({"type": 22, "custom_id": "c", "options": options(2), "max_values": 3}),
            {"component.options": "BASE_TYPE_MIN_LENGTH"},
        ),
        (
            labelled({"type": 22, "custom_id": "c", "options": options(2), "min_values": 0}),
            {"component.min_values": "NUMBER_TYPE_MIN"},
        ),
        (
            labelled({"type": 3, "custom_id": "s", "options": options(2), "min_values": 0}),
            {"component.min_values": "NUMBER_TYPE_MIN"},
        ),
        (
            labelled({"type": 3, "custom_id": "s", "options": options(2), "disabled": True}),
            {"component.disabled": "BASE_TYPE_CHOICES"},
        ),
        (
            labelled({"type": 19, "custom_id": "f", "max_values": 11}),
            {"component.max_values": "NUMBER_TYPE_MAX"},
        ),
        (
            labelled({"type": 23, "custom_id": "f" * 101}),
            {"component.custom_id": "BASE_TYPE_BAD_LENGTH"},
        ),
    ],
)
def test_refuses_in_a_row(refused, row, expected):
    found = refused(lambda: check_modal(modal(row)))
    assert found == {f"data.components.0.{path}": code for path, code in expected.items()}


@pytest.mark.parametrize(
    "rows",
    [
        [labelled(text_input(), label="l" * 45, description="d" * 100)],
        [labelled(text_input(min_length=4000, max_length=4000, value="v" * 4000))],
        [older(custom_id=str(one)) for one in range(5)],
        [{"type": 10, "content": "Read this first."}, older()],
        [labelled({"type": 21, "custom_id": "r", "options": options(10)})],
        [labelled({"type": 22, "custom_id": "c", "options": options(1)})],
        [
            labelled(
                {"type": 22, "custom_id": "c", "options": options(10)}
                | {"min_values": 0, "required": False}
            )
        ],
        [labelled({"type": 3, "custom_id": "s", "options": options(25), "max_values": 25})],
    ],
)
def test_accepts(rows):
    assert len(check_modal(modal(*rows)).components) == len(rows)


def test_fills_in_ids_and_defaults():
    assert asked({"type": 22, "custom_id": "c", "options": options(2)}) == Modal(
        "m",
        "Offer",
        [
            {
                "type": 18,
                "id": 1,
                "label": "Question",
                "component": {
                    "type": 22,
                    "id": 2,
                    "custom_id": "c",
                    "options": options(2),
                    "min_values": 1,
                    "max_values": 2,
                    "required": True,
                },
            }
        ],
    )


def sent(**answer):
    return {
        "custom_id": "m",
        "components": [{"type": 18, "id": 1, "component": answer}],
    }


TEXT = text_input(min_length=2, max_length=5)
RADIO = {"type": 21, "custom_id": "t", "options": options(2)}
BOXES = {"type": 22, "custom_id": "t", "options": options(3), "min_values": 2}
MENU = {"type": 3, "custom_id": "t", "options": options(3), "max_values": 2}
PEOPLE = {"type": 5, "custom_id": "t"}


@pytest.mark.parametrize(
    ("component", "answer", "expected"),
    [
        (TEXT, {"value": ""}, {f"{HERE}.value": "BASE_TYPE_REQUIRED"}),
        (TEXT, {"value": "a"}, {f"{HERE}.value": "BASE_TYPE_BAD_LENGTH"}),
        (TEXT, {"value": "abcdef"}, {f"{HERE}.value": "BASE_TYPE_BAD_LENGTH"}),
        (TEXT | {"required": False}, {"value": "a"}, {f"{HERE}.value": "BASE_TYPE_BAD_LENGTH"}),
        (TEXT, {"value": 5}, {f"{HERE}.value": "STRING_TYPE_CONVERT"}),
        (RADIO, {"value": None}, {f"{HERE}.value": "BASE_TYPE_REQUIRED"}),
        (RADIO, {"value": "7"}, {f"{HERE}.value": "BASE_TYPE_CHOICES"}),
        (BOXES, {"values": ["0"]}, {f"{HERE}.values": "BASE_TYPE_BAD_LENGTH"}),
        (BOXES, {"values": []}, {f"{HERE}.values": "BASE_TYPE_REQUIRED"}),
        (MENU, {"values": ["0", "1", "2"]}, {f"{HERE}.values": "BASE_TYPE_BAD_LENGTH"}),
        (MENU, {"values": ["9"]}, {f"{HERE}.values.0": "BASE_TYPE_CHOICES"}),
        (MENU, {"values": ["1", "1"]}, {f"{HERE}.values.1": "SET_TYPE_ALREADY_CONTAINS_VALUE"}),
        (PEOPLE, {"values": ["me"]}, {f"{HERE}.values.0": "NUMBER_TYPE_COERCE"}),
        (PEOPLE, {"values": ["1", "2"]}, {f"{HERE}.values": "BASE_TYPE_BAD_LENGTH"}),
    ],
)
def test_refuses_an_answer_that_does_not_fit(refused, component, answer, expected):
    submitted = sent(type=component["type"], custom_id="t", **answer)
    assert refused(lambda: check_submission(asked(component), submitted)) == expected


def test_refuses_an_answer_left_out(refused):
    submitted = {"custom_id": "m", "components": []}
    assert refused(lambda: check_submission(asked(TEXT), submitted)) == {
        f"{HERE}.value": "BASE_TYPE_REQUIRED"
    }


def test_refuses_the_answer_to_another_modal(refused):
    submitted = sent(type=4, custom_id="t", value="abc") | {"custom_id": "other"}
    assert refused(lambda: check_submission(asked(TEXT), submitted)) == {
        "data.custom_id": "BASE_TYPE_CHOICES"
    }


@pytest.mark.parametrize(
    ("component", "answer", "expected"),
    [
        (TEXT, {"value": "abc"}, {"value": "abc"}),
        (TEXT | {"required": False}, {"value": ""}, {"value": ""}),
        (RADIO, {"value": "1"}, {"value": "1"}),
        (RADIO | {"required": False}, {}, {"value": None}),
        (BOXES, {"values": ["0", "2"]}, {"values": ["0", "2"]}),
        (BOXES | {"required": False}, {"values": []}, {"values": []}),
        (PEOPLE, {"values": [5]}, {"values": ["5"]}),
        ({"type": 23, "custom_id": "t"}, {"value": True}, {"value": True}),
        ({"type": 23, "custom_id": "t"}, {}, {"value": False}),
        ({"type": 19, "custom_id": "t"}, {"values": ["7"]}, {"values": ["7"]}),
    ],
)
def test_tells_the_answer_as_the_interaction_does(component, answer, expected):
    kind = component["type"]
    submitted = sent(type=kind, custom_id="t", **answer)
    assert check_submission(asked(component), submitted) == [
        {
            "type": 18,
            "id": 1,
            "component": {"type": kind, "id": 2, "custom_id": "t"} | expected,
        }
    ]


def test_tells_the_older_form_and_texts_too():
    question = check_modal(modal({"type": 10, "content": "Hello"}, older()))
    submitted = {
        "custom_id": "m",
        "components": [{"type": 1, "components": [{"type": 4, "custom_id": "t", "value": "abc"}]}],
    }
    assert check_submission(question, submitted) == [
        {"type": 10, "id": 1},
        {
            "type": 1,
            "id": 2,
            "components": [{"type": 4, "id": 3, "custom_id": "t", "value": "abc"}],
        },
    ]
