"""A share card: the picture that stands for a page wherever its address is passed on."""

from dataclasses import dataclass

from forewarn.attachment import Attachment
from forewarn.colours import Colours
from forewarn.language import Language

WIDTH, HEIGHT = 1200, 630
MEDIA_TYPE = "image/png"
MOST_BYTES = 200_000


@dataclass(frozen=True)
class CardPicture:
    """A picture of its editor's on a card, and what it shows, in words."""

    attachment: Attachment
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. Every text is plain, and in the card's ``language`` where there are words for it.

    ``label`` says what a card is of that is no advisory's. ``severity`` and ``state`` are words; a current advisory's
    state needs none. ``is_over`` says that nobody should pass on what the title says. ``places`` are names, of which
    the first are shown as far as there is room; ``line`` stands in their place where there are none. ``address`` is
    the site's, as people type it. Without ``colours`` the card has those of the templates.
    """

    language: Language
    title: str
    organisation: str
    address: str
    label: str = ""
    severity: str = ""
    is_urgent: bool = False
    state: str = ""
    is_over: bool = False
    places: tuple[str, ...] = ()
    line: str = ""
    date: str = ""
    colours: Colours | None = None
    picture: CardPicture | None = None


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """A card as pages and feeds name it.

    ``address`` is that of its file, relative to the site; ``version`` stands for all that the picture depends on, so
    that nobody who has kept the picture of yesterday shows it for that of today. ``words`` say what the picture says.
    """

    address: str
    version: str
    words: str

    @property
    def href(self) -> str:
        """The address with its version, relative to the site."""
        return f"{self.address}?v={self.version}"
