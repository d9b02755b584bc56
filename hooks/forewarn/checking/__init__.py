"""Checking: every rule that content must pass, and the values that it becomes when it has passed."""

from forewarn.checking.advisory_rules import check_advisory
from forewarn.checking.area_rules import check_area, check_areas_together
from forewarn.checking.channel_rules import check_channels
from forewarn.checking.contact_rules import check_contacts, check_contacts_together, contacts_from
from forewarn.checking.duplicates import check_duplicates
from forewarn.checking.entry import Entry, area_names, id_of, is_draft, is_withdrawn, named_areas
from forewarn.checking.environment import (
    CACHE,
    CI,
    DEPLOY,
    NOINDEX,
    NOW,
    PREVIEW,
    is_set,
    is_unindexed,
    read_moment,
    require_epoch,
    require_present,
    shows_hidden,
)
from forewarn.checking.gist import Gist, gist_of
from forewarn.checking.headline import with_titles_alone
from forewarn.checking.help_rules import check_help, check_help_together, help_address, help_from
from forewarn.checking.home_rules import check_home, home_from
from forewarn.checking.lineage import families, lineage
from forewarn.checking.making import advisory_from, area_from
from forewarn.checking.making_settings import read_settings
from forewarn.checking.scam_rules import scam_of
from forewarn.checking.security_rules import security_changes, security_in_force
from forewarn.checking.sharing_rules import picture_of
from forewarn.checking.together import (
    check_aliases,
    check_corrections_are_newer,
    check_ids,
    check_links_to_hidden,
    check_replacements,
    check_translations,
    check_updates_to_come,
)

__all__ = [
    "CACHE",
    "CI",
    "DEPLOY",
    "NOINDEX",
    "NOW",
    "PREVIEW",
    "Entry",
    "Gist",
    "advisory_from",
    "area_from",
    "area_names",
    "check_advisory",
    "check_aliases",
    "check_area",
    "check_areas_together",
    "check_channels",
    "check_contacts",
    "check_contacts_together",
    "check_corrections_are_newer",
    "check_duplicates",
    "check_help",
    "check_help_together",
    "check_home",
    "check_ids",
    "check_links_to_hidden",
    "check_replacements",
    "check_translations",
    "check_updates_to_come",
    "contacts_from",
    "families",
    "gist_of",
    "help_address",
    "help_from",
    "home_from",
    "id_of",
    "is_draft",
    "is_set",
    "is_unindexed",
    "is_withdrawn",
    "lineage",
    "named_areas",
    "picture_of",
    "read_moment",
    "read_settings",
    "require_epoch",
    "require_present",
    "scam_of",
    "security_changes",
    "security_in_force",
    "shows_hidden",
    "with_titles_alone",
]
