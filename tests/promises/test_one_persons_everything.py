"""Everything held about one person goes into one bundle: a new personal column is in it, or a reason says why not."""

import pytest

from leal.foundations.accounts.bundle import bundled, left_out

from .house import our_models

PERSONAL = {model._meta.label: model for model in our_models() if getattr(model, "personal", ())}


@pytest.mark.parametrize("label", sorted(PERSONAL))
def test_every_model_with_personal_columns_is_in_the_bundle_or_says_why_not(label):
    reasons = left_out()

    in_bundle = label in {one.model._meta.label for one in bundled()}
    assert in_bundle or reasons.get(label), "add its rows to the BUNDLED of its slice, or a reason to LEFT_OUT"
    assert not (in_bundle and label in reasons)


def test_no_reason_outlives_its_model():
    assert set(left_out()) <= set(PERSONAL)
