# METADATA
# description: Servers before OPA 1.0 need `import rego.v1` below the package line
package custom.regal.rules.engines["rego-v1"]

import data.regal.result

report contains violation if {
	not imported

	violation := result.fail(rego.metadata.chain(), result.location(input.package))
}

imported if {
	some one in input.imports
	[step.value | some step in one.path.value] == ["rego", "v1"]
}
