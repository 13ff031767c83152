"""Passing over records of no interest at the speed of `re`: it may be deleted, and the results stay the same.

To take it out, delete this folder and let `survey.surveyed` make a `Passed` where it makes a `Passing`; nothing else
imports it (an import contract holds that), and a test reads everything without it.
"""
