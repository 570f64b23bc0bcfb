"""Where authors and editors work: stock admin, with the verbs of the site behind its buttons."""

from articles.admin.guide import GuideAdmin
from articles.admin.library import ImageAdmin, PersonAdmin
from articles.admin.override import OverrideAdmin
from articles.admin.question import GuideQuestionAdmin
from articles.admin.redirect import RedirectAdmin
from articles.admin.revision import RevisionAdmin
from articles.admin.topic import TopicAdmin
from articles.admin.words import GlossaryTermAdmin, MedicineAdmin

__all__ = [
    "GlossaryTermAdmin",
    "GuideAdmin",
    "GuideQuestionAdmin",
    "ImageAdmin",
    "MedicineAdmin",
    "OverrideAdmin",
    "PersonAdmin",
    "RedirectAdmin",
    "RevisionAdmin",
    "TopicAdmin",
]
