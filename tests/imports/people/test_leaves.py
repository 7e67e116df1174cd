"""Who is on leave, by a status, an aside or by days."""

from datetime import date

from planning.core.records import Person
from tests.imports.helpers import ON, codes, imported, people

STATUS = "Position ID,Name,Job Title,Manager ID,Status"
DAYS = "Position ID,Name,Job Title,Manager ID,Leave Start Date,Expected Return Date"


def ada(text: str, *known: Person) -> tuple[date | None, date | None]:
    """The leave of the one person, known as one who is there before."""
    first = imported(people("1,Ada,CEO,")).after
    for person in known:
        first = type(first).of(ON, *first.positions.values(), person)
    person = imported(text, current=first).after.people["1"]
    return person.away_from, person.away_until


def test_a_status_says_that_it_has_begun() -> None:
    assert ada(people("1,Ada,CEO,,On leave", header=STATUS)) == (ON, None)


def test_an_aside_of_the_name_says_so_too() -> None:
    assert ada(people("1,Ada (On Leave),CEO,")) == (ON, None)


def test_a_leave_that_goes_on_keeps_its_days() -> None:
    known = Person("1", "Ada", away_from=date(2022, 4, 1), away_until=date(2022, 9, 30))
    assert ada(people("1,Ada,CEO,,Maternity leave", header=STATUS), known) == (known.away_from, known.away_until)


def test_who_is_active_again_is_back() -> None:
    known = Person("1", "Ada", away_from=date(2022, 4, 1))
    assert ada(people("1,Ada,CEO,,Active", header=STATUS), known) == (None, None)


def test_a_planned_leave_stays_while_a_status_says_active() -> None:
    known = Person("1", "Ada", away_from=date(2022, 8, 1))
    assert ada(people("1,Ada,CEO,,Active", header=STATUS), known) == (known.away_from, None)


def test_a_file_that_does_not_speak_of_leave_changes_none() -> None:
    known = Person("1", "Ada", away_from=date(2022, 4, 1))
    assert ada(people("1,Ada,CEO,"), known) == (known.away_from, None)


def test_the_day_of_return_is_the_first_one_back() -> None:
    assert ada(people("1,Ada,CEO,,2022-05-02,2022-08-01", header=DAYS)) == (date(2022, 5, 2), date(2022, 7, 31))


def test_a_leave_that_ends_before_it_begins_is_said() -> None:
    assert "leave-upside-down" in codes(imported(people("1,Ada,CEO,,2022-05-02,2022-04-01", header=DAYS)))
