"""What everything else speaks: facts with their places, the estate that policies read, and verdicts."""
