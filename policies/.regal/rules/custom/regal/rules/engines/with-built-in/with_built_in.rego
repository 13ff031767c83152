# METADATA
# description: The embedded engine replaces no built-in function by `with`
package custom.regal.rules.engines["with-built-in"]

import data.regal.ast
import data.regal.result

report contains violation if {
	expression := ast.found.expressions[_][_]

	some modifier in expression.with
	not name(modifier.target) in ({"input", "data"} | ast.identifiers)

	violation := result.fail(rego.metadata.chain(), result.location(modifier.target))
}

name(target) := target.value if target.type == "var"

name(target) := target.value[0].value if target.type == "ref"
