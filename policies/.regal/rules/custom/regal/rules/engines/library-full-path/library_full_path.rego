# METADATA
# description: The embedded engine loses what a function of the library reads behind an import, write data... in full
package custom.regal.rules.engines["library-full-path"]

import data.regal.ast
import data.regal.result

report contains violation if {
	startswith(ast.package_name, "auditor.lib")
	not endswith(input.regal.file.name, "_test.rego")

	some i, rule in input.rules
	rule.head.args

	some ref in ast.found.refs[ast.rule_index_strings[i]]
	ref.value[0].value in imported
	not is_called(ast.rule_index_strings[i], ref.value)

	violation := result.fail(rego.metadata.chain(), result.location(ref))
}

imported contains alias(one) if {
	some one in input.imports
	one.path.value[0].value == "data"
}

alias(one) := one.alias

alias(one) := one.path.value[count(one.path.value) - 1].value if not one.alias

is_called(index, ref) if {
	some call in ast.found.calls[index]
	call[0].value == ref
}
