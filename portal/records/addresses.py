"""Web addresses that lead to the same page, however they are written."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# What is added to an address to tell where its reader came from.
TRACKING = re.compile(r"(utm_.*|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src)\Z")
HOSTS = re.compile(r"\A(www|m|amp)\.")


def host(url: str) -> str:
    """The host of an address without www; "" where it has none."""
    parts = _split(url)
    return HOSTS.sub("", parts.hostname or "") if parts else ""


def normal(url: str) -> str:
    """The form in which two addresses of one page are equal; "" for what is none."""
    parts = _split(url)
    if not parts or not parts.hostname:
        return ""
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name.lower())
    )
    path = quote(unquote(parts.path)).rstrip("/")
    return f"{host(url)}{path}" + (f"?{urlencode(asked)}" if asked else "")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
        parts.hostname, parts.port  # noqa: B018 – they raise where they are malformed
    except ValueError:
        return None
    return parts
