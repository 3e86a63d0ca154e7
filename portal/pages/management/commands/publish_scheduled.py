from django.core.management.base import BaseCommand, no_translations

from portal.publishing.due import publish_due


class Command(BaseCommand):
    help = "Publishes the scheduled records that are due; the next request does so too."

    @no_translations
    def handle(self, **options):
        for record in publish_due():
            self.stdout.write(record.get_absolute_url())
