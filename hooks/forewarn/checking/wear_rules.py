"""The rules for the wear and tear of real documents: what copying, pasting and templates do to a text."""

from forewarn.checking.copied_page_rules import COPIED_PAGE_RULES
from forewarn.checking.entry import Rule
from forewarn.checking.lost_list_rules import LOST_LIST_RULES
from forewarn.checking.lost_words_rules import LOST_WORDS_RULES
from forewarn.checking.web_address_rules import WEB_ADDRESS_RULES
from forewarn.checking.wording_rules import WORDING_RULES

WEAR_RULES: tuple[Rule, ...] = (
    *COPIED_PAGE_RULES,
    *LOST_LIST_RULES,
    *LOST_WORDS_RULES,
    *WEB_ADDRESS_RULES,
    *WORDING_RULES,
)
