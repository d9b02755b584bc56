"""The command line: what an editor asks of the content without building the site."""

import click

from forewarn import __version__
from forewarn.commands.check import check
from forewarn.commands.deploy_check import deploy_check
from forewarn.commands.deploy_files import deploy_files
from forewarn.commands.explain import explain
from forewarn.commands.fix import fix
from forewarn.commands.import_ import import_
from forewarn.commands.new import new
from forewarn.commands.preview import preview
from forewarn.commands.roll_back import roll_back
from forewarn.commands.states import states
from forewarn.commands.verify import verify_

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="forewarn")
def main() -> None:
    """Look after a site of warnings: write, look, check, and know what changes when.

    \b
    So that Tab completes commands and areas, put one line into the settings of your shell:
      bash: eval "$(_FOREWARN_COMPLETE=bash_source forewarn)"
      zsh:  eval "$(_FOREWARN_COMPLETE=zsh_source forewarn)"
    """


for command in (check, deploy_check, deploy_files, explain, fix, import_, new, preview, roll_back, states, verify_):
    main.add_command(command)
