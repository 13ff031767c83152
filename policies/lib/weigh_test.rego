package auditor.lib.weigh_test

import rego.v1

import data.auditor.lib.weigh

yes := weigh.allowed({"a"})

no := weigh.denied({"n"})

perhaps := weigh.undecided({"u"})

test_a_denial_denies_whatever_else_is_unknown if {
	weigh.up({"n"}, set()) == no
	weigh.up({"n"}, {"u"}) == no
	weigh.together([yes, perhaps, no]) == no
}

test_without_a_denial_a_doubt_leaves_it_undecided if {
	weigh.up(set(), {"u"}) == perhaps
	weigh.together([yes, perhaps]) == perhaps
}

test_nothing_against_it_allows if {
	weigh.up(set(), set()) == weigh.allowed(set())
	weigh.together([yes, yes]) == weigh.allowed(set())
}

test_answers_that_agree_settle_it_with_all_their_reasons if {
	weigh.either([no, weigh.denied({"m"})], {"why"}) == weigh.denied({"m", "n"})
	weigh.either([yes], {"why"}) == yes
}

test_answers_that_differ_or_are_none_leave_it_undecided if {
	weigh.either([yes, no], {"why"}) == weigh.undecided({"why"})
	weigh.either([], {"why"}) == weigh.undecided({"why"})
}

test_a_doubt_turns_what_would_be_allowed_and_nothing_else if {
	weigh.doubted(yes, {"d"}) == weigh.undecided({"d"})
	weigh.doubted(yes, set()) == yes
	weigh.doubted(no, {"d"}) == no
}
