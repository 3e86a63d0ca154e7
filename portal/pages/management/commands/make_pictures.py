from django.core.management.base import BaseCommand, CommandError, no_translations

from portal.pages.management.progress import Progress
from portal.pages.sharing.drawing import can_draw
from portal.pages.sharing.store import make_missing


class Command(BaseCommand):
    help = "Makes the pictures for shared links that are missing, as after an import."

    @no_translations
    def handle(self, **options):
        if not can_draw():
            raise CommandError("Pillow has no Raqm here, or cannot read WOFF2.")
        count = make_missing(Progress(self.stderr, "pictures"))
        self.stdout.write(f"{count} pictures were made.")
