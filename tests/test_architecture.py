"""Imports only go down the floors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    "portal.search",
    "portal.documents",
    "portal.publishing",
    "portal.records",
    "initiatives",
    "meetings",
    "portal.pages",
]
FRAME = ["portal.settings", "portal.urls", "portal.wsgi", "portal.local"]


def floor_of(module):
    """The number of the floor that a module stands on; None for what is not ours."""
    for number, floor in enumerate(FLOORS):
        if module == floor or module.startswith(floor + "."):
            return number
    return None


def imports_of(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def climbing(module, source):
    """The imports of a module that go up, or, on the two lowest floors, sideways."""
    own = floor_of(module)
    for imported in imports_of(source):
        target = floor_of(imported)
        is_frame = imported in FRAME
        if (
            is_frame
            or (target is not None and own is not None and target > own)
            or {own, target} == {0, 1}
        ):
            yield f"{module} imports {imported}"


def modules():
    for floor in FLOORS:
        for path in sorted((ROOT / floor.replace(".", "/")).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path.read_text(encoding="utf-8")


def test_imports_go_down_the_floors():
    found = [line for name, source in modules() for line in climbing(name, source)]

    assert sorted(set(found)) == []


def test_frame_settings_import_none_of_our_code():
    source = (ROOT / "portal/settings.py").read_text(encoding="utf-8")

    assert [name for name in imports_of(source) if floor_of(name) is not None] == []


@pytest.mark.parametrize(
    ("module", "source", "line"),
    [
        (
            "initiatives.views",
            "from meetings.models import Meeting",
            "initiatives.views imports meetings.models",
        ),
        (
            "portal.publishing.workflow",
            "import portal.pages.views",
            "portal.publishing.workflow imports portal.pages.views",
        ),
        (
            "portal.documents.build",
            "from portal.search import text",
            "portal.documents.build imports portal.search.text",
        ),
        (
            "meetings.models",
            "def f():\n    from portal import urls",
            "meetings.models imports portal.urls",
        ),
    ],
)
def test_import_that_climbs_is_named(module, source, line):
    assert line in list(climbing(module, source))
