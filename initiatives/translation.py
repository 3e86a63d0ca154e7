from modeltranslation.translator import TranslationOptions, register

from initiatives import models
from portal.records.translation import SourcedRecordTranslation


@register(models.Initiative)
class InitiativeTranslation(SourcedRecordTranslation):
    fields = ["title", "summary", "text", "status_note"]


@register(models.Aim)
class AimTranslation(TranslationOptions):
    fields = ["text", "stated_by"]
    required_languages = ["ar"]


@register(models.Phase)
class PhaseTranslation(TranslationOptions):
    fields = ["title"]
    required_languages = ["ar"]


@register(models.Project)
class ProjectTranslation(TranslationOptions):
    fields = ["title", "kind", "place", "status"]
    required_languages = ["ar"]


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ["what"]
    required_languages = ["ar"]
