"""Products of earlier imports: stage and audience at their defaults count as assumed, unless the history shows that
somebody has said them. Files from then on say themselves what was assumed."""

from django.db import connections, migrations
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F

AT_ONCE = 500
DEFAULTS = {"stage": "growth", "market_facing": True}


def mark(apps, schema_editor):
    """Of what was imported before products could say what was assumed of them."""
    recorder = MigrationRecorder(connections[schema_editor.connection.alias])
    known = recorder.migration_qs.filter(app="planning", name="0015_product_assumed").first()
    mark_until(apps, known.applied if known else None)


def mark_until(apps, last):
    """Of what was imported before the time `last`; None for whenever."""
    Product, StoredChange = apps.get_model("planning", "Product"), apps.get_model("planning", "StoredChange")
    brought_in, said = _history(StoredChange, last)
    by_product, by_change, organisations = {}, {}, set()
    for product in Product.objects.filter(assumed=[]).iterator(5_000):
        place = (product.organisation_id, product.key)
        assumed = [name for name, value in DEFAULTS.items() if getattr(product, name) == value and (*place, name) not in said]
        if place in brought_in and assumed:
            by_product[product.pk] = by_change[brought_in[place]] = assumed
            organisations.add(product.organisation_id)
    _update(Product, by_product, "assumed", lambda product, assumed: assumed)
    # The change that brought it in says so, too, so that the import can still be undone.
    _update(StoredChange, by_change, "after", lambda change, assumed: {**(change.after or {}), "assumed": assumed})
    apps.get_model("portal", "Organisation").objects.filter(pk__in=organisations).update(version=F("version") + 1)


def _history(StoredChange, last):
    """By organisation and key: the change by which an import brought a product in; and the fields that were said of
    one, as organisation, key and name."""
    brought_in, said = {}, set()
    rows = StoredChange.objects.filter(kind="product", cancelled_by=None, batch__void=False).exclude(batch__source="undo")
    columns = ("pk", "organisation", "key", "before", "after", "batch__source", "batch__made_at")
    for pk, organisation, key, before, after, source, made_at in rows.order_by("id").values_list(*columns).iterator(5_000):
        place = (organisation, key)
        if before is None or after is None:
            brought_in.pop(place, None)
            said -= {(*place, name) for name in DEFAULTS}
        if before is None and source == "import" and (last is None or made_at < last):
            brought_in[place] = pk
        said |= {(*place, name) for name in DEFAULTS if name in (after or {})}
    return brought_in, said


def _update(model, values, field, value_of):
    """Give the rows with these keys new values of a field."""
    keys = list(values)
    for start in range(0, len(keys), AT_ONCE):
        rows = list(model.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        for row in rows:
            setattr(row, field, value_of(row, values[row.pk]))
        model.objects.bulk_update(rows, [field], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ("planning", "0021_what_people_work_on"),
        ("portal", "__first__"),
    ]

    operations = [
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
