"""The index: what is found, what is shown of it, and the words that it knows.

Beside these tables the database has those of the engine, which only ever see finished
terms, and the ways to misspelled words (see vocabulary).
"""

from django.db import models


class SearchRecord(models.Model):
    """A published record as it is found. Primary keys go from the latest date to the
    earliest (see order), and are those of the engine's rows.

    `facets` has one `name=value` a line, `names` what the record is called. `tokens`
    are the terms that the engine was given, compressed: SQLite forgets a row only when
    it is told exactly the terms that the row had.
    """

    id = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    slug = models.CharField(max_length=100)
    date = models.CharField(max_length=10, blank=True)
    facets = models.TextField(blank=True)
    names = models.TextField(blank=True)
    tokens = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["type", "record_id"], name="search_record_once"
            )
        ]
        indexes = [models.Index(fields=["date", "id"], name="search_record_date")]

    def __str__(self):
        return f"{self.type}/{self.slug}"


class SearchEntry(models.Model):
    """What is shown of a record in one of the languages that it has."""

    # Written and removed with its record, in bulk: see update.
    record = models.ForeignKey(
        SearchRecord,
        on_delete=models.DO_NOTHING,
        related_name="entries",
        db_index=False,
    )
    language = models.CharField(max_length=12)
    title = models.TextField()
    text = models.TextField(blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["record", "language"], name="search_entry_once"
            )
        ]

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of the published texts, folded: in how many records it stands, and in how
    many as part of a name."""

    word = models.CharField(max_length=24, primary_key=True)
    count = models.IntegerField()
    name_count = models.IntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word
