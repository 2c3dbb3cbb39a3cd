"""Keeps plans readable that were changed by hand before cells bore their turn and broken rules a table."""

from django.db import migrations


def complete(apps, schema_editor):
    plans = apps.get_model("events", "SeatingPlan").objects.only("change", "failure", "price")
    for plan in plans.iterator(chunk_size=100):
        turn, cells = plan.change.get("turn"), plan.change.get("cells", [])
        broken = (plan.price or {}).get("broken", [])
        if not (cells or broken or plan.failure):
            continue
        if cells:
            plan.change["cells"] = [[cell[0], turn, *cell[1:]] if len(cell) == 3 else cell for cell in cells]
        for each in broken:
            each.setdefault("table", None)
        for each in plan.failure:
            each.setdefault("places", [])
            each.setdefault("table", None)
        plan.save(update_fields=["change", "failure", "price"])


class Migration(migrations.Migration):
    dependencies = [("events", "0002_printing")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
