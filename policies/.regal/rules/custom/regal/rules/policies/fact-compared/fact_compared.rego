# METADATA
# description: A fact may be true, false or unknown, compare its value with `== true` or `== false`
package custom.regal.rules.policies["fact-compared"]

import data.regal.ast
import data.regal.result

report contains violation if {
	expression := ast.found.expressions[_][_]
	expression.terms.type == "ref"

	last := expression.terms.value[count(expression.terms.value) - 1]
	last.type == "string"
	last.value == "value"

	violation := result.fail(rego.metadata.chain(), result.location(expression.terms))
}
