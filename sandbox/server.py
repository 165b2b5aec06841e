"""The sandbox as one object, to be served over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from sandbox.bot_api import BotApi
from sandbox.clock import SandboxClock
from sandbox.control.routes import control_routes
from sandbox.limits import TRANSCRIPT_KEPT, UPLOAD_MAX_BYTES
from sandbox.people import Person
from sandbox.world import World

DEFAULT_TOKEN = "42:SANDBOX"  # noqa: S105 - opens nothing but this local server
DEFAULT_USERNAME = "sandbox_bot"
# Long polls and event streams never end by themselves: they are cut soon after the server is told to stop.
_SHUTDOWN_TIMEOUT = 0.2
# Base64 in a control call is a third larger than the file, a multipart form a little.
_BODY_MAX = UPLOAD_MAX_BYTES * 3 // 2


class Sandbox:
    """`world` is open to code in the same process; everything else goes over HTTP."""

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        clock: SandboxClock | None = None,
        enforce_limits: bool = True,
        *,
        bot_name: str = "Sandbox",
        bot_username: str = DEFAULT_USERNAME,
        transcript_size: int = TRANSCRIPT_KEPT,
    ) -> None:
        """ValueError for a token that doesn't begin with the bot's id and a colon."""
        ident, colon, secret = token.partition(":")
        if not (ident.isdigit() and colon and secret):
            raise ValueError("a token is the bot's id, a colon and a secret, such as 42:SANDBOX")
        self.token = token
        self.world = World(
            bot=Person(int(ident), bot_name, username=bot_username, is_bot=True),
            token=token,
            clock=clock or SandboxClock(),
            enforce_limits=enforce_limits,
            transcript_size=transcript_size,
        )

    def app(self) -> web.Application:
        app = web.Application(client_max_size=_BODY_MAX)
        app.add_routes(BotApi(self.world).routes())
        app.add_routes(control_routes(self.world))
        return app

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Gives the base address (no slash at its end); port 0 takes a free one."""
        runner = web.AppRunner(
            self.app(), access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_TIMEOUT
        )
        await runner.setup()
        try:
            async with self.world.background.running():
                await web.TCPSite(runner, host, port).start()
                shown = f"[{host}]" if ":" in host else host
                yield f"http://{shown}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
