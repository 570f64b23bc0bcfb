"""What a moderator says about a rule, and what of it cannot be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.admin.not_saved_over import NotSavedOver
from comments.models import Rule, RuleKind, RuleState
from comments.models.rule import TRIED_OVER
from comments.rules.automaton import Pattern
from comments.rules.kinds import kind_of, offered
from comments.rules.phrases import BadPhrase, parsed
from comments.rules.regex import BadPattern
from comments.rules.switching import is_tried

MOST_LINES = 5_000
MOST_PATTERNS = 50
MOST_DAYS = TRIED_OVER.days
BAD_LINES = {
    "long": _("Line %(line)d is too long: at most twelve words and 120 characters."),
    "empty": _("Line %(line)d has no word in it."),
    "star": _("Line %(line)d needs three letters or more before the star."),
}


class NewRuleForm(forms.ModelForm):
    """A rule begins with what it looks for. The rest is asked on its page."""

    class Meta:
        model = Rule
        fields = ["name", "kind", "note"]
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = offered()  # type: ignore[attr-defined]


class RuleForm(NotSavedOver):
    """A rule of a known kind: only the fields that count for it."""

    untried = forms.BooleanField(
        label=_("Switch it on without a trial"),
        help_text=_("Your name and this choice are written down."),
        required=False,
    )
    changed_meanwhile = _(
        "Somebody changed this rule meanwhile, so nothing was saved. Look below at what was "
        "changed; save again if yours should count."
    )

    class Meta:
        model = Rule
        fields = ["name", "state", "words", "number", "within", "about", "weight"]
        fields += ["owner", "review_on", "note"]
        widgets = {
            "note": forms.Textarea({"rows": 3}),
            "words": forms.Textarea({"rows": 12}),
            # One plain field: a calendar of the admin is small, and a browser's has four stops.
            "review_on": forms.DateInput({"autocomplete": "off"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "weight": _("From 1 to 100: how far up it moves a case in the waiting list."),
            "review_on": _(
                "Such as 2028-03-01. On that day the list says that somebody should look again."
            ),
            "about": _("No rule ever looks at comments of the team."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = kind_of(self.instance)
        for name, label in (
            ("words", kind.words),
            ("number", kind.number),
            ("within", kind.within),
        ):
            if name not in self.fields:
                continue
            if label is None:
                del self.fields[name]
                continue
            self.fields[name].required = True
            if name == "words":
                self.fields[name].help_text = _("One line each: %(what)s.") % {"what": label}
                continue
            self.fields[name].help_text = str(label)
            default = kind.defaults[name == "within"]
            if self.initial.get(name) is None:
                self.initial[name] = default

    def newest(self) -> str:
        """Its last change, because each is written down."""
        return str(self.instance.changes.values_list("pk", flat=True).first() or 0)

    def clean_words(self) -> str:
        """Each line can be looked for."""
        words = self.cleaned_data["words"]
        lines = [line.strip() for line in words.splitlines()]
        is_pattern = self.instance.kind == RuleKind.PATTERNS
        most = MOST_PATTERNS if is_pattern else MOST_LINES
        if len(lines) > most:
            raise forms.ValidationError(_("At most %(most)d lines.") % {"most": most})
        for number, line in enumerate(lines, start=1):
            if line:
                self.look_at(line, number)
        return "\n".join(line for line in lines if line)

    def look_at(self, line: str, number: int) -> None:
        if self.instance.kind == RuleKind.PATTERNS:
            try:
                Pattern(line)
            except BadPattern as why:
                told = {"line": number, "why": why}
                raise forms.ValidationError(_("Line %(line)d: %(why)s") % told) from None
        elif self.instance.kind == RuleKind.WORDS:
            try:
                parsed(line)
            except BadPhrase as why:
                raise forms.ValidationError(BAD_LINES[str(why)] % {"line": number}) from None

    def clean_within(self) -> int:
        within: int = self.cleaned_data["within"]
        is_days = self.instance.kind != RuleKind.FAST
        if within < 1 or (is_days and within > MOST_DAYS):
            raise forms.ValidationError(
                _("From 1 to %(most)d.") % {"most": MOST_DAYS} if is_days else _("At least 1.")
            )
        return within

    def _post_clean(self) -> None:
        """The fields are on the rule by now, so it can be asked whether it was tried so."""
        super()._post_clean()
        rule, cleaned = self.instance, self.cleaned_data
        if self.errors or cleaned.get("state") != RuleState.ON or cleaned.get("untried"):
            return
        was_on = Rule.objects.filter(pk=rule.pk, state=RuleState.ON).first()
        if (was_on and was_on.fingerprint == rule.fingerprint) or is_tried(rule):
            return
        self.add_error(
            "state",
            _(
                "It was not tried as it stands now. Choose “Count only”, save and try it; or tick "
                "“Switch it on without a trial” below."
            ),
        )
