"""From an estate to verdicts, and what is made of verdicts: waivers, the return code, two results compared."""
