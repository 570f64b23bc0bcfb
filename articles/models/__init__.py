from articles.models.block import Block, CareLevel, Kind
from articles.models.byline import Contribution, Person
from articles.models.glossary import GlossaryTerm
from articles.models.guide import (
    DRAW_WHERE_NAMED,
    PAGE_OF_A_GUIDE,
    TAKEN_SLUGS,
    Guide,
    GuideQuerySet,
    Stage,
    State,
)
from articles.models.image import Image, ImageQuerySet, PictureUse
from articles.models.keeping import GuideDraft, Presence
from articles.models.licence import Licence
from articles.models.medicine import Medicine
from articles.models.question import Answered, GuideQuestion, Lack, Usefulness
from articles.models.reading import LastRead, ReadingMemory
from articles.models.redirect import Redirect
from articles.models.review import Approval, FactCheck, Override, Step, Verdict
from articles.models.revision import Immutable, Revision, Significance
from articles.models.schedule import Schedule
from articles.models.topic import Topic, TopicQuerySet

__all__ = [
    "DRAW_WHERE_NAMED",
    "PAGE_OF_A_GUIDE",
    "TAKEN_SLUGS",
    "Answered",
    "Approval",
    "Block",
    "CareLevel",
    "Contribution",
    "FactCheck",
    "GlossaryTerm",
    "Guide",
    "GuideDraft",
    "GuideQuerySet",
    "GuideQuestion",
    "Image",
    "ImageQuerySet",
    "Immutable",
    "Kind",
    "Lack",
    "LastRead",
    "Licence",
    "Medicine",
    "Override",
    "Person",
    "PictureUse",
    "Presence",
    "ReadingMemory",
    "Redirect",
    "Revision",
    "Schedule",
    "Significance",
    "Stage",
    "State",
    "Step",
    "Topic",
    "TopicQuerySet",
    "Usefulness",
    "Verdict",
]
