from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from portal.documents.mistakes import DocumentError
from portal.documents.package import Package
from portal.pages.management.progress import Progress
from portal.publishing.exchange import import_package


class Command(BaseCommand):
    help = "Imports a data package: every document of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="The folder of the data package.")

    @no_translations
    def handle(self, path, **options):
        try:
            package = Package(path)
            progress = Progress(self.stderr, "documents", total=2 * len(package))
            applied = import_package(package, progress)
        except DocumentError as error:
            for mistake in error.mistakes:
                self.stderr.write(str(mistake))
            count = len(error.mistakes)
            noun = "mistake" if count == 1 else "mistakes"
            raise CommandError(f"{count} {noun}, nothing was imported.") from error
        self.stdout.write(
            f"{applied.created} created, {applied.changed} changed, "
            f"{applied.same} already the same."
        )
