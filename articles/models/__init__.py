from articles.models.block import Block, CareLevel, Kind
from articles.models.glossary import GlossaryTerm
from articles.models.guide import Contribution, Guide, GuideQuerySet, Person, Stage, State
from articles.models.image import Image
from articles.models.keeping import GuideDraft, Presence
from articles.models.medicine import Medicine
from articles.models.revision import Immutable, Revision, Significance
from articles.models.topic import Topic, TopicQuerySet

__all__ = [
    "Block",
    "CareLevel",
    "Contribution",
    "GlossaryTerm",
    "Guide",
    "GuideDraft",
    "GuideQuerySet",
    "Image",
    "Immutable",
    "Kind",
    "Medicine",
    "Person",
    "Presence",
    "Revision",
    "Significance",
    "Stage",
    "State",
    "Topic",
    "TopicQuerySet",
]
