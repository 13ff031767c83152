"""Passing over records of no interest at the speed of `re`: it may be deleted, and the results stay the same."""
