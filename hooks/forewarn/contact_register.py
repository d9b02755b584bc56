"""The register of contacts: which official channels there are, which are open, and what took a closed one's place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from forewarn.contact import Contact
from forewarn.phone import SHORTEST_COMPARED, dialled, is_nearly, numbers_within
from forewarn.web import host_of


@dataclass(frozen=True)
class ContactRegister:
    """Every official channel, open or closed, in the register's own order."""

    contacts: tuple[Contact, ...]

    def open_at(self, now: datetime) -> tuple[Contact, ...]:
        """Give the channels that are open at the moment ``now``."""
        return tuple(contact for contact in self.contacts if contact.is_valid(now))

    def with_number(self, number: str) -> Contact | None:
        """Give the channel that has a number, whether for calls or for texts; an open-ended one before a closed one."""
        return self._by_number.get(dialled(number))

    def nearly_with_number(self, number: str) -> tuple[str, Contact] | None:
        """Give what of a number is one digit away from a channel's, and that channel, if none's own number is in it."""
        written = {part: dialled(part) for part in numbers_within(number)}
        if any(len(digits) >= SHORTEST_COMPARED and digits in self._by_number for digits in written.values()):
            return None
        pairs = ((part, known) for part in written for known in self._by_number)
        near = ((part, self._by_number[known]) for part, known in pairs if is_nearly(written[part], known))
        return next(near, None)

    def with_email(self, address: str) -> Contact | None:
        """Give the channel that has an email address."""
        folded = address.strip().casefold()
        return next((contact for contact in self.contacts if contact.email.casefold() == folded != ""), None)

    def with_host(self, host: str) -> Contact | None:
        """Give the channel whose website is on a host, with ``www.`` in front of it or without."""
        bare = host.removeprefix("www.")
        return next((c for c in self.contacts if c.link_host and c.link_host.removeprefix("www.") == bare), None)

    def closed_named_in(self, text: str, when: datetime) -> Iterator[tuple[int, str, Contact]]:
        """Find where a text names a channel that was closed at the moment ``when``, by its name or its website.

        Gives the place, the words found, and the channel. One that is named with its replacement is history, no advice.
        """
        for contact, mention in self._perhaps_named_in(text):
            if contact.valid_to is None or contact.valid_to > when:
                continue
            if found := mention.search(text):
                replacement = self.replacement_of(contact, when)
                if replacement is None or replacement.name.casefold() not in text.casefold():
                    yield found.start(), found.group(), contact

    def _perhaps_named_in(self, text: str) -> Iterator[tuple[Contact, re.Pattern[str]]]:
        """Give the channels that close some day of which a text has a word; most texts have none of any."""
        finder, numbers = self._clues
        found = {numbers[clue] for clue, _, _ in finder.find_matches_as_indexes(text.casefold(), overlapping=True)}
        return (self._retired[number] for number in sorted(found))

    def replacement_of(self, contact: Contact, when: datetime) -> Contact | None:
        """Give the channel that is open at the moment ``when`` in place of a closed one, through others if need be."""
        seen: set[str] = set()
        following: Contact | None = contact
        while following and not following.is_valid(when) and following.id not in seen:
            seen.add(following.id)
            following = self._by_id.get(following.replaced_by)
        return following if following and following.is_valid(when) else None

    @cached_property
    def _by_id(self) -> Mapping[str, Contact]:
        return {contact.id: contact for contact in self.contacts}

    @cached_property
    def _by_number(self) -> Mapping[str, Contact]:
        lasting_last = sorted(self.contacts, key=lambda contact: contact.valid_to is None)
        numbered = ((number, contact) for contact in lasting_last for number in (contact.phone, contact.text))
        return {dialled(number): contact for number, contact in numbered if number}

    @cached_property
    def _retired(self) -> tuple[tuple[Contact, re.Pattern[str]], ...]:
        """Give the channels that close some day, each with a pattern that finds its name or its website."""
        return tuple((contact, _mention(contact)) for contact in self.contacts if contact.valid_to)

    @cached_property
    def _clues(self) -> tuple[AhoCorasick, tuple[int, ...]]:
        """Give what finds a word of each of these in small letters, and by the number of a word that of the channel.

        A text without any need not be searched, which takes many times as long.
        """
        every = [(word, number) for number, (contact, _) in enumerate(self._retired) for word in _words(contact)]
        return AhoCorasick([word for word, _ in every]), tuple(number for _, number in every)


def _words(contact: Contact) -> tuple[str, ...]:
    """Give the first word of a channel's name and its website, in small letters: a text that names it has one."""
    return tuple(word.casefold() for word in (*contact.name.split()[:1], _host(contact)) if word)


def _host(contact: Contact) -> str:
    return (host_of(contact.link) or "").removeprefix("www.")


def _mention(contact: Contact) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, contact.name.split()))
    host = re.escape(_host(contact))
    forms = rf"\b{words}\b" + (rf"|\b{host}\b" if host else "")
    return re.compile(forms, re.IGNORECASE)
