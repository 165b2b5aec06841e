"""Photos, videos, documents and voice messages, one at a time."""

from sandbox.json_types import Json
from sandbox.methods.attachments import SHAPES, attachment
from sandbox.methods.call import Call, Handler
from sandbox.methods.outgoing import draft
from sandbox.methods.registry import method


def _sender(kind: str) -> Handler:
    def send(call: Call) -> Json:
        target = draft(call)
        content = attachment(call, kind, call.params[kind], call.params)
        return target.send(call, [content])[0].data

    return send


for _kind in SHAPES:
    method(f"send{_kind.capitalize()}")(_sender(_kind))
