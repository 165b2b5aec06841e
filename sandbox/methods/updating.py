"""How the bot hears of things: getUpdates, webhooks, and who it is itself."""

import re

from sandbox.addresses import is_web_address
from sandbox.errors import ApiError, bad_request
from sandbox.json_types import Json
from sandbox.limits import (
    POLL_TIMEOUT_MAX,
    UPDATES_LIMIT_MAX,
    WEBHOOK_CONNECTIONS_DEFAULT,
    WEBHOOK_CONNECTIONS_MAX,
)
from sandbox.methods.call import Call
from sandbox.methods.registry import method, slow_method
from sandbox.webhook import Hook

# Bot API reference, setWebhook.secret_token.
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getMe")
def get_me(call: Call) -> Json:
    return {
        **call.world.bot.as_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@slow_method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Long poll, in real seconds. A newer poller ends this one with 409, and closes it only for this one."""
    updates, params = call.world.updates, call.params
    if call.world.webhook.hook:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    if "allowed_updates" in params:
        updates.allowed = params["allowed_updates"]
    updates.poller += 1
    me = updates.poller
    updates.changed.ring()
    updates.confirm_before(params.get("offset") or 0)
    limit = min(max(params.get("limit") or UPDATES_LIMIT_MAX, 1), UPDATES_LIMIT_MAX)
    ends = call.world.clock.real() + min(params.get("timeout") or 0, POLL_TIMEOUT_MAX)
    while True:
        if updates.poller != me:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        if call.world.webhook.hook:
            raise ApiError(409, "Conflict: terminated by setWebhook request")
        if batch := updates.first(limit):
            return batch
        if not await updates.changed.wait(ends - call.world.clock.real()):
            return []


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Any http(s) address is taken, as a local Bot API server does; an empty one removes the webhook."""
    params, world = call.params, call.world
    url = params["url"]
    if not url:
        _remove(call)
        return True
    if not is_web_address(url):
        raise bad_request("invalid webhook URL specified")
    secret = params.get("secret_token") or None
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.get("max_connections") or WEBHOOK_CONNECTIONS_DEFAULT
    if "allowed_updates" in params:
        world.updates.allowed = params["allowed_updates"]
    if params.get("drop_pending_updates") is True:
        world.updates.drop_all()
    world.webhook.set(Hook(url, secret, min(max(connections, 1), WEBHOOK_CONNECTIONS_MAX)))
    world.updates.changed.ring()
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    _remove(call)
    return True


def _remove(call: Call) -> None:
    if call.params.get("drop_pending_updates") is True:
        call.world.updates.drop_all()
    call.world.webhook.clear()


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    return call.world.webhook.info()
