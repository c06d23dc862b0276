"""Agreement, held against figures worked out elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from scoring.agreement import against, krippendorff_alpha, partial_spearman, quadratic_kappa, spearman

_PUBLISHED = (
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, None, 3, None),
)  # fmt: skip


def test_alpha_of_the_published_example() -> None:
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: interval alpha .849 of these ratings."""
    units = [{str(i): float(r) for i, r in enumerate(row) if r is not None} for row in _PUBLISHED]
    assert krippendorff_alpha(units) == pytest.approx(0.849, abs=0.0005)


def test_alpha_needs_two_raters_and_something_that_varies() -> None:
    assert krippendorff_alpha([{"a": 1.0}, {"b": 2.0}]) is None
    assert krippendorff_alpha([{"a": 1.0, "b": 1.0}]) is None


_PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=30)


@given(_PAIRS)
def test_quadratic_kappa_is_the_usual_one(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    found = quadratic_kappa(first, second)
    if found is None:
        assert len({*first, *second}) == 1
    else:
        usual = cohen_kappa_score(first, second, weights="quadratic", labels=range(5))
        assert found == pytest.approx(usual, abs=1e-9)


def test_ranks_alone_matter_to_the_rank_correlation() -> None:
    assert spearman([1, 2, 3, 9], [10, 20, 30, 31]) == pytest.approx(1.0)
    assert spearman([1, 2, 2, 3], [3, 2, 2, 1]) == pytest.approx(-1.0)
    assert spearman([1, 1, 1], [1, 2, 3]) == 0.0


def test_what_length_explains_is_taken_out() -> None:
    length = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    assert partial_spearman(length, [2 * n for n in length], [1.0, 5.0, 2.0, 6.0, 3.0, 4.0]) == pytest.approx(1.0)
    assert abs(partial_spearman([1, 2, 4, 3, 5, 6], [2, 1, 3, 4, 6, 5], length)) < 0.9


def test_a_severe_rater_shows_as_bias_and_a_tiring_one_as_drift() -> None:
    found = against([50, 60, 40, 30], [60, 70, 60, 50])
    assert (found.pairs, found.bias, found.drift) == (4, -15.0, -10.0)


def test_what_does_not_vary_has_no_rank_correlation_and_no_spread_to_compare_with() -> None:
    found = against([10, 20, 30], [50, 50, 50])
    assert (found.rank, found.spread) == (None, None)
    assert (against([50, 50, 50], [10, 20, 30]).rank, against([50, 50], [10, 20]).spread) == (None, 0.0)
