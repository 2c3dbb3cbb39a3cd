"""What the letters of a published proposal say: plain texts for the wordings of `kinds`."""
