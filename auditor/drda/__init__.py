"""DRDA as IMS Connect speaks it: the opening commands and the bytes that carry a PassTicket."""
