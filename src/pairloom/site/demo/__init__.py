"""The demo's made-up community, put into the database through the services that everybody uses."""

from pairloom.site.demo.seed import seed_demo

__all__ = ["seed_demo"]
