from portal.pages.views.addresses import (
    choose_language,
    page_not_found,
    permanent_link,
)
from portal.pages.views.front import about, data, home
from portal.pages.views.profiles import profile

__all__ = [
    "about",
    "choose_language",
    "data",
    "home",
    "page_not_found",
    "permanent_link",
    "profile",
]
