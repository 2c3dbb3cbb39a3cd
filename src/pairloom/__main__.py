"""The `pairloom` command: a table of verbs, each loaded only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Collection
from importlib import import_module

# A verb is a function with typer's annotations that returns an exit code. Server verbs live in site/verbs.
VERBS: dict[str, tuple[str, str]] = {
    "match": ("pairloom.cli.match:match", "Pair mentees with mentors from files, and say why."),
    "replay": ("pairloom.cli.replay:replay", "Solve a stored run again and compare."),
    "timetable plan": (
        "pairloom.cli.timetable.plan:plan",
        "Plan who sits where in each turn of a speed event.",
    ),
    "timetable export": (
        "pairloom.cli.timetable.export:export",
        "Print a plan: cards, sheets, signs, lists, calendars.",
    ),
    "timetable replan": (
        "pairloom.cli.timetable.replan:replan",
        "Plan the turns that are left again, changing as few cards as can be.",
    ),
    "timetable check": ("pairloom.cli.timetable.check:check", "Check a plan against every rule and figure."),
    "demo": ("pairloom.site.verbs.demo:demo", "Run Pairloom here with a made-up community."),
    "migrate": ("pairloom.site.verbs.migrate:migrate", "Bring the database and static files up to date."),
    "serve": ("pairloom.site.verbs.serve:serve", "Serve Pairloom to a community."),
    "worker": ("pairloom.site.verbs.worker:worker", "Do the background work: mails, match runs, clean-up."),
    "add-administrator": (
        "pairloom.site.verbs.add_administrator:add_administrator",
        "Let a person create programmes and look after the installation.",
    ),
    "rotate-interest-key": (
        "pairloom.site.verbs.rotate_interest_key:rotate_interest_key",
        "Make a new key for private marks.",
    ),
    "send-test-mail": (
        "pairloom.site.verbs.send_test_mail:send_test_mail",
        "Send one mail and say what happened.",
    ),
}

SUCCESS, BAD_INPUT, INTERRUPTED = 0, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; the exit code. Without a verb, tell what there is."""
    try:
        code = _answer(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        print("Stopped.", file=sys.stderr)  # noqa: T201
    return code


def _answer(arguments: list[str]) -> int:
    name, rest = _verb(arguments or ["--help"])
    if name in ("--help", "-h", "help"):
        print(help_text())  # noqa: T201
        return SUCCESS
    if name == "--version":
        from importlib.metadata import version  # slow to load, and seldom asked for

        print(f"pairloom {version('pairloom')}")  # noqa: T201
        return SUCCESS
    if name in VERBS:
        return run_verb(name, rest)
    if _family(name) and rest in ([], ["--help"], ["-h"]):
        print(help_text(_family(name)))  # noqa: T201
        return SUCCESS
    asked = " ".join([name, *rest[:1]]) if _family(name) else name
    told = help_text(_family(name) or VERBS)
    print(f"pairloom: there is no '{asked}'.{_hint(asked)}\n\n{told}", file=sys.stderr)  # noqa: T201
    return BAD_INPUT


def _verb(arguments: list[str]) -> tuple[str, list[str]]:
    """The verb, which may be two words, and what comes after it."""
    two = " ".join(arguments[:2])
    return (two, arguments[2:]) if two in VERBS else (arguments[0], arguments[1:])


def _family(name: str) -> list[str]:
    """The verbs of two words that begin with this one."""
    return [verb for verb in VERBS if verb.startswith(f"{name} ")]


def run_verb(name: str, arguments: list[str]) -> int:
    """Parse the arguments as typer does and call the verb; the exit code."""
    import typer  # the help of all verbs must not wait for it
    from typer.main import get_command

    module, _, function = VERBS[name][0].partition(":")
    try:
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        app.command(help=VERBS[name][1])(getattr(import_module(module), function))
        code = get_command(app).main(arguments, prog_name=f"pairloom {name}", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:
        show = getattr(error, "show", None)  # a usage error of click's, with its own words and code
        if show is None:
            raise
        show()
        return int(getattr(error, "exit_code", BAD_INPUT))
    return int(code or SUCCESS)


def help_text(verbs: Collection[str] = VERBS) -> str:
    """These verbs with a line each."""
    width = max(map(len, verbs))
    lines = [f"  {name:<{width}}  {VERBS[name][1]}" for name in verbs]
    return "\n".join(
        [
            "Pairloom brings newcomers together with the people who can help them.",
            "",
            "Usage: pairloom VERB [OPTIONS]      (pairloom VERB --help tells more)",
            "",
            *lines,
        ]
    )


def _hint(name: str) -> str:
    from difflib import get_close_matches  # only for a typing error

    close = get_close_matches(name, VERBS, n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


if __name__ == "__main__":
    sys.exit(main())
