"""What is written is read as the same again, and is whole or not there."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.characters import hidden_characters
from forewarn.document import Block, Listing, Node, Text
from forewarn.reading import read_document
from forewarn.writing import advisory_text, write_new, write_over

texts = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1).filter(
    lambda text: text.strip() and not any(hidden_characters(text))
)
fields = st.fixed_dictionaries(
    {"title": texts, "advice": st.lists(texts, max_size=3), "publish": st.fixed_dictionaries({"date": texts})}
)


def plain(node: Node) -> object:
    match node:
        case Text():
            return " ".join(node.value.split())
        case Listing(items):
            return [plain(item) for item in items]
        case Block(entries):
            return {name: plain(entry) for name, entry in entries.items()}


def expected(value: object) -> object:
    if isinstance(value, dict):
        return {name: expected(entry) for name, entry in value.items() if entry}
    return [expected(entry) for entry in value] if isinstance(value, list) else " ".join(str(value).split())


@given(fields)
def test_what_is_written_is_read_as_the_same(given_fields: dict[str, object]) -> None:
    document, problems = read_document("a.md", advisory_text(given_fields, "Hang up.").encode())  # type: ignore[arg-type]
    assert document, problems
    assert plain(document.fields) == expected(given_fields)
    assert document.body.strip() == "Hang up."


@pytest.mark.parametrize("value", ["12:31", "03001232040", "0300 123 2040", "2026-10-02 08:30", "Kent"])
def test_figures_need_no_quotes(value: str) -> None:
    assert f"title: {value}\n" in advisory_text({"title": value}, "x")


@pytest.mark.parametrize("value", ["No", "null", "~", "- a", "a: b", "#a", "“a”: b", "@a", "[a", "'a' b"])
def test_what_other_programs_would_take_for_something_else_has_quotes(value: str) -> None:
    assert f"title: {value}\n" not in advisory_text({"title": value}, "x")


def test_a_new_file_is_whole_with_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_new(tmp_path / "2026" / "a.md", b"a")
    assert (tmp_path / "2026" / "a.md").read_bytes() == b"a"
    assert stat.S_IMODE((tmp_path / "2026/a.md").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)
    assert [path.name for path in (tmp_path / "2026").iterdir()] == ["a.md"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.md", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


def test_a_file_in_place_of_a_folder_is_not_taken_for_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "2026").touch()
    with pytest.raises(NotADirectoryError):
        write_new(tmp_path / "2026" / "a.md", b"new")


def test_written_over_it_keeps_its_permissions_and_a_link_leads_on(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_over(link, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), link.is_symlink()) == (b"new", 0o640, True)


def test_a_write_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("forewarn.writing.whole_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_over(file, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
