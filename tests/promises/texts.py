"""Promises about texts: none is lost, bad ones are refused in a sentence, and what they say stays as it is."""

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import html
from mkdocs.utils.meta import get_data

from benchmarks.corpus import write_advisories
from faults.test_mutations import mutated as any_field_mutated
from forewarn.problem import errors_in
from forewarn.reading import read_document
from forewarn.site import survey
from golden_cases import SETTINGS
from invariants import wrong_with
from mixed_files import followed, linked, mapped, mix
from projects import NOW, ROOT, VALID, Project, moment
from promises.mutations import EMBARGO, mutated
from promises.promise import Count, Counts, Size, SortedOut, Trial, sorted_out
from reader import Reader

GOLDEN = ROOT / "tests/golden"


# 1


def nothing_is_lost(trial: Trial) -> Counts:
    """Give many files their fates and compare them with what became of each; look for the published ones everywhere."""
    project = trial.project()
    project.for_many()
    folder = project.content / "advisories"
    write_advisories(folder, trial.so_many(50, 400, 10_000))
    fates = {path.stem: mix(path, number) for number, path in enumerate(sorted(folder.rglob("*.md")), 1)}
    result = sorted_out(project)
    paged = {path.parent.name for path in (result.built.site / "advisories").rglob("index.html")}
    found = {id_: _fate(id_, result, paged) for id_ in fates}
    published = {id_ for id_, fate in fates.items() if fate == "published"}
    everywhere = set.intersection(paged, *_found_in(result.built.site))
    return (
        Count(sum(found[id_] != fate for id_, fate in fates.items()), len(fates), "files with another fate"),
        Count(len(published - everywhere), len(published), "published ids missing somewhere"),
    )


def _fate(id_: str, result: SortedOut, paged: Iterable[str]) -> str:
    if id_ in result.refused_ids:
        return "refused"
    return "published" if id_ in paged else "hidden"


def _found_in(site: Path) -> Iterator[set[str]]:
    """Give the ids in the site map, and in lists and feeds where a site has them."""
    if not (site / "feed.xml").exists():
        addresses = re.findall(r"<loc>\S+/([^/]+)/</loc>", (site / "sitemap.xml").read_text("utf-8"))
        yield set(addresses)
        return
    yield set(mapped(site))
    for lists in ("areas", "archive"):
        yield {id_ for page in (site / lists).rglob("index.html") for id_ in linked(page, site)}
    yield followed(site, "feed.xml")


# 2


def bad_metadata(trial: Trial) -> Counts:
    """Give all golden cases of front matter to one project: the bad ones are refused, the others' titles are exact."""
    project = trial.project()
    cases = sorted((GOLDEN / "front-matter").iterdir())[:: trial.so_many(6, 1, 1)]
    bad = {case.name for case in cases if _is_refused(case)}
    for case in cases:
        project.add(f"advisories/{case.name}.md", (case / "advisory.md").read_bytes())
    result = sorted_out(project)
    good = {case.name: _title(case) for case in cases if case.name not in bad}
    shown = {name: _shown_title(result.built.site, name) for name in good}
    return (
        Count(len(bad - result.refused_ids), len(bad), "bad files published"),
        Count(sum(not shown[name].startswith(good[name]) for name in good), len(good), "good titles changed"),
    )


def _is_refused(case: Path) -> bool:
    return (case / "expected.txt").read_text("utf-8").startswith("Refused.")


def _title(case: Path) -> str:
    """Give the title that a golden case is published with."""
    found = re.search(r"^title: (.*)$", (case / "expected.txt").read_text("utf-8"), re.MULTILINE)
    assert found, case
    return found[1]


def _shown_title(site: Path, name: str) -> str:
    """Give what stands in the title of a page, whatever letters its address has; empty where there is no page."""
    pages = [path for path in (site / "advisories").iterdir() if path.name.casefold() == name.casefold()]
    return str(html.parse(pages[0] / "index.html").findtext(".//title")) if pages else ""


# 3


def mutations(trial: Trial) -> Counts:
    """Count the files whose embargo stands in them unchanged, and which are public or crash the reader all the same."""
    files = [data for number in range(trial.so_many(200, 2000, 20_000)) if EMBARGO in (data := mutated(number)[1])]
    what = "with the embargo lost, or a crash"
    if not trial.is_forewarn:
        return (Count(sum(map(_is_lost_by_plain, files)), len(files), what),)
    reader, others = Reader(), trial.so_many(200, 2000, 20_000)
    wrong = sum(_is_read_wrongly(reader, any_field_mutated(number)[1]) for number in range(others))
    return (
        Count(_lost_by_forewarn(trial, files), len(files), what),
        Count(wrong, others, "others with any field lost, or a crash"),
    )


def _is_read_wrongly(reader: Reader, data: bytes) -> bool:
    """Tell whether a file crashes the reader, or the second opinion of tests/invariants.py finds anything wrong."""
    try:
        return bool(wrong_with(reader.read(data), data))
    except Exception:  # noqa: BLE001 - whatever it is, it is a crash, and counted
        return True


def _lost_by_forewarn(trial: Trial, files: list[bytes]) -> int:
    return sum(
        _lost_of(trial.project(f"mutations-{start}"), files[start : start + 200]) for start in range(0, len(files), 200)
    )


