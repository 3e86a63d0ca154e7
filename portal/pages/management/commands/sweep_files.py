from datetime import timedelta

from django.core.management.base import BaseCommand, no_translations

from portal.publishing.sweep import orphans, sweep

DAYS = 7


class Command(BaseCommand):
    help = "Deletes uploaded files that no record, revision or proposal refers to."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Only name what would be deleted."
        )
        parser.add_argument(
            "--days",
            type=int,
            default=DAYS,
            help=f"Spare what was uploaded in the last days ({DAYS}).",
        )

    @no_translations
    def handle(self, dry_run, days, **options):
        grace = timedelta(days=max(0, days))
        names = orphans(grace) if dry_run else sweep(grace)
        for name in names:
            self.stdout.write(name)
        noun = "file" if len(names) == 1 else "files"
        done = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{len(names)} {noun} {done}.")
