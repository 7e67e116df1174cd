"""Holding back the collector of reference rings."""

import gc

import pytest

from portal.collector import held_back


@pytest.fixture(autouse=True)
def _collecting() -> None:
    assert gc.isenabled()


def test_nothing_is_collected_meanwhile() -> None:
    with held_back():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_last_of_several_lets_it_go_on() -> None:
    with held_back():
        with held_back():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), held_back():
        raise ValueError("broken")
    assert gc.isenabled()
