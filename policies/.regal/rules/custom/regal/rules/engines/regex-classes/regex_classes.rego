# METADATA
# description: The engines read classes such as \d differently, write them out, such as [0-9]
package custom.regal.rules.engines["regex-classes"]

import data.regal.ast
import data.regal.result

report contains violation if {
	call := ast.found.calls[_][_]
	startswith(ast.ref_to_string(call[0].value), "regex.")

	some argument in array.slice(call, 1, count(call))
	argument.type == "string"
	regex.match(`\\[dDwWsSbB]|\\[pP]\{`, argument.value)

	violation := result.fail(rego.metadata.chain(), result.location(argument))
}
