from modeltranslation.translator import TranslationOptions, register

from portal.publishing.models import LogEntry, Proposal


@register(LogEntry)
class NoteTranslation(TranslationOptions):
    """The note on what changed, which readers see."""

    fields = ["note"]


@register(Proposal)
class ProposalTranslation(NoteTranslation):
    fields = ["title"]
