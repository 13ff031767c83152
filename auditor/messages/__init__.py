"""What messages and return codes of a failed logon mean: those of RACF, IMS Connect, DRDA, SQL Batch, Zowe and Java.

`auditor explain` is the door for people, `reading.read` the one for programs. What is stated was read on a public page,
or says that it was not: `codes.json` has the source and the certainty of each code.
"""
