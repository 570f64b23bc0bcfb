"""What of a site is carried: every table of our own apps, except those named here with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from articles.models.revision import DRAWN as DRAWN_OF_A_REVISION

# What other packages keep and a member would miss.
FROM_PACKAGES = ("account.EmailAddress",)
LEFT = {
    "articles.Presence": "says who has a form open at this moment",
    "articles.Block": "stands in the files of the guides",
    "accounts.Copy": "its file lasts for a day, and can be asked for again",
    "accounts.WayBack": "lasts for a week and is begun again by hand",
    "comments.Move": "says what moved while somebody reads from one page to the next",
    "comments.RuleTrial": "says what a rule would have found on another site; try it again",
    "comments.Sketch": "is kept for 90 days, and made again as people write",
    "outbox.Errand": "what still has to be done is asked for again when a site is taken",
    "accounts.Member_groups": "stands with the member, by name",
    "accounts.Member_user_permissions": "stands with the member, by name",
}
# What migrations write into a new site, and what is carried takes the place of.
FROM_MIGRATIONS = {
    "articles.Medicine",
    "comments.ConcernMessage",
    "comments.Rule",
    "comments.SupportContact",
}
SECRETS = {"accounts.Member": {"password"}}
# Names of files that are not carried: they lie behind doors.
PRIVATE = {"accounts.Profile": {"avatar"}}
# Made again from the rest.
DRAWN = {
    "articles.Revision": DRAWN_OF_A_REVISION,
    "articles.Image": {"renditions"},
}
# Stands in the files of the guides.
IN_FILES = {
    "articles.Guide": {"title", "summary", "lay_terms", "is_demo", "hero_id"},
    "articles.Revision": {"title", "summary", "hero_id", "data"},
}
# Words of members that are HTML already.
HTML = {
    f"comments.{name}": "html" for name in ("Comment", "CommentRevision", "ContextNote", "Message")
}


@dataclass(frozen=True)
class Table:
    """One table and those of its columns that are carried."""

    model: type[models.Model]
    fields: tuple[models.Field, ...]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def file(self) -> str:
        return f"tables/{self.model._meta.label_lower}.jsonl"

    @property
    def names(self) -> list[str]:
        return [field.attname for field in self.fields]

    @property
    def media(self) -> list[str]:
        """The columns that name a file."""
        return [field.attname for field in self.fields if isinstance(field, models.FileField)]


def tables(*, with_passwords: bool) -> list[Table]:
    """All that are carried, in an order that does not change."""
    return [_table(model, with_passwords) for model in carried()]


def carried() -> list[type[models.Model]]:
    found = [model for model in own_models() if model._meta.label not in LEFT]
    found += [apps.get_model(label) for label in FROM_PACKAGES]
    return sorted(found, key=lambda model: model._meta.label_lower)


def own_models() -> Iterator[type[models.Model]]:
    """Every model of the apps that stand beside this one."""
    for config in apps.get_app_configs():
        if Path(config.path).parent == settings.BASE_DIR:
            found = config.get_models(include_auto_created=True)
            yield from (model for model in found if not model._meta.proxy)


def _table(model: type[models.Model], with_passwords: bool) -> Table:
    label = model._meta.label
    without = DRAWN.get(label, set()) | IN_FILES.get(label, set()) | PRIVATE.get(label, set())
    if not with_passwords:
        without |= SECRETS.get(label, set())
    fields = [field for field in model._meta.concrete_fields if field.attname not in without]
    return Table(model, tuple(fields))
