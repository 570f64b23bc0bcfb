"""A page with every part of the look on it, for the tests only: the kitchen sink."""

from pathlib import Path

from django import forms
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from msforum.urls import urlpatterns as site

PAGE = Path(__file__).with_name("sink.html")


class Story(forms.Form):
    title = forms.CharField(
        help_text="A few words, so that others find it.",
        error_messages={"required": "Write a title"},
    )
    body = forms.CharField(
        label="Your comment",
        widget=forms.Textarea,
        help_text="There is no time limit.",
        error_messages={"required": "Write your comment before you post it"},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("a", "An experience"), ("b", "A question")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    about = forms.ChoiceField(choices=[("", "Everything"), ("f", "Fatigue")], required=False)
    photo = forms.FileField(label="A picture", required=False)
    agree = forms.BooleanField(
        label="I have read the house rules", error_messages={"required": "Tick this first"}
    )


def sink(request):
    form = Story({}) if "errors" in request.GET else Story()
    words = {"form": form, "comment": Story(prefix="talk")}
    return HttpResponse(Template(PAGE.read_text("utf-8")).render(RequestContext(request, words)))


@csrf_exempt
def sent(request):
    """Taken. The page stays where it is."""
    return HttpResponse(status=204)


urlpatterns = [path("sink/", sink), path("sink/sent/", sent, name="sent"), *site]
