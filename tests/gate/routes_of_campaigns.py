"""Routes of special actions, as in routes.py."""

from tests.gate.route_rows import Row, asks, form, shown

ACTION = "special action"

CAMPAIGNS: dict[str, Row] = {
    "campaigns:campaign_list": shown("campaigns.see"),
    "campaigns:open": form("campaigns.open"),
    "campaigns:campaign": shown("campaigns.see", ACTION, pk=ACTION),
    "campaigns:begin": Row({"pk": ACTION}, post=asks("campaigns.begin", ACTION, "runs it")),
    "campaigns:close": form("campaigns.close", ACTION, "runs it", pk=ACTION),
    "campaigns:progress": shown("campaigns.see", ACTION, pk=ACTION),
    "campaigns:indicator": shown("campaigns.see", ACTION, pk="counted indicator"),
    # A list of children: whoever reads lists at all sees its own on it, whoever does not read the action no page.
    "campaigns:children": shown("children.list", ACTION, pk="counted indicator"),
    "campaigns:add_child": Row({"pk": "counted indicator"}, post=asks("campaigns.add_child", ACTION)),
    "campaigns:set_target": form("campaigns.set_target", ACTION, "takes part in it", pk="counted indicator"),
    "campaigns:fill": form("campaigns.fill", ACTION, "fills in", pk="filled indicator"),
}
