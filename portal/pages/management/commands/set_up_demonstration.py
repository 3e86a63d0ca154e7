from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from portal.documents.package import Package
from portal.pages import demonstration
from portal.pages.management.progress import Progress


class Command(BaseCommand):
    help = "Loads the shipped record into an empty portal and makes three accounts."

    @no_translations
    def handle(self, **options):
        if not settings.LOCAL:
            raise CommandError("This is for local settings only; see `make serve`.")
        package = Package(demonstration.RECORD)
        progress = Progress(self.stderr, "the record", total=2 * len(package))
        if count := demonstration.load_record(package, progress):
            self.stdout.write(f"The record is loaded: {count} documents.")
        with transaction.atomic():
            made = demonstration.make_accounts()
            if made:
                demonstration.keep_accounts(made)
        for name, password in made.items():
            self.stdout.write(f"Account {name}, password {password}")
        path = demonstration.accounts_file()
        if path.exists():
            self.stdout.write(f"The accounts of the admin are in {path}")
