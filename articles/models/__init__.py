from articles.models.block import Block, CareLevel, Kind
from articles.models.guide import Contribution, Guide, GuideQuerySet, Person, State
from articles.models.image import Image
from articles.models.revision import Immutable, Revision, Significance
from articles.models.topic import Topic, TopicQuerySet

__all__ = [
    "Block",
    "CareLevel",
    "Contribution",
    "Guide",
    "GuideQuerySet",
    "Image",
    "Immutable",
    "Kind",
    "Person",
    "Revision",
    "Significance",
    "State",
    "Topic",
    "TopicQuerySet",
]
