from django.db import migrations

from portal.search.engines import engine


def create(apps, schema_editor):
    for statement in engine().CREATE:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    for statement in engine().DROP:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]

    operations = [migrations.RunPython(create, drop)]
