import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([\w/-]+\.css)"\) layer\((\w+)\);')


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Collects the style sheet of the site as one file instead of its many parts.

    The parts may use addresses only where they stand beside the sheet.
    """

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            sheet = IMPORT.sub(
                lambda part: self._part(paths, *part.groups()),
                self._source(paths, SHEET),
            )
            self.delete(SHEET)
            self._save(SHEET, ContentFile(sheet.encode()))
            paths = paths | {SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def _part(self, paths, name, layer):
        return f"@layer {layer} {{\n{self._source(paths, f'css/{name}')}}}"

    def _source(self, paths, name):
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()
