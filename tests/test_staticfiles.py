from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import SiteStaticFilesStorage, tight


def test_collected_sheet_holds_its_parts(tmp_path):
    source = FileSystemStorage(tmp_path / "source")
    storage = SiteStaticFilesStorage(tmp_path / "collected", "/static/")
    sheet = '@layer base, print;\n@import url("parts/base.css") layer(base);\n'
    part = "p {\n  margin: 0;\n}\n"
    files = {"css/site.css": sheet, "css/parts/base.css": part}
    for name, content in files.items():
        source.save(name, ContentFile(content))
        storage.save(name, ContentFile(content))

    list(storage.post_process({name: (source, name) for name in files}))

    with storage.open("css/site.css") as file:
        collected = file.read().decode()
    assert collected == "@layer base,print;@layer base{p{margin:0;}}"
    assert storage.stored_name("css/site.css") != "css/site.css"


def test_tight_sheet_says_what_the_loose_one_says():
    sheet = """
/* A comment; with { braces }. */
@media (width >= 60rem) {
  .list :is(a, b) > p:not(.c, .d)::after {
    content: ", " / "";
    inline-size: calc(100% - 2 * var(--gutter));
    grid-template-areas:
      "a b"
      "c d";
  }
}
"""

    assert tight(sheet) == (
        "@media (width >= 60rem){.list :is(a,b) > p:not(.c,.d)::after{"
        'content:", " / "";inline-size:calc(100% - 2 * var(--gutter));'
        'grid-template-areas:"a b"\n      "c d";}}'
    )
