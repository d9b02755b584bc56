"""The rules for what may harm a reader, or keep one from reading, though the text is whole and well formed."""

from forewarn.checking.ease_rules import EASE_RULES
from forewarn.checking.entry import Rule
from forewarn.checking.foreign_address_rules import FOREIGN_ADDRESS_RULES
from forewarn.checking.heading_rules import HEADING_RULES
from forewarn.checking.link_word_rules import LINK_WORD_RULES
from forewarn.checking.personal_rules import PERSONAL_RULES
from forewarn.checking.preview_rules import PREVIEW_RULES
from forewarn.checking.secure_address_rules import SECURE_ADDRESS_RULES
from forewarn.checking.unknown_number_rules import UNKNOWN_NUMBER_RULES

HARM_RULES: tuple[Rule, ...] = (
    *SECURE_ADDRESS_RULES,
    *FOREIGN_ADDRESS_RULES,
    *UNKNOWN_NUMBER_RULES,
    *PERSONAL_RULES,
    *LINK_WORD_RULES,
    *HEADING_RULES,
    *PREVIEW_RULES,
    *EASE_RULES,
)
