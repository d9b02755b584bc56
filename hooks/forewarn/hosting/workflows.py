"""The workflows by which GitHub and GitLab check, build, publish and roll back a site.

They are files as these hosts read them, in the folder ``workflows`` beside this module; nothing in them depends on a
site. This repository's own are the same.
"""

from pathlib import Path

from forewarn.hosting.telling import HostFile, Served, Told

_FOLDER = Path(__file__).with_name("workflows")
_GITHUB = ("check.yml", "publish.yml", "publish-when-due.yml", "roll-back.yml")


def github_workflows(_served: Served) -> Told:
    """Give the workflows of GitHub Actions, and what has to be set for them by hand."""
    files = tuple(HostFile(f".github/workflows/{name}", _text(name)) for name in _GITHUB)
    return Told(
        files,
        (
            'Put the folder ".github" at the top of the repository; "--into ." writes it there.',
            'In the settings of the repository, below Pages, choose "GitHub Actions" as the source.',
            "Below Environments, let only the main branch deploy to github-pages.",
        ),
        (
            "Its clock is not exact: a change that is due is published up to half an hour late, and in a public"
            " repository not at all once nothing has been committed for 60 days.",
        ),
    )


def gitlab_workflows(_served: Served) -> Told:
    """Give the pipeline of GitLab, and what has to be set for it by hand."""
    return Told(
        (HostFile(".gitlab-ci.yml", _text("gitlab-ci.yml")),),
        (
            'Put the file ".gitlab-ci.yml" at the top of the repository; "--into ." writes it there.',
            "Below Build, Pipeline schedules, let the default branch run every 15 minutes.",
            "Below Settings, CI/CD, protect the default branch, and let its caches be apart from all others.",
        ),
    )


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
