from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from portal.pages.management.progress import Progress
from portal.publishing.exchange import export_package


class Command(BaseCommand):
    help = "Exports the record as a data package that import_record reads."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="The folder to write.")
        parser.add_argument(
            "--published",
            action="store_true",
            help="Leave out drafts and what was withdrawn.",
        )

    @no_translations
    def handle(self, path, published, **options):
        progress = Progress(self.stderr, "documents")
        try:
            count = export_package(path, published, progress)
        except FileExistsError as error:
            raise CommandError(
                f"{path} holds something else than a data package."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error}") from error
        self.stdout.write(f"{count} documents exported to {path}.")
