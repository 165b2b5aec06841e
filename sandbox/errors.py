"""The two ways a request is refused: as Telegram does, and as the sandbox's control side does."""

from sandbox.json_types import Json


class ApiError(Exception):
    """A Bot API error as the bot sees it; `parameters` carries retry_after or migrate_to_chat_id."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class ControlError(Exception):
    """A control call that can't be done; the sentence is for the person who made it."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def unknown(what: str, ref: object) -> ControlError:
    return ControlError(f"there is no {what} {ref!r} in the sandbox", 404)
