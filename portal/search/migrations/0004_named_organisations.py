from django.db import migrations


def empty(apps, schema_editor):
    # Organisations are found as themselves; the index is filled after the migration.
    schema_editor.execute("DELETE FROM search_searchentry", None)
    schema_editor.execute("DELETE FROM search_searchrecord", None)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_ways")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
