"""The demonstration: the record that ships with Sijill, and the accounts to edit it."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils.crypto import get_random_string

from portal.documents.package import Package
from portal.documents.shape import shapes
from portal.publishing import groups
from portal.publishing.exchange import import_package
from portal.publishing.models import Record

RECORD = Path(__file__).parent / "record"
ACCOUNTS = {
    "author": groups.AUTHORS,
    "publisher": groups.PUBLISHERS,
    "administrator": groups.ADMINISTRATORS,
}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def load_record(package: Package, progress) -> int:
    """Imports a package unless there is a record; how many documents."""
    models = [s.model for s in shapes() if issubclass(s.model, Record)]
    if any(model.objects.exists() for model in models):
        return 0
    return import_package(package, progress).created


def make_accounts() -> dict[str, str]:
    """Makes the accounts that are missing; their names with their passwords."""
    made = {}
    for name, group in ACCOUNTS.items():
        if not User.objects.filter(username=name).exists():
            made[name] = get_random_string(20, LETTERS)
            user = User.objects.create_user(name, password=made[name], is_staff=True)
            user.groups.add(Group.objects.get(name=group))
    return made


def accounts_file() -> Path:
    return settings.VAR_DIR / "accounts.txt"


def keep_accounts(made: dict[str, str]) -> None:
    """Keeps new passwords where only the owner of the checkout reads them."""
    path = accounts_file()
    path.touch(mode=0o600)
    kept = dict(line.split() for line in path.read_text(encoding="utf-8").splitlines())
    lines = (f"{name} {password}\n" for name, password in (kept | made).items())
    path.write_text("".join(lines), encoding="utf-8")
