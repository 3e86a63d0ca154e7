"""Writes the local settings of a checkout to .var/local.env, once.

Run as a script before Django: the settings refuse to start without a secret key,
and production settings are what holds where this file is not.
"""

import secrets
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / ".var" / "local.env"

SETTINGS = """\
# Local settings of this checkout: plain http on this machine only.
# The environment wins over every line. Delete the file for production settings.
SECRET_KEY={key}
LOCAL=1
"""


def main() -> None:
    if FILE.exists():
        return
    FILE.parent.mkdir(exist_ok=True)
    FILE.touch(mode=0o600)
    FILE.write_text(SETTINGS.format(key=secrets.token_urlsafe(50)), encoding="utf-8")


if __name__ == "__main__":
    main()
