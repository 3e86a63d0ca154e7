"""The one text of a document: what is stored, compared and hashed.

RFC 8785 for the subset used here: sorted keys, no spaces, no floats; text is NFC
with line feeds; dates and decimals are strings.
"""

import hashlib
import json
import unicodedata
from typing import Any

FORMAT = 1

Document = dict[str, Any]


def plain(text: str) -> str:
    """NFC with line feeds only."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def canonical(document: Document) -> str:
    return json.dumps(
        document,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def readable(document: Document) -> str:
    """The same content laid out for people and for version control."""
    text = json.dumps(
        document, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1
    )
    return text + "\n"


def digest(text: str) -> str:
    """The SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
