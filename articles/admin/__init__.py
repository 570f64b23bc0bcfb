"""Where authors and editors work: stock admin, with the verbs of the site behind its buttons."""

from articles.admin.guide import GuideAdmin
from articles.admin.library import ImageAdmin, PersonAdmin
from articles.admin.revision import RevisionAdmin
from articles.admin.topic import TopicAdmin

__all__ = ["GuideAdmin", "ImageAdmin", "PersonAdmin", "RevisionAdmin", "TopicAdmin"]
