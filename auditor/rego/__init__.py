"""Rego in three rooms: engines (`embedded`, `opa`) behind one port, and the guard over what may be judged with.

What a policy is, where ours live and how they are listed is in `auditor.policies`.
"""
