"""Codes are read as people type them, and every slip is noticed."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from leal.calculations.codes import LENGTH, MOST, SIGNS, Misread, code_of, read_code

NUMBERS = some.integers(0, MOST - 1)


@given(NUMBERS)
def test_a_code_is_read_as_it_was_made_however_it_is_typed(number):
    code = code_of(number)

    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')}", code.replace("0", "o")):
        assert read_code(typed) == code


@given(NUMBERS, NUMBERS)
def test_two_numbers_never_share_a_code(one, other):
    assume(one != other)
    assert code_of(one) != code_of(other)


@given(NUMBERS, some.integers(0, LENGTH - 1), some.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(number, at, sign):
    signs = list(code_of(number).replace("-", ""))
    assume(signs[at] != sign)
    signs[at] = sign

    with pytest.raises(Misread, match="not right"):
        read_code("".join(signs))


@given(NUMBERS, some.integers(0, LENGTH - 1), some.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_noticed(number, at, other):
    signs = list(code_of(number).replace("-", ""))
    assume(signs[at] != signs[other])
    signs[at], signs[other] = signs[other], signs[at]

    with pytest.raises(Misread, match="not right"):
        read_code("".join(signs))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("K7QD", "A code has 12 letters and numbers. You wrote 4"),
        ("K7QD-M2XP-9TR1", "There is no 1 in our codes"),
        ("AEIU", "There is no A and no E and no I in our codes"),
        ("", "A code has 12 letters and numbers. You wrote 0"),
    ],
)
def test_what_is_no_code_is_refused_in_a_sentence(typed, said):
    with pytest.raises(Misread, match=said):
        read_code(typed)
