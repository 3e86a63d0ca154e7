import re

from django.core.management.base import BaseCommand, CommandError, no_translations

from portal.pages.management.progress import Progress
from portal.publishing import log
from portal.publishing.verify import verify

HEAD = re.compile(r"\A(\d{1,18}):([0-9a-f]{64})\Z")


class Command(BaseCommand):
    help = "Checks the public log, and every published text against it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            help="an end of the chain noted earlier, as number:hash; it has to be met",
        )

    @no_translations
    def handle(self, head, **options):
        progress = Progress(self.stderr, "entries and records")
        count = 0
        for count, sentence in enumerate(verify(_head(head), progress), start=1):  # noqa: B007
            self.stderr.write(sentence)
        if count:
            raise CommandError(f"Not as the log has it: {count}.")
        number, hash = log.read_head()
        self.stdout.write(
            f"The record is as approved in {number} entries of its log.\n"
            f"Its head is {number}:{hash}"
        )


def _head(text):
    if text is None:
        return None
    match = HEAD.match(text)
    if not match:
        raise CommandError("--head is a number, a colon and 64 hexadecimal digits.")
    return log.Head(int(match[1]), match[2])
