from django.core.checks import Warning, register
from django.utils.translation import gettext as _

from portal.pages.sharing.drawing import can_draw


@register
def pictures_can_be_drawn(app_configs, **kwargs):
    """Says so where shared links have to do with the common picture."""
    if can_draw():
        return []
    message = _("No pictures are made for shared links; all show the common one.")
    hint = _(
        "Install Pillow from PyPI: its packages have Raqm, and FreeType reads WOFF2."
    )
    return [Warning(message, hint=hint, id="pages.W001")]
