"""Files as people, cameras and attackers send them, made here pixel by pixel."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

# Stands in every hidden corner of a file; none of it may be found in what is kept.
SECRET = b"CANARY-51.5074N-0.1278W"


def upload(data, name="holiday in Brighton.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def saved(picture, kind="PNG", **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def corners(width=60, height=40):
    """Red, green, blue and white corners on grey: tells which way is up."""
    picture = Image.new("RGB", (width, height), "#808080")
    marks = {(0, 0): "red", (1, 0): "lime", (0, 1): "blue", (1, 1): "white"}
    for (right, low), colour in marks.items():
        picture.paste(colour, _corner(width, height, right, low))
    return picture


def _corner(width, height, right, low):
    left, top = right * (width - width // 4), low * (height - height // 4)
    return (left, top, left + width // 4, top + height // 4)


def names_of_corners(picture):
    """What stands in the corners now, clockwise from the upper left."""
    picture = picture.convert("RGB")
    width, height = picture.size
    places = [(3, 3), (width - 4, 3), (width - 4, height - 4), (3, height - 4)]
    return "".join(_name(picture.getpixel(place)) for place in places)


def _name(pixel):
    return "".join("1" if value > 150 else "0" for value in pixel)


def telling_exif(orientation=1):
    """EXIF as a telephone writes it: where it was, whose it is, and a small copy of the picture."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    exif.get_ifd(0x8769)[0x9286] = SECRET
    return exif


def profile():
    """A colour profile that carries somebody's words."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace(b"sRGB built-in", SECRET[:13]) + SECRET


def swapped_profile():
    """sRGB with red and green changed about."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = made.index(b"rXYZ"), made.index(b"gXYZ")
    made[red : red + 4], made[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(made)


def telling(kind):
    """A picture of each kind with the secret wherever that kind can hold it."""
    options = {"exif": telling_exif(), "icc_profile": profile(), "xmp": b"<x>" + SECRET + b"</x>"}
    if kind == "JPEG":
        data = saved(corners(), kind, comment=SECRET, **options)
    elif kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET.decode())
        notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        notes.add_text("Comment", SECRET.decode(), zip=True)
        del options["xmp"]
        data = saved(corners(), kind, pnginfo=notes, **options)
    elif kind == "WEBP":
        data = saved(corners(), kind, **options)
    else:
        data = saved(corners().quantize(), kind, comment=SECRET)
    return data + b"PK\x03\x04" + SECRET


def png_of_size(width, height):
    """A PNG that says it is this large and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(kind, data):
    """A good PNG with one more chunk before its pixels."""
    png = saved(corners())
    at = png.index(b"IDAT") - 4
    return png[:at] + _chunk(kind, data) + png[at:]


def layered_jpeg(layers):
    """A progressive JPEG whose last layer is painted again and again."""
    jpeg = saved(corners(), "JPEG", progressive=True)
    last, end = jpeg.rindex(b"\xff\xda"), jpeg.rindex(b"\xff\xd9")
    return jpeg[:end] + jpeg[last:end] * layers + jpeg[end:]
