from django.db import migrations

from portal.search.engines import engine


def create(apps, schema_editor):
    """A table without the statistics that were gathered; filled after the migration."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in (*engine().DROP, *engine().CREATE):
            schema_editor.execute(statement, None)
        schema_editor.execute("DELETE FROM search_searchentry", None)
        schema_editor.execute("DELETE FROM search_searchrecord", None)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_named_organisations")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
