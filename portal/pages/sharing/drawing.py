"""Draws the picture of a record: 1200 × 630 pixels, as Open Graph likes them.

Arabic needs Raqm, which Pillow's own packages have: it joins the letters and puts words
of both scripts in order. Without it nothing is drawn, rather than something wrong.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import Image, ImageDraw, ImageFont, features

from portal.pages.sharing.words import Text, Words

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 84
PAPER, INK, SOFT, ACCENT, BRASS = "#fbfaf6", "#1c2326", "#525c60", "#1b4f47", "#8f6b22"
TITLE_SIZES = range(76, 35, -4)
MOST_LINES = 4
TITLE_TOP, TITLE_BOTTOM = 150, 490
LEADING = 1.4
FONTS = Path(__file__).parent / "fonts"

# A font of FreeType is not for two threads at once.
_lock = Lock()


@cache
def can_draw() -> bool:
    """Whether letters can be joined and the fonts be read here."""
    if not features.check("raqm"):
        return False
    try:
        _font(400, 24)
    except OSError:
        return False
    return True


def draw(words: Words) -> bytes:
    """The picture as a PNG, the same bytes for the same words."""
    with _lock:
        image = Image.new("RGB", SIZE, PAPER)
        canvas = Canvas(image, words)
        canvas.frame()
        canvas.title()
        canvas.facts()
    file = BytesIO()
    few_colours = image.quantize(64, method=Image.Quantize.FASTOCTREE)
    few_colours.save(file, "PNG", compress_level=6)
    return file.getvalue()


class Canvas:
    """Everything begins on the side where the language does."""

    def __init__(self, image: Image.Image, words: Words):
        self.pen = ImageDraw.Draw(image)
        self.words = words
        self.is_rtl = Text("", words.language).direction == "rtl"

    def frame(self) -> None:
        self.pen.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
        self._write(self.words.site, MARGIN + 16, 600, 40, ACCENT)
        kind = self.words.kind
        self._write(kind, MARGIN + 16, 400, 32, SOFT, is_at_end=True)

    def title(self) -> None:
        title = self.words.title
        size, lines = _fitted(title)
        step = size * LEADING
        top = TITLE_TOP + (TITLE_BOTTOM - TITLE_TOP - step * len(lines)) / 2
        for number, line in enumerate(lines):
            baseline = top + step * (number + 0.72)
            self._write(Text(line, title.language), baseline, 600, size, INK)

    def facts(self) -> None:
        rule = HEIGHT - 112
        self.pen.line((MARGIN, rule, WIDTH - MARGIN, rule), fill=SOFT, width=2)
        date, place = self.words.date, self.words.place
        baseline = HEIGHT - 52
        self._write(date, baseline, 600, 34, BRASS)
        room = WIDTH - 2 * MARGIN - _width(date, _font(600, 34)) - 40
        place = _shortened(place, _font(400, 34), room)
        self._write(place, baseline, 400, 34, INK, is_at_end=bool(date.words))

    def _write(self, text, baseline, weight, size, fill, is_at_end=False):
        is_right = self.is_rtl != is_at_end
        self.pen.text(
            (WIDTH - MARGIN if is_right else MARGIN, baseline),
            text.words,
            font=_font(weight, size),
            fill=fill,
            anchor="rs" if is_right else "ls",
            direction=text.direction,
            language=text.language,
        )


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    path = FONTS / f"sijill-sans-{weight}.woff2"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def _width(text: Text, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(text.words, direction=text.direction, language=text.language)


def _fitted(title: Text) -> tuple[int, list[str]]:
    """The largest size at which a title fits into its lines, and these; the smallest
    with an ellipsis where none does."""
    room = WIDTH - 2 * MARGIN
    for size in TITLE_SIZES:
        lines = _lines(title, _font(600, size), room)
        fits = len(lines) * size * LEADING <= TITLE_BOTTOM - TITLE_TOP
        if fits and len(lines) <= MOST_LINES:
            return size, lines
    font = _font(600, size)
    rest = Text(" ".join(lines[MOST_LINES - 1 :]), title.language)
    return size, [*lines[: MOST_LINES - 1], _shortened(rest, font, room).words]


def _lines(text: Text, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(Text(longer, text.language), font) <= room:
            lines[-1] = longer
        else:
            lines.append(_shortened(Text(word, text.language), font, room).words)
    return lines


def _shortened(text: Text, font: ImageFont.FreeTypeFont, room: float) -> Text:
    words = text.words
    while words and _width(Text(words, text.language), font) > room:
        words = words.removesuffix("…")[:-1].rstrip() + "…"
        if words == "…":
            break
    return Text(words, text.language)
