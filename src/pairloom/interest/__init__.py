"""Mutual interest: private marks that nobody else can read, and the news when two people made both."""
