"""The picture that an app reads a secret from, as a path of SVG: no image file, nothing inline that
the policy of the site forbids, and no address at which the secret could be fetched again."""

from dataclasses import dataclass

import qrcode

# A phone needs this much white around the code (squares), by the standard.
BORDER = 4


@dataclass(frozen=True)
class Picture:
    """`side` is the width of the drawing in squares; `path` draws the dark ones."""

    side: int
    path: str


def squares(text: str) -> Picture:
    code = qrcode.QRCode(border=BORDER, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Picture(len(rows), path)
