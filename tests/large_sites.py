"""Sites of thousands of advisories, made of values: with the areas and the words that this project ships."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from finished import site_in
from forewarn.advisory import Advisory
from forewarn.rendering import plain_text
from forewarn.site import Site
from projects import ROOT
from published import ADVISORY, NOON, SETTINGS, site_of

SENTENCES = 14  # a body of some 200 words, as those that are shipped have
HOURS = 8  # between one advisory and the one before


def large_site(count: int, *, welsh: int = 0, seed: int = 1) -> Site:
    """Make a site of so many advisories, each ``welsh``-th of them Welsh where that is given; one seed, one site."""
    shipped = site_in(ROOT)
    settings = replace(SETTINGS, cards=False, posters=False)
    return site_of(_advisories(shipped, count, welsh, seed), settings=settings, areas=shipped.areas)


def _advisories(shipped: Site, count: int, welsh: int, seed: int) -> Iterator[Advisory]:
    chance = random.Random(seed)  # noqa: S311 - words, no secrets
    models = [advisory for advisory in shipped.register.advisories if advisory.locale == "en_GB"]
    sentences = [sentence for model in models for sentence in plain_text(model.body).split(". ") if sentence]
    assert len(sentences) > 200, "there are words enough to choose from"
    for number in range(count):
        model = chance.choice(models)
        told = ". ".join(chance.sample(sentences, SENTENCES))
        lost = f"One of them lost £{chance.randint(20, 9000)} to 07700 {chance.randint(900000, 900999)}."
        yield replace(
            ADVISORY,
            id=f"warning-{number:05}",
            title=f"{model.title} ({number})",
            summary=model.summary,
            areas=(chance.choice(shipped.areas).slug,),
            topics=model.topics,
            advice=model.advice,
            body=f"<p>{told}. {lost}</p>",
            published=NOON - timedelta(hours=HOURS * number),
            locale="cy_GB" if welsh and number % welsh == 0 else "en_GB",
        )
