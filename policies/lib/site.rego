# METADATA
# title: Site
# description: >-
#   Lists that the site may not have given. They are null then, which only one of the two engines lets a rule walk over: here
#   they are sets, empty when nothing was said. Whether something was said is `input.site.<name> != null`.
package auditor.lib.site

import rego.v1

default security_owners := set()

security_owners := {id | some id in input.site.security_owners} if is_array(input.site.security_owners)

default other_applications := set()

other_applications := {name | some name in input.site.other_applications} if is_array(input.site.other_applications)
