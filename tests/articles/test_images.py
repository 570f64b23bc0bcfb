"""What is kept of a picture that somebody sends, and what is refused."""

import threading
import zlib
from io import BytesIO

import pytest
from django import forms
from django.core.exceptions import ValidationError
from PIL import Image

from pictures import images
from tests.articles import pictures

DAMAGED = "This picture is damaged or cut off. Please save it again or choose another."
NO_PICTURE = "We cannot read this file as a picture. Please choose a JPEG, PNG, WebP or GIF."
EMPTY = "This file is empty. Please choose a picture."


def too_many(millions=40):
    return (
        "This picture has too many pixels. Please make it smaller first: "
        f"12,000 a side and {millions} million in all are the most."
    )


def kept(data, **upload):
    return images.taken(pictures.upload(data, **upload))


def opened(file):
    picture = Image.open(BytesIO(file.read()))
    picture.load()
    return picture


def refusal(data):
    with pytest.raises(ValidationError) as caught:
        kept(data)
    return caught.value.messages


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_but_pixels_is_kept(kind):
    data = pictures.telling(kind)
    file = kept(data)

    assert data.count(pictures.SECRET) >= 2
    assert pictures.SECRET not in file.read()
    file.seek(0)
    picture = opened(file)
    assert picture.getexif() == {}
    assert set(picture.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_of_each_kind_are_taken(kind):
    picture = opened(kept(pictures.saved(pictures.corners(), kind)))

    assert picture.size == (60, 40)
    assert pictures.names_of_corners(picture) == "100010111001"


def test_the_name_is_made_here_and_the_old_one_is_forgotten():
    first, second = (kept(pictures.saved(pictures.corners())) for _ in range(2))

    assert first.name != second.name
    assert len(first.name) == 32 + len(".jpg")
    assert first.name.endswith(".jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whatever_way_the_camera_was_held(kind, orientation):
    sideways = {
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
        3: Image.Transpose.ROTATE_180,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        7: Image.Transpose.TRANSVERSE,
    }
    seen = pictures.corners()
    if orientation in sideways:
        seen = seen.transpose(sideways[orientation])
    data = pictures.saved(seen, kind, exif=pictures.telling_exif(orientation))

    picture = opened(kept(data))

    assert picture.size == (60, 40)
    assert pictures.names_of_corners(picture) == "100010111001"


def test_broken_notes_about_the_camera_are_no_reason_to_refuse_a_picture():
    data = pictures.saved(pictures.corners(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\xff\xff\xff")

    assert opened(kept(data)).size == (60, 40)


def test_a_moving_picture_stands_still():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "lime", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        data = pictures.saved(frames[0], kind, save_all=True, append_images=frames[1:])
        picture = opened(kept(data))

        assert getattr(picture, "n_frames", 1) == 1
        assert picture.convert("RGB").getpixel((9, 9))[0] > 240


@pytest.mark.parametrize(
    ("made", "looks"),
    [
        (Image.new("L", (9, 9), 200), (200, 200, 200)),
        (Image.new("1", (9, 9), 1), (255, 255, 255)),
        (Image.new("LA", (9, 9), (200, 255)), (200, 200, 200)),
        (Image.new("I;16", (9, 9), 200 * 256), (200, 200, 200)),
        (Image.new("RGBA", (9, 9), (10, 200, 30, 255)), (10, 200, 30)),
        (Image.new("RGB", (9, 9), (10, 200, 30)).quantize(), (10, 200, 30)),
    ],
    ids=["grey", "black and white", "grey and alpha", "16 bits", "opaque alpha", "palette"],
)
def test_every_way_of_telling_colours_is_understood(made, looks):
    file = kept(pictures.saved(made))
    pixel = opened(file).convert("RGB").getpixel((4, 4))

    assert file.name.endswith(".jpg")
    assert all(abs(found - told) <= 3 for found, told in zip(pixel, looks, strict=True))


def test_a_picture_for_printers_keeps_its_colours():
    data = pictures.saved(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG", quality=95)

    red, green, blue = opened(kept(data)).getpixel((4, 4))

    assert red > 230
    assert max(green, blue) < 60


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_what_shines_through_still_does(kind):
    half = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    half.paste((0, 0, 0, 0), (0, 0, 10, 20))
    data = pictures.saved(half, kind, **({"lossless": True} if kind == "WEBP" else {}))

    file = kept(data)
    picture = opened(file)

    assert file.name.endswith(".png")
    assert picture.mode == "RGBA"
    assert picture.getpixel((3, 9))[3] == 0
    assert picture.getpixel((16, 9)) == (255, 0, 0, 255)


def test_one_colour_of_a_picture_may_be_the_one_that_shines_through():
    data = pictures.saved(pictures.corners(), transparency=(255, 0, 0))

    picture = opened(kept(data))

    assert picture.getpixel((2, 2))[3] == 0
    assert picture.getpixel((50, 2))[3] == 255


def test_colours_of_another_profile_are_brought_into_ours():
    """A profile that turns red and green about: without it the picture would be wrong."""
    swapped = pictures.swapped_profile()
    data = pictures.saved(Image.new("RGB", (9, 9), (250, 20, 20)), icc_profile=swapped)

    red, green, _ = opened(kept(data)).getpixel((4, 4))

    assert green > 200
    assert red < 100


@pytest.mark.parametrize("profile", [b"no profile at all", pictures.profile()[:200]])
def test_a_broken_profile_is_passed_over(profile):
    data = pictures.saved(Image.new("RGB", (9, 9), (250, 20, 20)), icc_profile=profile)

    assert opened(kept(data)).getpixel((4, 4))[0] > 240


def test_a_profile_for_other_colours_is_passed_over():
    data = pictures.saved(Image.new("L", (9, 9), 200), icc_profile=pictures.profile())

    assert abs(opened(kept(data)).getpixel((4, 4))[0] - 200) <= 2


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((2_560, 10), (2_560, 10)),
        ((2_561, 100), (1_281, 50)),
        ((6_000, 900), (2_000, 300)),
        ((1, 6_000), (1, 2_000)),
        ((12_000, 1), (2_400, 1)),
    ],
)
def test_a_large_picture_is_kept_smaller(size, becomes):
    width, height = opened(kept(pictures.saved(Image.new("RGB", size, "red")))).size

    assert (width, height) == becomes


def test_a_large_picture_made_smaller_in_bands_is_whole():
    tall = pictures.corners(3_000, 6_000)
    # A JPEG is halved while it is decoded, before it is made smaller.
    sizes = {"PNG": (1_000, 2_000), "WEBP": (1_000, 2_000), "JPEG": (750, 1_500)}
    for kind, size in sizes.items():
        picture = opened(kept(pictures.saved(tall, kind)))

        assert picture.size == size
        assert pictures.names_of_corners(picture) == "100010111001"
        assert picture.convert("RGB").getpixel((size[0] // 2, 1_000))[0] in range(120, 136)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<html><script>alert(1)</script></html>", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (b"%PDF-1.7", NO_PICTURE),
        (b"GIF89a", NO_PICTURE),
        (b"\xff\xd8\xff", NO_PICTURE),
        (b"\0" * 2_000, NO_PICTURE),
        (pictures.saved(pictures.corners(), "BMP"), NO_PICTURE),
        (pictures.saved(pictures.corners(), "TIFF"), NO_PICTURE),
        (pictures.saved(pictures.corners(), "ICO"), NO_PICTURE),
        (pictures.saved(pictures.corners(), "AVIF"), NO_PICTURE),
        (pictures.saved(pictures.corners(), "PPM"), NO_PICTURE),
        (pictures.saved(pictures.corners(600, 400), "JPEG")[:-900], DAMAGED),
        (pictures.saved(pictures.corners(600, 400))[:300], DAMAGED),
        (pictures.saved(pictures.corners(600, 400), "WEBP")[:-200], DAMAGED),
        (pictures.saved(pictures.corners(600, 400), "GIF")[:-900], DAMAGED),
        (pictures.saved(pictures.corners()).replace(b"IDAT", b"IDAX"), NO_PICTURE),
        (pictures.png_of_size(12_001, 10), too_many()),
        (pictures.png_of_size(7_000, 6_000), too_many()),
        (pictures.png_of_size(60_000, 60_000), too_many()),
        (pictures.png_of_size(2_000_000_000, 1), too_many()),
        (pictures.png_of_size(6_000, 6_000), DAMAGED),
        (pictures.saved(Image.new("RGB", (5_001, 4_000)), "WEBP"), too_many(20)),
        (pictures.layered_jpeg(100), DAMAGED),
        (b"", EMPTY),
        (b"x" * (8 * 1024 * 1024 + 1),
         "This picture is too large: it has 9 MB, and 8 MB is the most."),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else None,
)  # fmt: skip
def test_what_is_no_picture_of_ours_is_refused_with_a_sentence(data, sentence):
    assert refusal(data) == [sentence]


def test_words_that_unpack_to_many_megabytes_are_refused():
    bomb = b"Comment\0\0" + zlib.compress(b"x" * 80_000_000)

    assert refusal(pictures.png_with(b"zTXt", bomb)) == [DAMAGED]


def test_a_few_layers_are_what_cameras_do():
    assert opened(kept(pictures.layered_jpeg(3))).size == (60, 40)


def test_a_page_that_is_also_a_picture_is_kept_as_a_picture_only():
    page = b"<script>alert('polyglot')</script>"
    jpeg = pictures.saved(pictures.corners(), "JPEG", comment=page) + page

    assert b"script" not in kept(jpeg, name="page.html").read()


def test_two_pictures_are_never_decoded_at_once(monkeypatch):
    monkeypatch.setattr(images, "_PATIENCE", 0.01)
    data = pictures.saved(pictures.corners())
    answers = []
    with images._DECODER:
        other = threading.Thread(target=lambda: answers.append(refusal(data)))
        other.start()
        other.join()

    assert answers == [["We are busy with other pictures. Please send yours again in a minute."]]
    assert opened(kept(data)).size == (60, 40)


class Form(forms.Form):
    picture = images.PictureField(max_length=5)


def test_a_form_hands_on_what_is_kept():
    form = Form({}, {"picture": pictures.upload(pictures.telling("JPEG"))})

    assert form.is_valid()
    assert pictures.SECRET not in form.cleaned_data["picture"].read()
    assert 'accept="image/jpeg,image/png,image/webp,image/gif"' in str(Form()["picture"])


def test_a_form_says_next_to_the_field_what_is_wrong_and_never_the_name_of_the_file():
    form = Form({}, {"picture": pictures.upload(b"<html>", name="<b>secret</b>.jpg")})

    assert form.errors == {"picture": [NO_PICTURE]}
    assert "secret" not in str(form)
    assert Form({}, {"picture": pictures.upload(b"")}).errors == {"picture": [EMPTY]}
    assert Form({}, {}).errors == {"picture": ["This field is required."]}
