"""The process that `apart.typeset_apart` starts."""

import sys

from pairloom.printing.apart import answer

if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
