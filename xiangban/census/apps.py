"""The room of the census, as Django knows it: its words in the trail and its jobs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from xiangban.access.kinds import register_job
from xiangban.access.words import name_subjects, name_verbs
from xiangban.children.following import register_follower
from xiangban.web.menu import MenuItem, register

VERBS = {
    "census.open_round": _("opened a round"),
    "census.lock_round": _("locked a round"),
    "census.unlock_round": _("unlocked a round"),
    "census.submit_place": _("submitted a place of a round"),
    "census.accept_place": _("accepted a place of a round"),
    "census.return_place": _("sent a place of a round back"),
    "census.reopen_place": _("opened a place of a round again"),
    "census.explain": _("said why children differ from the last round"),
    "census.receive": _("received rosters"),
    "census.prepare": _("read and matched rosters"),
    "census.fail": _("noted that rosters could not be read"),
    "census.commit": _("took an import into the register"),
    "census.undo": _("took an import back"),
    "census.withdraw": _("withdrew an import"),
    "census.settle": _("settled rows in doubt"),
    "census.unsettle": _("took a settlement back"),
    "census.map_columns": _("said what columns mean"),
    "census.fetch": _("marked a roster or fetched it marked"),
    "census.erase": _("deleted rosters whose time was over"),
}
SUBJECTS = {
    "census.censusround": _("Census round"),
    "census.submission": _("Place of a round"),
    "census.import": _("Import"),
    "census.importfile": _("Roster"),
    "census.censusrecord": _("Row of a roster"),
    "census.match": _("Match"),
    "census.settlement": _("Settlement"),
}


class CensusConfig(AppConfig):
    name = "xiangban.census"
    label = "census"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        name_verbs(VERBS)
        name_subjects(SUBJECTS)
        register_follower("xiangban.census.actions.following.follow_merge")
        jobs = "xiangban.census.jobs"
        left = f"{jobs}.leave"
        register_job("census.prepare", f"{jobs}.run_prepare", _("Reading and matching rosters"), unfinished=left)
        register_job("census.commit", f"{jobs}.run_commit", _("Taking an import into the register"))
        register_job("census.undo", f"{jobs}.run_undo", _("Taking an import back"))
        register_job("census.mark", f"{jobs}.run_mark", _("Marking doubtful cells of a roster"))
        register(
            MenuItem(_("Census"), "census:rounds", "clipboard-list", "census.see", _("Children"), 24),
            MenuItem(_("Merges"), "census:merges", "git-merge", "children.merge", _("Children"), 25),
        )
