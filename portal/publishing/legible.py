"""Running text without its markup, so that people can read what changed in it.

Paragraphs are lines; the little structure that the editor offers is written as people
write it in mail: `# heading`, `• item`, `> quotation`, `*strong*`, `text <address>`.
"""

from html.parser import HTMLParser

BEFORE = {"h3": "# ", "h4": "## ", "li": "• ", "strong": "*", "em": "_", "br": "\n"}
AFTER = {"strong": "*", "em": "_"}
BLOCKS = {"p", "li", "h3", "h4", "blockquote", "ul", "ol"}


def legible(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.texts).strip("\n")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts = [""]
        self.numbers: list[int | None] = []
        self.address = ""
        self.has_text = False

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self._end_line()
        if tag in ("ul", "ol"):
            self.numbers.append(0 if tag == "ol" else None)
        if tag == "a":
            self.address = dict(attrs).get("href") or ""
        if tag == "li" and self.numbers and self.numbers[-1] is not None:
            self.numbers[-1] += 1
            self.texts.append(f"{self.numbers[-1]}. ")
        elif tag == "blockquote":
            self.texts.append("> ")
        else:
            self.texts.append(BEFORE.get(tag, ""))

    def handle_endtag(self, tag):
        self.texts.append(AFTER.get(tag, ""))
        if tag in ("ul", "ol") and self.numbers:
            self.numbers.pop()
        if tag == "a" and self.address:
            self.texts.append(f" <{self.address}>")
            self.address = ""
        if tag in BLOCKS:
            self._end_line()

    def handle_data(self, data):
        if self.has_text or not data.isspace():
            self.texts.append(data)
            self.has_text = True

    def _end_line(self):
        if self.has_text:
            self.texts.append("\n")
            self.has_text = False
