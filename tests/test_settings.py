"""The settings that hold where nothing local is set, read in a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "production-" + "x9Y-" * 20,
    "SITE_URL": "https://record.example.org",
}


def run(*arguments, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


def setting(name, **environment):
    code = f"from django.conf import settings; print(settings.{name})"
    return run("shell", "-v0", "-c", code, **environment).stdout.strip()


@pytest.fixture
def bare(tmp_path):
    """Production's environment in a place without local settings."""
    return PRODUCTION | {"VAR_DIR": str(tmp_path)}


def test_settings_of_production_pass_the_deployment_check(bare):
    result = run("check", "--deploy", "--fail-level", "WARNING", **bare)

    assert (result.returncode, result.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


def test_settings_without_a_key_say_what_to_do(bare):
    result = run("check", **bare | {"SECRET_KEY": ""})

    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr


def test_settings_without_an_address_say_what_to_do(bare):
    result = run("check", **bare | {"SITE_URL": ""})

    assert result.returncode == 1
    assert "SITE_URL is not set" in result.stderr


def test_settings_write_plainly_to_sqlite_unless_a_database_is_named(bare, tmp_path):
    name = setting("DATABASES['default']['NAME']", **bare)
    engine = setting(
        "DATABASES['default']['ENGINE']",
        **bare | {"DATABASE_URL": "postgres://me:p%40ss@127.0.0.1/record"},
    )

    assert name == str(tmp_path / "sijill.sqlite3")
    assert engine == "django.db.backends.postgresql"


def test_settings_local_file_gives_way_to_the_environment(bare, tmp_path):
    (tmp_path / "local.env").write_text("# local\nLOCAL=1\nPORT=9001\nSECRET_KEY=k\n")
    local = {"VAR_DIR": str(tmp_path)}

    assert setting("SITE_URL", **local) == "http://127.0.0.1:9001"
    assert setting("SITE_URL", **local | {"PORT": "9002"}) == "http://127.0.0.1:9002"
    assert setting("SESSION_COOKIE_SECURE", **local) == "False"
    assert setting("SESSION_COOKIE_SECURE", **bare | {"LOCAL": "0"}) == "True"
