import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Tests start in English, whatever language the one before them left active."""
    with translation.override("en"):
        yield
