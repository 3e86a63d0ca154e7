"""In one sentence, what each screen of the editors' site is for."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

# By the name of the address; those of records and accounts without their model.
SENTENCES = {
    "index": _("What waits for you, what is under way, and what the record lacks."),
    "app_list": _("The lists of this part of the record."),
    "handbook": _("How to enter, word, prove, review and correct what is recorded."),
    "import": _("Brings many records in from a file, after showing what would change."),
    "import_apply": _("Nothing is stored before you have read what would change."),
    "import_columns": _("What may stand in the columns of a file, one by one."),
    "translation": _("What readers of the other language wait for, most urgent first."),
    "password_change": _("Choose a long password that you use nowhere else."),
    "password_change_done": _("From now on you log in with the new password."),
    "add": _("A new record: a draft until a second person publishes it."),
    "change": _(
        "What this record says, in both languages, and where it is in its life."
    ),
    "changelist": _("All records of this type, in any state: find, open, add."),
    "delete": _("Only what was never published can be deleted; this cannot be undone."),
    "history": _("What was approved when and by whom, and what changed each time."),
    "restore": _("Brings an earlier text back, as a change for a second person."),
    "step": _("The next step in the life of this record, and what it needs from you."),
    "preview": _("How readers would see this, in both languages and at two widths."),
    "preview_page": _("How readers would see this page."),
    "translation_page": _("The source text beside its translation, and nothing else."),
    "auth_user_changelist": _("Everybody who may log in here."),
    "auth_user_add": _("An account for one person; accounts are never shared."),
    "auth_user_change": _("Who this person is, and to which group of editors."),
    "auth_user_password_change": _("Gives a person a new password."),
    "auth_group_changelist": _(
        "The groups of editors, with what their members may do."
    ),
    "auth_group_add": _("A new group, with what its members may do."),
    "auth_group_change": _("What the members of this group may do."),
    "publishing_proposal_changelist": _(
        "Changes to published records that wait for a second person, or did."
    ),
    "publishing_proposal_change": _(
        "What exactly would change for readers: read it, then approve or decline."
    ),
}


def sentence(request):
    """What the screen of a request is for; "" for what is no screen of an editor."""
    match = request.resolver_match
    if match is None or not request.user.is_active:
        return ""
    name = match.url_name or ""
    if name in SENTENCES:
        return SENTENCES[name]
    for model, model_admin in admin.site._registry.items():
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(prefix):
            return _of_model(model_admin, name.removeprefix(prefix))
    return ""


def _of_model(model_admin, screen):
    """The sentence of a type for its list and its forms, or that of all types."""
    screen = {"translation": "translation_page"}.get(screen, screen)
    if screen == "changelist":
        return getattr(model_admin, "list_help", SENTENCES[screen])
    if screen in ("add", "change"):
        return getattr(model_admin, "form_help", SENTENCES[screen])
    return SENTENCES.get(screen, "")
