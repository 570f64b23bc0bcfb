"""The pages of following and muting: beside a comment, above a discussion, and all of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from accounts.models import Member
from articles.models import Topic
from comments import following, landing
from comments.asking import for_members, page, refused
from comments.fetched import comment_or_404
from comments.models import Comment, Discussion, Follow, Mute
from comments.posting import Refused
from comments.shown import named, path_of, written
from comments.talk import number_in
from comments.visibility import Reader, Sight, may_open, sights_of


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a discussion or a topic, or no longer."""
    what, pk = request.POST.get("what", ""), number_in(request.POST.get("pk", ""))
    place: Discussion | Topic
    if what == "discussion":
        place = get_object_or_404(Discussion.objects.readable_somewhere(), pk=pk)
    elif what == "topic":
        place = get_object_or_404(Topic, pk=pk)
    else:
        raise Http404
    if not isinstance(request.user, Member):
        return redirect_to_login(place.get_absolute_url())
    if "stop" in request.POST:
        following.unfollow(request.user, place)
        say(request, place, _("You no longer follow “%(title)s”."))
        return redirect(place)
    try:
        following.follow(request.user, place)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("comments:following")
    say(request, place, _("You follow “%(title)s”. What is new stands in your inbox."))
    return redirect(place)


def say(request: HttpRequest, place: Discussion | Topic, told: str) -> None:
    words = told % {"title": place.title}
    if isinstance(place, Discussion):
        landing.tell(request, words, landing.TALK)
    else:
        messages.success(request, words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def follow_comment(request: MemberRequest, pk: int) -> HttpResponse:
    """Follow the conversation or whoever began it, or mute them; or no longer."""
    said = comment_or_404(pk)
    if not said.is_published or not may_open(said, Reader.of(request.user)):
        raise Http404
    person = None if said.anonymous or said.is_by(request.user.pk) else said.author
    if request.method != "POST":
        return page(
            request,
            "comments/follow.html",
            said.discussion,
            heading=_("Follow or mute: comment %(number)s") % {"number": said.number},
            comment=said,
            name=named(said),
            person=person.name if person else "",
            anonymous=said.anonymous,
            standing=following.standing(request.user, said),
            back_url=said.get_absolute_url(),
        )
    try:
        told = do(request.POST.get("do", ""), request.user, said, person)
    except Refused as reason:
        return refused(request, said.discussion, reason)
    landing.tell(request, told, landing.COMMENT)
    return redirect(said)


def do(act: str, member: Member, said: Comment, person: Member | None) -> str:
    """What somebody asked for beside a comment, and the sentence that says it is done."""
    thread = said.root or said
    if act == "follow_thread":
        following.follow(member, thread)
        return _("You follow this conversation. What is new stands in your inbox.")
    if act == "unfollow_thread":
        following.unfollow(member, thread)
        return _("You no longer follow this conversation.")
    if person is None or act not in PEOPLE:
        raise Refused(_("Choose one of the buttons on that page."))
    verb, told = PEOPLE[act]
    verb(member, person)
    return _(told) % {"name": person.name}


PEOPLE = {
    "follow_person": (following.follow, "You follow the conversations that %(name)s begins."),
    "unfollow_person": (following.unfollow, "You no longer follow %(name)s."),
    "mute": (following.mute, "%(name)s is muted for you. They cannot tell."),
    "unmute": (following.unmute, "%(name)s is no longer muted."),
}


# All of it ----------------------------------------------------------------------------------------


@require_safe
@login_required
def all_follows(request: MemberRequest) -> HttpResponse:
    """What one follows, each with the button that ends it."""
    threads = ["thread__author", "thread__discussion__guide__live_revision"]
    threads += ["thread__discussion__topic", "thread__root"]
    places = ["discussion__guide__topic", "discussion__guide__live_revision", "discussion__topic"]
    found = Follow.objects.of(request.user).select_related(*places, *threads, "topic", "person")
    follows = list(found.order_by("-since", "-pk"))
    heads = [each.thread for each in follows if each.thread]
    sights = sights_of(heads, Reader(request.user.pk))
    rows = [row(each, sights) for each in follows]
    return render(request, "comments/following.html", {"follows": rows})


def row(follow: Follow, sights: dict[int, Sight]) -> dict[str, str]:
    """One thing that is followed, in words, and the way to it."""
    words, url = "", ""
    if follow.discussion:
        words = _("The discussion of “%(title)s”") % {"title": follow.discussion.title}
        url = follow.discussion.get_absolute_url()
    elif follow.topic:
        words = _("The topic “%(title)s”") % {"title": follow.topic.title}
        url = follow.topic.get_absolute_url()
    elif follow.person:
        words = _("Conversations that %(name)s begins") % {"name": follow.person.name}
    elif follow.thread:
        title = follow.thread.discussion.title
        if sights[follow.thread.pk] is Sight.WORDS:
            words = _("The conversation from %(whom)s in “%(title)s”")
            words %= {"whom": named(follow.thread), "title": title}
            url = path_of(follow.thread.pk)
        else:
            words = _("A conversation in “%(title)s” that is no longer there") % {"title": title}
    return {
        "id": f"{follow.pk}",
        "words": words,
        "url": url,
        "since_at": follow.since.isoformat(timespec="minutes"),
        "since": written(follow.since),
    }


@require_POST
def stop_following(request: HttpRequest, pk: int) -> HttpResponse:
    """End one follow, from the list of all."""
    if not isinstance(request.user, Member):
        return redirect_to_login(reverse("comments:following"))
    get_object_or_404(Follow.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("You no longer follow it."))
    return redirect("comments:following")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def muted(request: MemberRequest) -> HttpResponse:
    """Whom one has muted, each with the button that ends it."""
    mutes = Mute.objects.of(request.user).select_related("muted").order_by("-since", "-pk")
    if request.method != "POST":
        return render(request, "comments/muted.html", {"mutes": mutes, "path": request.path})
    mute = get_object_or_404(mutes, pk=number_in(request.POST.get("unmute", "")))
    following.unmute(request.user, mute.muted)
    messages.success(request, _("%(name)s is no longer muted.") % {"name": mute.muted.name})
    return redirect("comments:muted")
