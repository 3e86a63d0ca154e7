from django.core.management.base import BaseCommand, CommandError, no_translations

from portal.pages.management.progress import Progress
from portal.search.check import differences
from portal.search.update import rebuild


class Command(BaseCommand):
    help = "Makes the search index anew from what is published, or checks it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; say where the index and the record differ.",
        )

    @no_translations
    def handle(self, check, **options):
        progress = Progress(self.stderr, "records")
        if not check:
            count = rebuild(progress)
            self.stdout.write(f"The index holds {count} records.")
            return
        count = 0
        for count, difference in enumerate(differences(progress), start=1):  # noqa: B007
            self.stderr.write(difference)
        if count:
            noun = "difference" if count == 1 else "differences"
            raise CommandError(f"{count} {noun}; rebuild_search puts them right.")
        self.stdout.write("The index is as the record is.")
