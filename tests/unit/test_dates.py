"""Dates: a closed list of forms, day first, and both changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forewarn.dates import ENGLISH, WELSH, NotADate, read_date

LONDON = ZoneInfo("Europe/London")
MINUTES = st.datetimes(datetime(1975, 1, 1), datetime(2090, 12, 31)).map(
    lambda when: when.replace(second=0, microsecond=0)
)


def exists(local: datetime) -> bool:
    return local.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) == local


@given(MINUTES.filter(exists))
@example(datetime(2026, 4, 7, 9, 40))
def test_every_form_of_one_moment_reads_as_that_moment(local: datetime) -> None:
    name_en, name_cy = ENGLISH.split()[local.month - 1].title(), WELSH.split()[local.month - 1].title()
    day, time, date = local.day, f"{local:%H:%M}", f"{local:%d/%m/%Y}"
    forms = [
        f"{time} {date}",
        f"{date} {time}",
        f"{date} {time}:00",
        f"{local.day}/{local.month}/{local.year} {time}",
        f"{day} {name_en} {local.year} {time}",
        f"{day}th {name_en.lower()} {local.year} {time}",
        f"{day} {name_cy} {local.year} {time}",
        f"{local:%Y-%m-%d} {time}",
        f"{local:%Y-%m-%d}T{time}:00",
        local.replace(tzinfo=LONDON, fold=1).isoformat(),
        local.replace(tzinfo=LONDON, fold=1).astimezone(UTC).isoformat().replace("+00:00", "Z"),
    ]
    assert {read_date(form, LONDON).when.astimezone(UTC) for form in forms} == {
        local.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
    }


NO_DATES = (
    *[
        "",
        "today",
        "2026",
        "2026-13-01",
        "31/02/2021",
        "29/02/2026",
        "2026-02-30",
        "07/23/2026",
        "9/7/20",
        "09-07-2020",
    ],
    *["July 9 2020", "9 Juli 2020", "9 Jul 2020", "25:00 09/07/2020", "12:60 09/07/2020", "12:31:61 09/07/2020"],
    *["2026-10-02 8:30", "2026-10-02T08", "2026-10-02 08:30 BST", "2026-10-02 08:30+25:00", "0206-10-02"],
    *["9999-01-01", "٠٩/٠٧/٢٠٢٠", "09/07/2020 or so", "12.31 09/07/2020"],
)


@pytest.mark.parametrize("text", NO_DATES)
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(NotADate):
        read_date(text, LONDON)


@pytest.mark.parametrize("year", range(2020, 2031))
def test_the_hour_that_comes_twice_is_the_later(year: int) -> None:
    """The clocks go back at 01:00 UTC on the last Sunday of October."""
    sunday = max(day for day in range(25, 32) if datetime(year, 10, day).weekday() == 6)
    read = read_date(f"{year}-10-{sunday} 01:30", LONDON)
    assert read.when.astimezone(UTC) == datetime(year, 10, sunday, 1, 30, tzinfo=UTC)
    assert read.or_earlier is not None
    assert read.when.astimezone(UTC) - read.or_earlier.astimezone(UTC) == timedelta(hours=1)
    assert read_date(f"{year}-10-{sunday} 00:59", LONDON).or_earlier is None
    assert read_date(f"{year}-10-{sunday} 02:00", LONDON).or_earlier is None


@pytest.mark.parametrize("year", range(2020, 2031))
def test_the_hour_that_is_skipped_is_refused(year: int) -> None:
    sunday = max(day for day in range(25, 32) if datetime(year, 3, day).weekday() == 6)
    with pytest.raises(NotADate, match="the clocks went forward") as raised:
        read_date(f"{year}-03-{sunday} 01:30", LONDON)
    assert "00:30 or 02:30" in raised.value.cure
    assert read_date(f"{year}-03-{sunday} 00:59", LONDON).when.utcoffset() == timedelta()
    assert read_date(f"{year}-03-{sunday} 02:00", LONDON).when.utcoffset() == timedelta(hours=1)


def test_a_zone_that_is_given_is_kept_as_an_instant() -> None:
    read = read_date("2025-10-26T01:30:00+01:00", LONDON)
    assert read.when.isoformat() == "2025-10-26T01:30:00+01:00"
    assert read.or_earlier is None
