import pytest
from django.utils.translation import override

from portal.publishing.lists import listed


@pytest.mark.parametrize(
    ("language", "style", "things", "expected"),
    [
        ("en", "standard", [], ""),
        ("en", "standard", ["a"], "a"),
        ("en", "standard", ["a", "b"], "a and b"),
        ("en", "standard", ["a", "b", "c"], "a, b and c"),
        ("en", "or", ["a", "b", "c"], "a, b or c"),
        ("ar", "standard", ["لقاء"], "لقاء"),
        ("ar", "standard", ["لقاء", "زيارة"], "لقاء وزيارة"),
        ("ar", "standard", ["لقاء", "زيارة", "مبادرة"], "لقاء وزيارة ومبادرة"),
        ("ar", "or", ["لقاء", "زيارة", "مبادرة"], "لقاء أو زيارة أو مبادرة"),
    ],
)
def test_things_are_listed_as_the_language_does(language, style, things, expected):
    with override(language):
        assert listed(things, style) == expected
