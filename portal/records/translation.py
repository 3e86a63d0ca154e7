from modeltranslation.translator import TranslationOptions, register

from portal.records import models


class RecordTranslation(TranslationOptions):
    """What every record has in both languages; Arabic is the one that is required."""

    fields = ["withdrawal_reason"]
    required_languages = ["ar"]


class SourcedRecordTranslation(RecordTranslation):
    fields = ["disagreements", "evidence"]


@register(models.Country)
class CountryTranslation(TranslationOptions):
    fields = ["name", "sort_key"]
    required_languages = ["ar", "en"]


@register(models.Organisation)
class OrganisationTranslation(SourcedRecordTranslation):
    fields = ["name", "sort_key"]


@register(models.Topic)
class TopicTranslation(SourcedRecordTranslation):
    fields = ["name", "sort_key"]


@register(models.Source)
class SourceTranslation(RecordTranslation):
    pass


@register(models.Person)
class PersonTranslation(SourcedRecordTranslation):
    fields = ["name", "sort_name", "biography", "sort_key"]


@register(models.Position)
class PositionTranslation(TranslationOptions):
    fields = ["title"]
    required_languages = ["ar"]


@register(models.LifeEvent)
class LifeEventTranslation(TranslationOptions):
    fields = ["what"]
    required_languages = ["ar"]


@register(models.Photograph)
class PhotographTranslation(SourcedRecordTranslation):
    fields = ["title", "caption", "alt_text", "place", "rights_note"]
