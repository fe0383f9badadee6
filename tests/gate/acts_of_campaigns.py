"""Actions of special actions, as in acts.py."""

from tests.gate.policy import Rule

ACTION = "special action"
_CAMPAIGNS, _PROGRESS = "campaigns.actions.campaigns", "campaigns.actions.progress"

CAMPAIGN_ACTS: dict[str, tuple[str, Rule]] = {
    f"{_CAMPAIGNS}.open_campaign": ("place", Rule("campaigns.open", "place")),
    f"{_CAMPAIGNS}.begin_campaign": (ACTION, Rule("campaigns.begin", ACTION, "runs it")),
    f"{_CAMPAIGNS}.close_campaign": (ACTION, Rule("campaigns.close", ACTION, "action in reach")),
    f"{_PROGRESS}.set_target": ("place", Rule("campaigns.set_target", "place")),
    f"{_PROGRESS}.fill_figure": (ACTION, Rule("campaigns.fill", ACTION)),
    f"{_PROGRESS}.add_child": ("child", Rule("campaigns.add_child", "roster", "answers")),
}
