"""What RACF does, modelled on its publications alone: policies, written in Rego, are the other opinion."""