def _lost_of(project: Project, files: list[bytes]) -> int:
    """Survey some files at once, and count those that are neither refused nor hidden. A crash loses them all."""
    for number, data in enumerate(files):
        project.add(f"advisories/a{number}.md", data)
    try:
        found = survey(project.content, SETTINGS, moment(NOW))
    except Exception:  # noqa: BLE001 - whatever it is, it is a crash, and counted
        return len(files)
    safe = found.hidden | {problem.file for problem in errors_in(found.problems)}
    return sum(f"content/advisories/a{number}.md" not in safe for number in range(len(files)))


def _is_lost_by_plain(data: bytes) -> bool:
    """Read a file as MkDocs does, and tell whether its metadata still holds the date."""
    try:
        _, metadata = get_data(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return True
    publish = metadata.get("publish")
    return not (isinstance(publish, dict) and f"date: {publish.get('date')}".encode() in EMBARGO)


# 4

_KINDS = (
    "0{d}{d}{d}{d} {d}{d}{d}{d}{d}{d}",
    "0{d}{d}{d}{d}{d}{d}{d}{d}{d}{d}",
    "+44 {d}{d}{d}{d} {d}{d}{d}{d}{d}{d}",
    "0{d}{d}{d}",
    "{d}.{d}0",
    "{h}:{m}",
    "{h}:{m}:{m}",
    "2{d}{d}{d}-0{n}-1{n}",
    "2{d}{d}{d}-0{n}-1{n} {h}:{m}:00",
    "1{n}/0{n}/2{d}{d}{d} {h}:{m}",
    "{d}e{n}",
    "{n}_{d}{d}{d}",
    "{word}",
)
_WORDS = ("Kent", "No", "On", "Yes", "Off", "Null", "Devon & Cornwall", "~", "TRUE")


def _fact(chance: random.Random) -> str:
    """Make a telephone number, a reference, a date, a time or the name of an area, as somebody types it."""
    kind = re.sub(r"\{([dn])\}", lambda sign: str(chance.randint(sign[1] == "n", 9)), chance.choice(_KINDS))
    hour, minute = f"{chance.randint(0, 23):02}", f"{chance.randint(0, 59):02}"
    return kind.format(h=hour, m=minute, word=chance.choice(_WORDS))


def exact_facts(trial: Trial) -> Counts:
    """Read facts as values of metadata, and publish some as titles: each stays as it is typed."""
    chance = random.Random(4)  # noqa: S311 - no secrets
    facts = [_fact(chance) for _ in range(trial.so_many(1000, 10_000, 100_000))]
    read = _read_by_forewarn if trial.is_forewarn else _read_by_plain
    changed = 0
    for start in range(0, len(facts), 500):
        some = facts[start : start + 500]
        values = read("".join(f"  - {fact}\n" for fact in some))
        changed += sum(value != fact for value, fact in zip(values, some, strict=True))
    titles = sorted(set(facts[: trial.so_many(12, 40, 100)]))
    return (
        Count(changed, len(facts), "values changed"),
        Count(_changed_titles(trial.project(), titles), len(titles), "titles changed"),
    )


def _read_by_forewarn(lines: str) -> list[str]:
    document, problems = read_document("facts.md", f"---\nadvice:\n{lines}---\n\nWords.\n".encode())
    assert document, problems
    return [text.value for text in document.texts("advice")]


def _read_by_plain(lines: str) -> list[str]:
    return [str(value) for value in get_data(f"---\nadvice:\n{lines}---\n\nWords.\n")[1]["advice"]]


def _changed_titles(project: Project, titles: list[str]) -> int:
    for number, title in enumerate(titles):
        project.add(f"advisories/a{number}.md", VALID.replace("Callers ask for tax", title))
    site = sorted_out(project).built.site
    shown = [_shown_title(site, f"a{number}").split(" - ")[0].split(" | ")[0] for number in range(len(titles))]
    return sum(one != title for one, title in zip(shown, titles, strict=True))


# 19

_SENTENCE = r":\d+:\d+: [\w.]+: \S.*[.?:] \S.+$"  # a cure may end in what is to be typed


def refusals(trial: Trial) -> Counts:
    """Give every golden case that is to be refused to one project, and look for a sentence with place and cure."""
    project = trial.project()
    cases = [path.parent for path in sorted(GOLDEN.rglob("expected.txt")) if _is_refused(path.parent)]
    alone = [case for case in cases if {path.stem for path in case.iterdir()} == {"advisory", "expected"}]
    names = {}
    for case in alone[:: trial.so_many(6, 1, 1)]:
        (text,) = case.glob("advisory.*")
        if b"advisories/advisory" in text.read_bytes():  # which is wrong with its own name alone
            continue
        path = project.add(f"advisories/{case.parent.name}--{case.name}{text.suffix}", text.read_bytes())
        names[path.relative_to(project.content).as_posix()] = case
    assert trial.size == Size.TINY or len(names) > 150
    result = sorted_out(project)
    untold = [name for name in names if not _is_told(name, result.refused.get(name, ""))]
    builds = (*result.failed, result.built)
    return (
        Count(len(untold), len(names), "bad files without a sentence, place and cure"),
        Count(sum("Traceback" in built.output for built in builds), len(builds), "builds with a traceback"),
    )


def _is_told(name: str, output: str) -> bool:
    return bool(re.search(re.escape(name) + _SENTENCE, output, re.MULTILINE))
