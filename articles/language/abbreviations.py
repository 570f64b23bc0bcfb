"""Short forms that nobody has written out."""

import re
from collections.abc import Iterable, Mapping

# What a short form means. A site can add its own: see the setting WRITTEN_OUT.
KNOWN: Mapping[str, str] = {
    "MS": "multiple sclerosis",
    "NHS": "National Health Service",
    "MRI": "magnetic resonance imaging",
    "CT": "computed tomography",
    "CNS": "central nervous system",
    "CSF": "cerebrospinal fluid",
    "DMT": "disease-modifying therapy",
    "DMTs": "disease-modifying therapies",
    "RRMS": "relapsing remitting multiple sclerosis",
    "SPMS": "secondary progressive multiple sclerosis",
    "PPMS": "primary progressive multiple sclerosis",
    "EDSS": "expanded disability status scale",
    "UTI": "urinary tract infection",
    "UTIs": "urinary tract infections",
    "FES": "functional electrical stimulation",
    "OT": "occupational therapist",
    "PT": "physiotherapist",
    "GP": "general practitioner",
    "A&E": "accident and emergency",
    "CBT": "cognitive behavioural therapy",
    "TENS": "transcutaneous electrical nerve stimulation",
    "ISC": "intermittent self-catheterisation",
    "NICE": "National Institute for Health and Care Excellence",
    "MHRA": "Medicines and Healthcare products Regulatory Agency",
    "EBV": "Epstein-Barr virus",
    "VEP": "visual evoked potential",
    "INO": "internuclear ophthalmoplegia",
    "PBA": "pseudobulbar affect",
    "PML": "progressive multifocal leukoencephalopathy",
    "SSRI": "selective serotonin reuptake inhibitor",
    "SSRIs": "selective serotonin reuptake inhibitors",
}
# Everybody says these; written out they would be harder.
EVERYDAY = {"UK", "US", "USA", "EU", "OK", "TV", "DVD", "CD", "PC", "ID", "AM", "PM", "PDF", "FAQ"}
EVERYDAY |= {"BBC", "DNA", "HIV", "AIDS", "COVID", "SMS", "II", "III", "IV", "SOS", "DIY", "PIN"}
EVERYDAY |= {"NOT", "DO", "IF", "AND", "OR", "NO", "YES", "STOP", "NOW", "ALL", "NEVER", "ONLY"}
_IN_BRACKETS = re.compile(r"\s?\([a-zA-Z][a-z]+[ -]\w")
# More capitals than that in a row are shouted words.
_LONGEST_FORM = 12
_SHORT = re.compile(r"(?<![\w-])(?:[A-Z]&[A-Z]|[A-Z]{2,6}s?)(?![\w-])")


def not_written_out(texts: Iterable[str], known: Mapping[str, str] = KNOWN) -> dict[str, str]:
    """Short forms that stand before, or without, their meaning: each with what it means.

    A form that the table does not know must have its meaning in brackets beside it, or stand in
    brackets after it. What it means is then empty.
    """
    missing: dict[str, str] = {}
    settled = set(EVERYDAY)
    for text in texts:
        if _is_shouting(text):
            continue
        folded = text.casefold()
        for match in _SHORT.finditer(text):
            form = match[0]
            if form in settled or form in missing:
                continue
            meaning = _meaning(form, known)
            if (meaning and meaning.casefold() in folded) or _is_told(text, match):
                settled |= {form, form.removesuffix("s"), f"{form}s"}
            else:
                missing[form] = meaning
    return missing


def _meaning(form: str, known: Mapping[str, str]) -> str:
    return known.get(form) or known.get(form.removesuffix("s"), "")


def _is_told(text: str, match: re.Match[str]) -> bool:
    """ "multiple sclerosis (MS)", or "MS (multiple sclerosis)"."""
    in_brackets = text.startswith(")", match.end()) and text.endswith("(", 0, match.start())
    return in_brackets or bool(_IN_BRACKETS.match(text, match.end()))


def _is_shouting(text: str) -> bool:
    """A whole line in capitals holds no short forms."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _LONGEST_FORM and all(letter.isupper() for letter in letters)
