from django.db import migrations

from portal.search.engines import engine


def create(apps, schema_editor):
    schema_editor.execute(engine().WAYS, None)
    # What stood in the index is put there again after the migration.
    schema_editor.execute("DELETE FROM search_searchentry", None)
    schema_editor.execute("DELETE FROM search_searchrecord", None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_ways", None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engine")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.RemoveField("searchword", "form"),
        migrations.DeleteModel("SearchSpelling"),
    ]
