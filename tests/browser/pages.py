"""One page of every type, by its address without the language."""

FRONT = ["", "about/", "data/", "profile/", "changes/"]
LISTS = [
    "meetings/",
    "meetings/?year=2021&country=us",
    "visits/?year=2021&country=us",
    "visits/",
    "series/",
    "statements/",
    "invitations/",
    "initiatives/",
    "people/",
    "organisations/",
    "countries/",
    "topics/",
    "sources/",
    "photographs/",
]
RECORDS = [
    "meetings/us-biden-white-house-2021-07-26/",
    "meetings/baghdad-conference-cooperation-partnership-2021-08-28/",
    "visits/europe-2021/",
    "series/us-iraq-strategic-dialogue/",
    "statements/biden-combat-mission/",
    "initiatives/regional-transit/",
    "people/emmanuel-macron/",
    "organisations/eu/",
    "countries/fr/",
    "topics/economy/",
    "sources/yes-iraq-2020-05-14/",
    "photographs/pelosi-2021-07-28/",
]
VIEWS = [
    "meetings/us-biden-white-house-2021-07-26/?view=parallel",
    "meetings/us-biden-white-house-2021-07-26/history/",
    "meetings/us-biden-white-house-2021-07-26/history/1/",
]
DATES = [
    "timeline/",
    "timeline/?year=2021",
    "calendar/2021/07/",
    "calendar/2021/07/26/",
]
SEARCHES = [
    "search/",
    "search/?q=Kazemi+2021&country=fr",
    "search/?q=zzz",
    "search/help/",
]

EVERY = [*FRONT, *LISTS, *RECORDS, *VIEWS, *DATES, *SEARCHES]
