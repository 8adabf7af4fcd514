"""``onrecord origins``."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.tree import Tree

from onrecord.ask.claims.answers import ClaimAnswer, claim
from onrecord.cli.ask.answer import wants_json, write_json, write_tables
from onrecord.cli.ask.tables import cell
from onrecord.cli.claims.common import linked
from onrecord.cli.options import case_option, form_options


@click.command(name="origins")
@click.argument("claim_id", metavar="CLAIM")
@form_options
@case_option
def command(claim_id: str, form: str | None, case_file: Path) -> None:
    """Show who took a claim from whom, with the words that show it.

    \b
    Examples:
      onrecord origins c3d18152c
      onrecord origins c3d18152c --json

    Exit codes: 0 shown, 1 there is no such claim, 2 the case is wrong.
    """
    with linked(case_file) as case:
        answer = claim(case.db, claim_id)
    if wants_json(form):
        origins, edges = ([asdict(x) for x in rows] for rows in (answer.origins, answer.edges))
        write_json([{"id": answer.id, "origins": origins, "edges": edges}])
    else:
        write_tables(tree(answer))


def tree(answer: ClaimAnswer) -> Tree:
    """Givers with their takers below them; roots first."""
    out = Tree(cell(answer.gloss, "bold"))
    takers = {e.taker for e in answer.edges}
    names = {s.id: f"{s.document.outlet or '?'}: {s.text}" for s in answer.statements}
    for o in answer.origins:
        out.add(cell(f"origin: {o.name} ({o.kind}) — “{o.evidence}”"))
    givers = dict.fromkeys(e.giver for e in answer.edges)
    for giver in (g for g in givers if g not in takers):
        branch = out.add(cell(names.get(giver, giver)))
        _below(branch, giver, answer, names, {giver})
    return out


def _below(
    branch: Tree, giver: str, answer: ClaimAnswer, names: dict[str, str], seen: set[str]
) -> None:
    for e in answer.edges:
        if e.giver == giver and e.taker not in seen:
            seen.add(e.taker)
            child = branch.add(cell(f"{names.get(e.taker, e.taker)} [{e.kind}: “{e.evidence}”]"))
            _below(child, e.taker, answer, names, seen)
