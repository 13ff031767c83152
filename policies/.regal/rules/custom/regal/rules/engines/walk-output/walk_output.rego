# METADATA
# description: The embedded engine gives nothing for `walk` with one argument, write walk(x, [path, value])
package custom.regal.rules.engines["walk-output"]

import data.regal.ast
import data.regal.result

report contains violation if {
	call := ast.found.calls[_][_]
	ast.ref_to_string(call[0].value) == "walk"
	count(call) < 3

	violation := result.fail(rego.metadata.chain(), result.location(call))
}
