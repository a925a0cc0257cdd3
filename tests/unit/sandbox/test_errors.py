import pytest

from bot.sandbox import errors


@pytest.mark.parametrize(
    ("error", "status", "payload"),
    [
        (errors.unauthorized(), 401, {"message": "401: Unauthorized", "code": 0}),
        (errors.not_found(), 404, {"message": "404: Not Found", "code": 0}),
        (errors.unknown_channel(), 404, {"message": "Unknown Channel", "code": 10003}),
        (errors.unknown_message(), 404, {"message": "Unknown Message", "code": 10008}),
        (errors.unknown_interaction(), 404, {"message": "Unknown interaction", "code": 10062}),
        (errors.missing_access(), 403, {"message": "Missing Access", "code": 50001}),
        (errors.missing_permissions(), 403, {"message": "Missing Permissions", "code": 50013}),
        (errors.cannot_dm(), 403, {"message": "Cannot send messages to this user", "code": 50007}),
        (errors.empty_message(), 400, {"message": "Cannot send an empty message", "code": 50006}),
        (errors.invalid_webhook_token(), 401, {"message": "Invalid Webhook Token", "code": 50027}),
        (
            errors.already_acknowledged(),
            400,
            {"message": "Interaction has already been acknowledged.", "code": 40060},
        ),
    ],
)
def test_answers_as_discord_does(error, status, payload):
    assert (error.status, error.payload()) == (status, payload)


def test_a_form_error_names_its_field():
    assert errors.invalid_snowflake("user_id", "me").payload() == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "user_id": {
                "_errors": [
                    {"code": "NUMBER_TYPE_COERCE", "message": 'Value "me" is not snowflake.'}
                ]
            }
        },
    }
