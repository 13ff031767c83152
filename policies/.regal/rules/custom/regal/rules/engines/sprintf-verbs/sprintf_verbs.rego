# METADATA
# description: The engines write other verbs than %s for text, %d for integers and %v differently
package custom.regal.rules.engines["sprintf-verbs"]

import data.regal.ast
import data.regal.result

report contains violation if {
	call := ast.found.calls[_][_]
	ast.ref_to_string(call[0].value) == "sprintf"
	call[1].type == "string"
	contains(regex.replace(call[1].value, `%[sdv%]`, ""), "%")

	violation := result.fail(rego.metadata.chain(), result.location(call[1]))
}
