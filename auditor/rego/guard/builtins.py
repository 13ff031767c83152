"""Built-in functions a policy may call: those that give the same on the embedded engine and on OPA.

Measured against OPA 1.20 with regorus 0.13; what is missing here is either unknown to one of them or differs silently.
"""

from __future__ import annotations

PORTABLE = frozenset(
    """
    abs ceil floor round count sum product max min sort all any numbers.range
    array.concat array.reverse array.slice
    concat contains endswith startswith format_int indexof indexof_n lower upper replace split sprintf substring
    trim trim_left trim_prefix trim_right trim_space trim_suffix strings.any_prefix_match strings.any_suffix_match
    strings.reverse
    regex.find_n regex.find_all_string_submatch_n regex.is_valid regex.match regex.replace glob.match glob.quote_meta
    object.get object.keys object.remove object.union object.union_n object.filter
    intersection union to_number type_name cast_array
    is_array is_boolean is_null is_number is_object is_set is_string
    bits.and bits.or bits.xor bits.lsh bits.rsh bits.negate
    base64.decode base64.encode base64.is_valid hex.decode hex.encode
    graph.reachable
    json.is_valid json.marshal json.unmarshal
    net.cidr_contains net.cidr_is_valid
    time.clock time.date time.diff time.parse_rfc3339_ns time.weekday
    walk
    """.split()  # noqa: SIM905 - reads as the table it is
)

REFUSED = {
    "http.send": "a policy reads `input` and nothing else",
    "opa.runtime": "a policy reads `input` and nothing else",
    "net.lookup_ip_addr": "a policy reads `input` and nothing else",
    "time.now_ns": "the date the audit speaks for is `input.as_of`",
    "rand.intn": "the same inputs must give the same verdicts",
    "uuid.rfc4122": "the same inputs must give the same verdicts",
    "print": "keep print for *_test.rego; elsewhere it writes evidence into a server's log",
    "trace": "keep it for *_test.rego",
    "regex.split": "the engines differ at the ends of the text: use split, or regex.find_n",
    "json.filter": "the engines differ on paths through a scalar: use object.filter",
    "json.remove": "the engines differ on paths through a scalar: use object.remove",
    "object.subset": "the engines differ on mixed types: compare key by key",
    "strings.count": "the engines differ on overlapping matches: use count(regex.find_n(...))",
    "strings.replace_n": "the engines replace in a different order: use replace",
    "time.format": "the engines name zones differently: keep dates as yyyy-mm-dd text",
    "time.parse_ns": "the engines differ on trailing text: use time.parse_rfc3339_ns",
    "time.add_date": "the engines differ on negative years: use time.parse_rfc3339_ns and add nanoseconds",
    "semver.is_valid": "the engines differ on a leading v",
}
"""Built-ins that exist and must not be used on either engine, and what to write instead."""

OPA_ONLY_PREFIXES = ("crypto.", "io.jwt.", "graphql.", "net.cidr_", "providers.", "rego.", "semver.", "time.", "units.")
OPA_ONLY = frozenset({"array.flatten", "strings.render_template", "regex.globs_match", "regex.template_match"})


def opa_has(name: str) -> bool:
    """Whether OPA has it although the embedded engine lacks it or was not compared (`--engine opa` runs it)."""
    return name not in REFUSED and (name in OPA_ONLY or name.startswith(OPA_ONLY_PREFIXES))
