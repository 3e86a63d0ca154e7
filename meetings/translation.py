from modeltranslation.translator import TranslationOptions, register

from meetings import models
from portal.records.translation import SourcedRecordTranslation


@register(models.Visit)
class VisitTranslation(SourcedRecordTranslation):
    fields = ["title", "summary"]


@register(models.Series)
class SeriesTranslation(SourcedRecordTranslation):
    fields = ["title", "summary"]


@register(models.Round)
class RoundTranslation(TranslationOptions):
    fields = ["place", "note"]


@register(models.Meeting)
class MeetingTranslation(SourcedRecordTranslation):
    fields = ["title", "summary", "text", "city", "venue"]


@register(models.Participation)
class ParticipationTranslation(TranslationOptions):
    fields = ["role", "note"]
    required_languages = ["ar"]


@register(models.Outcome)
class OutcomeTranslation(TranslationOptions):
    fields = ["text"]
    required_languages = ["ar"]


@register(models.Statement)
class StatementTranslation(SourcedRecordTranslation):
    fields = ["gist"]
