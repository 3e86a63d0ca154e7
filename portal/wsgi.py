import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup(set_prefix=False)

# Our code can be imported once the apps are ready.
from portal.pages.page_cache import PageHandler  # noqa: E402

application = PageHandler()
