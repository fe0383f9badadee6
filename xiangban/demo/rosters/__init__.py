"""Three agencies' rosters of the invented children, as dirty as real ones, with the truth beside them.

Who the children are is generate_people's; reading rosters is census/.
"""
