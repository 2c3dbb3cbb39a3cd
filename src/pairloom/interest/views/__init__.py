"""The pages of mutual interest."""
