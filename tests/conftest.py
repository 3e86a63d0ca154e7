import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Tests start in English, whatever language the one before them left active."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def light_settings(settings, tmp_path):
    """No collected files, no real uploads, and passwords that hash at once."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
