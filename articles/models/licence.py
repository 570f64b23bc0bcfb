from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What lets us show a picture. A short list; anything else is written out."""

    OWN = "own", _("Made for this site")
    ALLOWED = "allowed", _("Bought, or used with permission")
    PUBLIC = "public", _("Public domain, or CC0")
    CC_BY = "cc-by-4.0", _("Creative Commons: CC BY 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons: CC BY-SA 4.0")
    OGL = "ogl-3", _("Open Government Licence v3.0")
    OTHER = "other", _("Another one (write which below)")


# What readers see: those that ask for a credit, their short names, and where they are explained.
ASK_FOR_CREDIT = {Licence.CC_BY, Licence.CC_BY_SA, Licence.OGL, Licence.OTHER}
SHORT_NAMES: dict[str, str] = {
    Licence.CC_BY: "CC BY 4.0",
    Licence.CC_BY_SA: "CC BY-SA 4.0",
    Licence.OGL: "Open Government Licence v3.0",
}
EXPLAINED_AT: dict[str, str] = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
