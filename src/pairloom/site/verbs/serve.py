from typing import Annotated

import typer

from pairloom.site.wake import wake


def serve(
    listen: Annotated[str | None, typer.Option(help="Host and port; default: the setting `listen`.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default: the setting.")] = None,
) -> None:
    """Serve Pairloom to a community. Run `pairloom worker` beside it."""
    wake("production")
    from pairloom.site import server  # late: --help needs no server
    from pairloom.site.config import Config

    config = Config()
    listen = listen or config.listen
    server.refuse_if_taken(listen)
    print(f"Serving {config.address} on {listen}. Stop with Ctrl-C.")
    server.serve(listen=listen, workers=workers or config.workers)
