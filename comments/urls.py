from django.urls import path

from comments import (
    arriving,
    calling,
    catching_up,
    community,
    drafting,
    editing,
    feeds,
    marking,
    mine,
    older,
    passing_on,
    pinning,
    pressing,
    settling,
    versions,
    views,
    watching,
)
from comments.concern import views as concern
from comments.context import pages as beside
from comments.conversation import pages as conversation
from comments.hearing import pages as hearing
from comments.reports import views as reports
from comments.sanctions import own_pages

app_name = "comments"

urlpatterns = [
    # First: no guide is called "discussion".
    path("guides/<slug:topic>/discussion/", community.topic, name="topic"),
    path("guides/<slug:topic>/discussion/comment/", views.post, name="post_topic"),
    path("guides/<slug:topic>/discussion/comments.atom", feeds.comments, name="topic_feed"),
    path(
        "guides/<slug:topic>/discussion/comment/draft/",
        drafting.keep_comment,
        name="keep_topic_comment",
    ),
    path("guides/<slug:topic>/<slug:guide>/comment/", views.post, name="post"),
    path("discussions/", community.discussions, name="discussions"),
    path("guides/<slug:topic>/<slug:guide>/comments.atom", feeds.comments, name="feed"),
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/reply/", views.reply, name="reply"),
    path("comments/<int:pk>/versions/", versions.versions, name="versions"),
    path("comments/<int:pk>/edit/", editing.edit, name="edit"),
    path("comments/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("comments/<int:pk>/react/", pressing.react, name="react"),
    path("comments/<int:pk>/report/", reports.report, name="report"),
    path("settings/reports/", reports.mine, name="reports"),
    path("settings/reports/<int:pk>/take-back/", reports.take_back, name="take_back_report"),
    path("members/<str:name>/report/", reports.profile, name="report_profile"),
    path("comments/<int:pk>/concern/", concern.concern, name="concern"),
    path("support/", concern.help_now, name="support"),
    path("comments/<int:pk>/pass-on/", passing_on.pass_on, name="pass_on"),
    path("comments/<int:pk>/context/", beside.context, name="context"),
    path("comments/<int:pk>/pin/", pinning.pin, name="pin"),
    path("comments/<int:pk>/answer/", settling.answer, name="answer"),
    path(
        "guides/<slug:topic>/<slug:guide>/comment/draft/",
        drafting.keep_comment,
        name="keep_comment",
    ),
    path("comments/<int:pk>/edit/draft/", drafting.keep_edit, name="keep_edit"),
    path("comments/<int:pk>/reply/draft/", drafting.keep_reply, name="keep_reply"),
    path("settings/drafts/", drafting.all_drafts, name="drafts"),
    path("settings/drafts/<int:pk>/delete/", drafting.throw_away, name="throw_away"),
    path("comments/<int:pk>/follow/", watching.follow_comment, name="follow_comment"),
    path("follow/", watching.follow, name="follow"),
    path("inbox/new/portion/", catching_up.choose_portion, name="portion"),
    path("inbox/new/", catching_up.new, name="new"),
    path("inbox/comments/", mine.mine, name="mine"),
    path("inbox/following/", watching.all_follows, name="following"),
    path("inbox/following/<int:pk>/stop/", watching.stop_following, name="stop_following"),
    path("inbox/team/", conversation.all_of_them, name="team"),
    path("inbox/team/new/", conversation.begin, name="write_to_team"),
    path("inbox/team/<int:pk>/", conversation.one, name="team_conversation"),
    path("decisions/<int:pk>/", hearing.decision, name="decision"),
    path("decisions/<int:pk>/revise/", hearing.revise, name="revise"),
    path("decisions/<int:pk>/appeal/", hearing.appeal, name="appeal"),
    path("inbox/standing/", own_pages.standing, name="standing"),
    path("inbox/standing/<int:pk>/read/", own_pages.read_reminder, name="read_reminder"),
    path("settings/muted/", watching.muted, name="muted"),
    path("guides/<slug:topic>/<slug:guide>/parts/", older.parts, name="parts"),
    path("discussions/<int:pk>/", older.older, name="older"),
    path("discussions/<int:pk>/read/", marking.read, name="read"),
    path("discussions/<int:pk>/people/", calling.people, name="people"),
    path("discussions/<int:pk>/people/<int:member>/", calling.person, name="person"),
    path("discussions/<int:pk>/since/<int:version>/", arriving.since, name="since"),
]
