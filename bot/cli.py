"""The command `lianxinqiao`. Each command imports what it needs when it is called, so that --help is quick."""
# ruff: noqa: PLC0415 - see above

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="lianxinqiao",
    help="连心桥: a Telegram bot for a sub-district office. Residents' complaints answered, notices delivered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ledger_app = typer.Typer(help="台账: the append-only record of what was done.", no_args_is_help=True)
app.add_typer(ledger_app, name="ledger")

rules_app = typer.Typer(help="规则: what triage reads by, the office's own rules included.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")

Config = Annotated[Path, typer.Option("--config", "-c", help="The office's settings.", metavar="FILE")]
CONFIG = Path("config.toml")
SAID_AT = "When it was said: 2026-11-22T23:40; now, if not given."


@app.command()
def demo(
    config: Config = CONFIG,
    port: Annotated[int, typer.Option(help="Where the local Telegram listens; 0 picks a free port.")] = 8081,
) -> None:
    """Show the main job against a local Telegram in the browser: no token, no network, a fresh database."""
    from bot.models_on_demand import import_aiogram

    import_aiogram()
    from bot.demo import demonstrate

    sys.exit(demonstrate(config, port))


@app.command()
def run(
    config: Config = CONFIG,
    migrate: Annotated[
        bool, typer.Option("--migrate/--no-migrate", help="Bring the database up to date first, or refuse an old one.")
    ] = True,
    follow_clock: Annotated[str, typer.Option(hidden=True, metavar="URL")] = "",
) -> None:
    """Run the bot until it is stopped. The token comes from BOT_TOKEN or the file that config.toml names."""
    from bot.models_on_demand import import_aiogram

    import_aiogram()
    from bot.commands.run import serve

    sys.exit(serve(config, migrate=migrate, follow_clock=follow_clock))


@app.command()
def check(
    config: Config = CONFIG,
    offline: Annotated[bool, typer.Option("--offline", help="Look at files only: no database, no Telegram.")] = False,
) -> None:
    """Check settings, texts, rules, database and Telegram, and say what to do."""
    from bot.commands.check import check_all

    sys.exit(check_all(config, offline=offline))


@app.command()
def invite(
    post: Annotated[str, typer.Option(help="The post's code, as in config.toml.")],
    staff: Annotated[str, typer.Option(help="Who, where several hold the post.")] = "",
    config: Config = CONFIG,
) -> None:
    """Make a one-time link that binds a member of staff to their Telegram account."""
    from bot.commands.invite import make_link

    sys.exit(make_link(config, post, staff))


@app.command()
def triage(
    text: Annotated[str, typer.Argument(help="A sentence to explain.", show_default=False)] = "",
    jsonl: Annotated[
        str, typer.Option("--jsonl", help='A file of {"text": …, "at": …} lines, - for standard input.', metavar="FILE")
    ] = "",
    at: Annotated[str, typer.Option(help=SAID_AT, metavar="TIME")] = "",
    config: Config = CONFIG,
) -> None:
    """Show how a sentence is read, and which words made it so. `rules explain` shows each step."""
    if bool(text) == bool(jsonl):
        raise typer.BadParameter("give either a sentence or --jsonl FILE")
    if jsonl and at:
        raise typer.BadParameter("the lines of --jsonl say themselves when: give no --at")
    if jsonl:
        from bot.commands.triage_lines import read_lines

        sys.exit(read_lines(jsonl, config))
    from bot.commands.explain import explain

    sys.exit(explain(text, at, config))


@app.command()
def migrate(config: Config = CONFIG) -> None:
    """Bring the database up to date, without starting the bot."""
    from bot.commands.migrate import migrate_now

    sys.exit(migrate_now(config))


@ledger_app.command()
def verify(config: Config = CONFIG) -> None:
    """Compute the hash chain anew and compare: was anything changed after it was sealed?"""
    from bot.commands.ledger import verify_chain

    sys.exit(verify_chain(config))


@rules_app.command("check")
def rules_check(config: Config = CONFIG) -> None:
    """Every mistake in the rule files, with its line, and what in them does nothing."""
    from bot.commands.rules_check import check_rules

    sys.exit(check_rules(config))


@rules_app.command("explain")
def rules_explain(
    text: Annotated[str, typer.Argument(help="A sentence.", show_default=False)],
    at: Annotated[str, typer.Option(help=SAID_AT, metavar="TIME")] = "",
    config: Config = CONFIG,
) -> None:
    """Each step of a reading: what was rewritten, facts, rules with their weights, what did not count, the decision."""
    from bot.commands.rules_explain import explain_steps

    sys.exit(explain_steps(text, at, config))


@rules_app.command("test")
def rules_test(
    files: Annotated[list[Path], typer.Argument(help="Labelled messages, one JSON object a line.", show_default=False)],
    config: Config = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    show: Annotated[int, typer.Option(help="So many wrong answers first.", min=0)] = 0,
    plot: Annotated[
        Path | None, typer.Option(help="Where to draw what a confidence is worth.", metavar="FILE.svg")
    ] = None,
) -> None:
    """How well labelled messages are read: figures, confidence, and which category is taken for which."""
    from bot.commands.rules_test import measure_rules

    sys.exit(measure_rules(files, config, as_json=as_json, show=show, plot=plot))


@rules_app.command("stats")
def rules_stats(
    config: Config = CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: all of it.")] = False,
) -> None:
    """What became of the stored appeals: hits and corrections of each rule, dead rules, words that no rule knows."""
    from bot.commands.rules_stats import tell_stats

    sys.exit(tell_stats(config, as_json=as_json))


@rules_app.command("learn")
def rules_learn(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Labelled messages, beside the stored appeals.", show_default=False)
    ] = None,
    config: Config = CONFIG,
    output: Annotated[
        Path | None, typer.Option(help="Where to write the proposed file; nothing is written without.", metavar="FILE")
    ] = None,
    show: Annotated[int, typer.Option(help="So many examples of what changes, each way.", min=0)] = 0,
) -> None:
    """Propose changes of the rules by what people corrected, as a diff, and show what they would do."""
    from bot.commands.rules_learn import learn

    sys.exit(learn(files or [], config, output, show))


def main() -> None:
    try:
        app()
    except KeyboardInterrupt:
        # The person at the keyboard knows what they did: 128 + SIGINT, as shells have it.
        sys.exit(130)
