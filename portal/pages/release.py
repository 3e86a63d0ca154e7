"""What code is running: pages rendered by one release are not another's."""

import hashlib
from functools import cache

from django.conf import settings

ROOTS = ["portal", "initiatives", "meetings", "templates", "static"]


@cache
def release() -> str:
    """Eight hexadecimal digits made from the files that pages are rendered with."""
    total = hashlib.sha256()
    for root in ROOTS:
        for path in sorted((settings.BASE_DIR / root).rglob("*")):
            if path.suffix in {".py", ".html", ".mo", ".css", ".js"}:
                total.update(path.read_bytes())
    return total.hexdigest()[:8]
