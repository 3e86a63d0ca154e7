import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([\w/-]+\.css)"\) layer\((\w+)\);')
# A string, which stays; or a comment, or space that only readers need. After a colon
# that is where a value follows, not in `a :hover`.
LOOSE = re.compile(
    r'("[^"]*")|/\*.*?\*/\s*|\s*([{};])\s*|(?<=[\w-]:)\s+|(?<=,)\s+', re.DOTALL
)


def tight(sheet: str) -> str:
    """A style sheet without comments and without the space that only readers need."""
    return LOOSE.sub(lambda part: part[1] or part[2] or "", sheet).strip()


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Collects the style sheet of the site as one tight file instead of its many parts.

    The parts may use addresses only where they stand beside the sheet.
    """

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            sheet = IMPORT.sub(
                lambda part: self._part(paths, *part.groups()),
                self._source(paths, SHEET),
            )
            self.delete(SHEET)
            self._save(SHEET, ContentFile(tight(sheet).encode()))
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def _part(self, paths, name, layer):
        return f"@layer {layer} {{\n{self._source(paths, f'css/{name}')}}}"

    def _source(self, paths, name):
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
