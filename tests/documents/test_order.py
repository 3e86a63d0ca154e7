from hypothesis import given
from hypothesis import strategies as st

from portal.documents.order import longest_increasing, woven

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(st.lists(st.integers(0, 20)))
def test_longest_part_in_order_is_in_order_and_longest(numbers):
    found = [numbers[index] for index in longest_increasing(numbers)]

    best = [1] * len(numbers)
    for index, number in enumerate(numbers):
        earlier = [best[n] for n in range(index) if numbers[n] < number]
        best[index] = 1 + max(earlier, default=0)
    assert found == sorted(set(found))
    assert len(found) == max(best, default=0)


@given(KEYS, KEYS)
def test_woven_order_keeps_the_first_and_all_keys(order, other):
    found = woven(order, other)

    assert [key for key in found if key in order] == order
    assert sorted(found) == sorted({*order, *other})


def test_key_of_the_other_order_stands_behind_its_forerunner():
    assert woven(["c", "a"], ["x", "a", "b", "c", "d"]) == ["x", "c", "d", "a", "b"]
