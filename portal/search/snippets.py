"""Pieces of the original text with the words that were found marked."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Snippet:
    """`parts` are pairs of a piece of text and whether it is marked; `language` is that
    of the text, which may be another than the title's."""

    language: str
    parts: tuple[tuple[str, bool], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return "".join(text for text, _is_marked in self.parts)

    @property
    def html(self) -> SafeString:
        """The text, escaped, with `<mark>` around what was found."""
        return format_html_join(
            "",
            "{}",
            (
                (format_html("<mark>{}</mark>", text) if is_marked else text,)
                for text, is_marked in self.parts
            ),
        )
