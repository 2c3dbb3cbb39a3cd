"""Match runs, proposals, pins, publishing into pairs."""
