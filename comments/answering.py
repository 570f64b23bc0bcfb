"""Saying which reply answered a question. Whoever asked says so, or a moderator.

The question keeps the mark; whether anybody sees it depends on the reply, each time it is read.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding
from comments.deciding import Why
from comments.models import Comment, Discussion, Purpose
from comments.posting import Refused
from comments.visibility import Reader, Sight, sight_of


def is_question(comment: Comment) -> bool:
    """Whether a reply to it can be the answer: it begins a conversation and is labelled so."""
    return comment.root_id is None and comment.kind == Purpose.QUESTION and comment.is_published


def may_settle(question: Comment, reader: Reader) -> bool:
    return is_question(question) and (question.is_by(reader.member_id) or reader.moderates)


@transaction.atomic
def mark(reply: Comment, by: Member) -> None:
    """Let this reply be the answer, instead of another one. Again changes nothing.

    Refused unless it can be read, stands under a question, and `by` may say so.
    """
    discussion, question = question_of(reply, by)
    if sight_of(reply, Reader.of(by)) is not Sight.WORDS or not reply.is_published:
        raise Refused(_("This comment is no longer there."))
    if question.answer_id == reply.pk:
        return
    question.answer = reply
    question.save(update_fields=["answer"])
    deciding.record("answer", reply, reply.status, Why(by=by), discussion)


@transaction.atomic
def unmark(reply: Comment, by: Member) -> None:
    """It was not the answer after all."""
    discussion, question = question_of(reply, by)
    if question.answer_id != reply.pk:
        return
    question.answer = None
    question.save(update_fields=["answer"])
    deciding.record("unanswer", reply, reply.status, Why(by=by), discussion)


def question_of(reply: Comment, by: Member) -> tuple[Discussion, Comment]:
    """The discussion, held, and the question. Refused where there is none, or for others."""
    discussion = deciding.lock(reply)
    question = reply.root
    if question is None or not is_question(question):
        raise Refused(_("Only a reply to a question can be its answer."))
    if not may_settle(question, Reader.of(by)):
        raise Refused(_("Only whoever asked, or a moderator, can say what answered it."))
    return discussion, question
