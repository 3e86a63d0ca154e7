from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import SiteStaticFilesStorage


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
    assert collected == (
        "@layer base, print;\n@layer base {\np {\n  margin: 0;\n}\n}\n"
    )
    assert storage.stored_name("css/site.css") != "css/site.css"
