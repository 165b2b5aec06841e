"""python -m sandbox: a local Telegram at an address of its own."""

import argparse
import asyncio
import logging
import sys

from sandbox.server import DEFAULT_TOKEN, DEFAULT_USERNAME, Sandbox

_PORT = 8081


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Telegram (docs/sandbox.md).")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=_PORT, help="0 takes a free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--name", default="Sandbox", help="the bot's name")
    parser.add_argument("--username", default=DEFAULT_USERNAME, help="the bot's username")
    parser.add_argument("--limits", action=argparse.BooleanOptionalAction, default=True, help="flood limits")
    return parser


async def _serve(sandbox: Sandbox, host: str, port: int) -> None:
    async with sandbox.serve(host, port) as base:
        sys.stdout.write(f"{base}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Exit code 2 for a wrong argument, 1 for an address that can't be had."""
    parser = _parser()
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    try:
        sandbox = Sandbox(
            options.token, enforce_limits=options.limits, bot_name=options.name, bot_username=options.username
        )
    except ValueError as error:
        parser.error(str(error))
    try:
        asyncio.run(_serve(sandbox, options.host, options.port))
    except OSError as error:
        parser.exit(1, f"can't listen on {options.host}:{options.port}: {error.strerror}\n")
    except KeyboardInterrupt:
        parser.exit(0)


if __name__ == "__main__":
    main()
