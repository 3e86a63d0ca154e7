import brotli
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import SiteStaticFilesStorage, tight


def test_collected_sheet_holds_its_parts(tmp_path):
    source = FileSystemStorage(tmp_path / "source")
    storage = SiteStaticFilesStorage(tmp_path / "collected", "/static/")
    sheet = (
        "@layer base, print;\n"
        '@import url("parts/base.css") layer(base);\n'
        '@import url("parts/list.css") layer(base);\n'
        '@import url("print.css") layer(print);\n'
    )
    files = {
        "css/site.css": sheet,
        "css/parts/base.css": "p {\n  margin: 0;\n}\n",
        "css/parts/list.css": "ul {\n  padding: 0;\n}\n",
        "css/print.css": "a {\n  color: inherit;\n}\n",
    }
    for name, content in files.items():
        source.save(name, ContentFile(content))
        storage.save(name, ContentFile(content))

    list(storage.post_process({name: (source, name) for name in files}))

    with storage.open("css/site.css") as file:
        collected = file.read().decode()
    assert collected == (
        "@layer base,print;@layer base{p{margin:0}ul{padding:0}}"
        "@layer print{a{color:inherit}}"
    )
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
        'grid-template-areas:"a b"\n      "c d"}}'
    )


def test_what_a_reader_fetches_stays_small(tmp_path):
    static = settings.BASE_DIR / "static"
    source = FileSystemStorage(static)
    storage = SiteStaticFilesStorage(tmp_path, "/static/")
    css = [path for path in static.rglob("*.css") if path.name != "admin.css"]
    files = [*css, *static.glob("fonts/*.woff2"), *static.glob("images/*")]
    names = [path.relative_to(static).as_posix() for path in files]
    for path, name in zip(files, names, strict=True):
        storage.save(name, ContentFile(path.read_bytes()))

    list(storage.post_process({name: (source, name) for name in names}))

    sheet = (tmp_path / "css" / "site.css").read_bytes()
    scripts = [
        path.read_bytes()
        for path in static.glob("js/*.js")
        if not path.name.startswith("admin")
    ]
    assert b"@import" not in sheet
    assert len(sheet) <= 30 * 1024
    assert len(brotli.compress(sheet)) <= 8 * 1024
    assert sum(map(len, scripts)) <= 12 * 1024
