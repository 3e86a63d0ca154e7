import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from portal.pages import demonstration
from portal.publishing.models import RecordVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(settings, tmp_path):
    settings.LOCAL = True
    settings.VAR_DIR = tmp_path
    return tmp_path


def run(*arguments):
    """What a command writes to its two streams."""
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_export_record_says_how_much_it_wrote(tmp_path):
    factories.make_meeting(slug="m")

    out, _err = run("export_record", str(tmp_path / "record"))

    assert out == f"250 documents exported to {tmp_path / 'record'}.\n"
    assert (tmp_path / "record" / "meetings" / "m.json").exists()


def test_export_record_replaces_an_earlier_package_whole(tmp_path):
    factories.make_meeting(slug="gone")
    run("export_record", str(tmp_path / "record"))
    Meeting.objects.all().delete()

    run("export_record", str(tmp_path / "record"))

    assert not (tmp_path / "record" / "meetings").exists()


def test_export_record_spares_a_folder_of_something_else(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear reader")

    with pytest.raises(CommandError, match="holds something else"):
        run("export_record", str(tmp_path))

    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_export_record_leaves_out_drafts_when_asked(tmp_path):
    factories.make_meeting(slug="public")
    factories.make_meeting(slug="secret", state="draft")

    run("export_record", str(tmp_path / "record"), "--published")

    names = [path.name for path in (tmp_path / "record" / "meetings").iterdir()]
    assert names == ["public.json"]


def test_import_record_names_every_mistake_in_english(tmp_path):
    factories.make_meeting(factories.make_person(slug="x"), slug="m")
    run("export_record", str(tmp_path / "record"))
    path = tmp_path / "record" / "meetings" / "m.json"
    document = json.loads(path.read_text())
    document["participants"][0]["person"] = "y"
    path.write_text(json.dumps(document))
    err = StringIO()

    with pytest.raises(CommandError, match="1 mistake, nothing was imported"):
        call_command("import_record", str(tmp_path / "record"), stderr=err)

    assert err.getvalue() == "meetings/m.json: participants[0].person: no person 'y'\n"


def test_import_record_moves_the_version_only_when_something_changed(tmp_path):
    factories.make_meeting(slug="m")
    run("export_record", str(tmp_path / "record"))
    Meeting.objects.all().delete()

    run("import_record", str(tmp_path / "record"))
    first = RecordVersion.objects.get().number
    out, _err = run("import_record", str(tmp_path / "record"))

    assert out == "0 created, 0 changed, 250 already the same.\n"
    assert RecordVersion.objects.get().number == first


def test_demonstration_makes_accounts_and_keeps_their_passwords(local, monkeypatch):
    monkeypatch.setattr(demonstration, "load_record", lambda package, progress: 0)

    run("set_up_demonstration")

    lines = (local / "accounts.txt").read_text().splitlines()
    passwords = dict(line.split() for line in lines)
    assert sorted(passwords) == ["administrator", "author", "publisher"]
    for name, password in passwords.items():
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert not user.is_superuser
    assert (local / "accounts.txt").stat().st_mode & 0o077 == 0


def test_demonstration_loses_nothing_when_set_up_again(local):
    meeting = factories.make_meeting(title_en="Edited")
    run("set_up_demonstration")
    accounts = (local / "accounts.txt").read_text()

    run("set_up_demonstration")

    assert list(Meeting.objects.all()) == [meeting]
    assert (local / "accounts.txt").read_text() == accounts


def test_demonstration_is_refused_under_settings_of_production(settings):
    settings.LOCAL = False

    with pytest.raises(CommandError, match="local settings only"):
        run("set_up_demonstration")

    assert not User.objects.exists()
