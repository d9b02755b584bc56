"""``forewarn explain``: what a rule asks for, and why."""

import click
from rich.console import Console
from rich.text import Text

from forewarn.explanation import Explanation, explanations
from forewarn.spelling import did_you_mean


@click.command(short_help="Say what a rule asks for, and why.")
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain a RULE, named as "forewarn check" names it, with a wrong and a right example; without one, list all.

    \b
    Example:
      forewarn explain area-unknown
    """
    known = explanations()
    if rule is None:
        _print_all()
    elif rule in known:
        _print_one(known[rule])
    else:
        hint = did_you_mean(rule, known) or '"forewarn explain" alone lists them all.'
        raise click.BadParameter(f'There is no rule "{rule}". {hint}', param_hint="RULE")


def _print_all() -> None:
    width = max(map(len, explanations()))
    console = Console(soft_wrap=True, highlight=False)
    for explanation in explanations().values():
        line = Text(explanation.rule.ljust(width + 2), "bold")
        console.print(line.append(f"{explanation.level:<9}{explanation.asks}", "default"))


def _print_one(explanation: Explanation) -> None:
    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(explanation.rule, "bold").append(f" ({explanation.level})", "default"))
    console.print(Text(f"\n{explanation.asks}\n{explanation.why}"))
    for label, example in (("Wrong", explanation.wrong), ("Right", explanation.right)):
        indented = "\n".join(f"    {line}" for line in example.split("\n"))
        console.print(Text(f"\n{label}:\n", "bold").append(indented, "default"))
