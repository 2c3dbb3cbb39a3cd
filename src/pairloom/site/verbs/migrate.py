from pairloom.site.wake import wake


def migrate() -> None:
    """Bring the database and the static files up to date; run it after every upgrade."""
    wake("production")
    from django.core.management import call_command  # late: --help needs no Django

    call_command("migrate", interactive=False, verbosity=1)
    call_command("collectstatic", interactive=False, verbosity=0)
    print("The database and the static files are up to date.")
