"""``forewarn roll-back``: the former site is public again."""

from pathlib import Path

import click

from forewarn.commands.project import config_file_option
from forewarn.problem import ProblemsFound
from forewarn.publication import Publication
from forewarn.reading.configuration import read_configuration


@click.command("roll-back", short_help="Put the former site before the public again.")
@config_file_option
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="The folder of the site, if it is another.")
def roll_back(config_file: Path, site_dir: Path | None) -> None:
    """Let the site and the former one, which the last build has kept, change places.

    What the former site said is public again, also what was withdrawn since: mend the texts and build again as soon
    as you can. Rolling back twice changes nothing.

    \b
    Example:
      forewarn roll-back
    """
    try:
        publication = Publication.open(site_dir or read_configuration(config_file).site_dir)
        try:
            publication.roll_back()
        finally:
            publication.close()
    except ProblemsFound as found:
        raise click.ClickException(str(found)) from None
    click.echo(f"{publication.places.site.name}: the former site is public again.")
