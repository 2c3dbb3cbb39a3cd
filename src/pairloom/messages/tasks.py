from datetime import timedelta

from pairloom.core.jobs import periodic
from pairloom.messages.sending import send_letters

# Releasing asks for a turn at once; this one brings second attempts, and what a dead worker left behind.
periodic(every=timedelta(minutes=1))(send_letters)
