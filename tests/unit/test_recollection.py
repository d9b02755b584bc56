"""What one build of a preview has made is given again while all that it is made of is the same."""

from forewarn.site import NOTHING_RECALLED, Recollection


def asked(recollection: Recollection, made_of: str, around: bytes = b"") -> str:
    """Ask for the one value of a kind; it tells of which build it is."""
    recalled = recollection.of("view", around)
    return recalled.get("a", made_of, lambda: f"made of {made_of}")


def test_a_value_is_given_again_while_what_it_is_made_of_is_equal() -> None:
    first = Recollection()
    value = asked(first, "one")
    assert asked(Recollection(first), "one") is value
    assert asked(Recollection(first), "two") == "made of two"
    assert asked(Recollection(first), "one", around=b"something else") is not value


def test_a_build_that_fails_takes_nothing_from_the_next() -> None:
    first = Recollection()
    value = asked(first, "one")
    failed = Recollection(first)
    asked(failed, "two")
    later = Recollection(first)
    assert later.of("view", b"").former("a") == "one"
    assert asked(later, "one") is value


def test_kinds_that_a_hasty_build_does_not_ask_for_are_kept_for_the_next() -> None:
    first = Recollection()
    value = asked(first, "one")
    hasty = Recollection(first)
    hasty.of("other", b"").get("a", "one", lambda: "other")
    hasty.let_go_of_former()
    assert asked(Recollection(hasty), "one") is value


def test_a_build_by_itself_recalls_nothing() -> None:
    value = asked(NOTHING_RECALLED, "one")
    assert asked(NOTHING_RECALLED, "one") is not value
