# METADATA
# description: The embedded engine loses a rule on both sides of one `with`, name the value in a line before
package custom.regal.rules.engines["with-both-sides"]

import data.regal.ast
import data.regal.result

report contains violation if {
	expression := ast.found.expressions[_][_]

	some modifier in expression.with
	count(names(expression.terms) & names(modifier.value)) > 0

	violation := result.fail(rego.metadata.chain(), result.location(modifier.target))
}

# Rules of this module, and values and functions of others as `alias.name`, that a part of the module reads.
names(node) := {name |
	walk(node, [_, part])
	part.type == "ref"
	name := named(part.value)
} | {part.value |
	walk(node, [_, part])
	part.type == "var"
	part.value in ast.rule_and_function_names
}

named(ref) := ref[0].value if ref[0].value in ast.rule_and_function_names

named(ref) := concat(".", [ref[0].value, ref[1].value]) if {
	ref[0].value in ast.imported_identifiers
	ref[1].type == "string"
}
