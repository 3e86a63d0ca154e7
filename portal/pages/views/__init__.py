from portal.pages.views.addresses import (
    choose_language,
    page_not_found,
    permanent_link,
)
from portal.pages.views.calendars import calendar, calendar_day, calendar_month
from portal.pages.views.front import about, data, home
from portal.pages.views.profiles import profile
from portal.pages.views.timelines import timeline

__all__ = [
    "about",
    "calendar",
    "calendar_day",
    "calendar_month",
    "choose_language",
    "data",
    "home",
    "page_not_found",
    "permanent_link",
    "profile",
    "timeline",
]
