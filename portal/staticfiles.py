import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
PART = re.compile(r'url\("([\w/-]+\.css)"\)')
# All the parts of one layer that follow each other.
LAYER = re.compile(
    r'@import url\("[^"]+"\) layer\((\w+)\);\n'
    r'(?:@import url\("[^"]+"\) layer\(\1\);\n)*'
)
# A string, which stays; or a comment, or what only readers need: space, and the last
# semicolon. After a colon space goes where a value follows, not in `a :hover`.
LOOSE = re.compile(
    r'("[^"]*")|/\*.*?\*/\s*|\s*;?\s*(\})\s*|\s*([{;])\s*|(?<=[\w-]:)\s+|(?<=,)\s+',
    re.DOTALL,
)


def tight(sheet: str) -> str:
    """A style sheet without comments and without what only readers need."""
    kept = LOOSE.sub(lambda part: part[1] or part[2] or part[3] or "", sheet)
    return kept.strip()


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Collects the style sheet of the site as one tight file instead of its many parts.

    The parts may use addresses only where they stand beside the sheet.
    """

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            sheet = LAYER.sub(
                lambda layer: self._layer(paths, layer[1], layer[0]),
                self._source(paths, SHEET),
            )
            self.delete(SHEET)
            self._save(SHEET, ContentFile(tight(sheet).encode()))
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def _layer(self, paths, name, imports):
        parts = [self._source(paths, f"css/{part}") for part in PART.findall(imports)]
        return f"@layer {name} {{\n{''.join(parts)}}}\n"

    def _source(self, paths, name):
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
