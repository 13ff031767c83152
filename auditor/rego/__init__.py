"""Rego: where policies live, what they may contain, and the engines that run them."""
