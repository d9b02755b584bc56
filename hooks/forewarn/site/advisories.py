"""The advisories of a site: each surveyed once, and again only when its bytes or anything that it saw has changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from forewarn import addresses
from forewarn.problem import Problem, errors_in
from forewarn.site.kept_texts import Files, KeptTexts, Notes
from forewarn.site.scenery import Scene, Scenery
from forewarn.surveying.content import AdvisoryFile
from forewarn.surveying.neighbourhood import Neighbourhood, Sum, sum_of
from forewarn.surveying.surveyor import Source, Surroundings, SurveyedText
from forewarn.surveying.text_codec import TextCodec
from forewarn.surveying.workshop import surveyed

Told = tuple[Mapping[str, str], frozenset[str]]


class Advisories:
    """The advisories of a scene, with what is kept of them, if anything is. ``workers`` may survey at once.

    ``anew`` are the files that were surveyed, and not taken from what is kept.
    """

    def __init__(self, sources: Sequence[Source], scene: Scene, kept: KeptTexts | None, workers: int) -> None:
        self._sources, self._scene, self._workers = sources, scene, workers
        self._shelf = _Shelf(kept, scene) if kept else None
        self._surroundings: Surroundings | None = None
        self._texts: list[SurveyedText] = []
        self._told: Told | None = None
        self.anew: set[str] = set()

    @property
    def sum_of(self) -> Sum:
        """What sums the bytes of a file beside the advisories."""
        return self._shelf.sum_of_file if self._shelf else cache(sum_of)

    def guessed(self) -> Told:
        """Guess the addresses of all by the names of their files, before anything is read; no message may name any."""
        other = self._shelf.notes.addresses if self._shelf else {}
        return {each.file: other.get(each.file) or _guessed(each.file) for each in self._sources}, frozenset()

    def told(self) -> Told:
        """Give the addresses of the advisories by their files, and the files that a message may name now."""
        if self._told is None:
            gists, now = [text.gist for text in self._texts if text.gist], self._scene.now
            told = {gist.file: addresses.advisory(gist.id.value) for gist in gists}
            self._told = told, frozenset(gist.file for gist in gists if gist.is_public(now))
        return self._told

    def surveyed(self, frame: Scenery) -> Sequence[SurveyedText]:
        """Give what is to be known of every advisory within a frame, in their order."""
        if frame.surroundings != self._surroundings:
            self._surroundings = frame.surroundings
            self._texts, self._told = self._begun(frame.surroundings, frame.around), None
        around = frame.around_with(*self.told())
        stale = [number for number, text in enumerate(self._texts) if text.asked and not text.asked.hold(around)]
        if stale:
            self._survey(self._texts, stale, frame.surroundings, around)
            self._told = None
        return self._texts

    def _begun(self, surroundings: Surroundings, around: Neighbourhood) -> list[SurveyedText]:
        """Give what is kept of each text, whether its neighbours still say the same or not, and survey all others."""
        kept = self._shelf.texts(self._sources, surroundings) if self._shelf else [None] * len(self._sources)
        texts = [text or SurveyedText(source.file, ()) for text, source in zip(kept, self._sources, strict=True)]
        missing = [number for number, text in enumerate(kept) if text is None]
        self._survey(texts, missing, surroundings, around)
        return texts

    def _survey(
        self, texts: list[SurveyedText], numbers: Sequence[int], surroundings: Surroundings, around: Neighbourhood
    ) -> None:
        sources = [self._sources[number] for number in numbers]
        self.anew.update(source.file for source in sources)
        if not sources:
            return
        made = surveyed(sources, surroundings, around, self._scene.now, self._workers)
        for number, text in zip(numbers, made, strict=True):
            texts[number] = text

    def keep(self, beside: Mapping[str, Path], problems: Iterable[Problem]) -> None:
        """Keep what was surveyed. ``beside`` are the files beside the texts, and ``problems`` all that there are."""
        if self._shelf and self._surroundings and not self._shelf.has_kept(self._texts, len(self.anew)):
            faulty = {problem.file for problem in errors_in(problems)}
            known = [text.file for text in self._texts if self._is_public(text) and text.file not in faulty]
            secret = {text.file for text in self._texts}.difference(known)
            every = zip(self._sources, self._texts, strict=True)
            public = [(source, text) for source, text in every if text.sum and _hides_all(text, secret)]
            self._shelf.keep(self._texts, public, beside)

    def _is_public(self, text: SurveyedText) -> bool:
        """Tell whether the public may know a text as a whole, with all its updates."""
        now, advisory = self._scene.now, text.advisory
        if advisory is None or not advisory.is_public(now):
            return False
        return not advisory.updates or all(update.when <= now for update in advisory.updates)


def _hides_all(text: SurveyedText, secret: Collection[str]) -> bool:
    """Tell whether nothing of some files is known from a text: neither from itself nor from what it was told."""
    return text.file not in secret and (text.asked is None or text.asked.tells_nothing_of(secret))


def _guessed(file: str) -> str:
    """Guess the address of an advisory by the name of its file."""
    return addresses.advisory(_stem(file))


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


class _Shelf:
    """What is kept of the advisories of a scene, and what was noted of their files."""

    def __init__(self, kept: KeptTexts, scene: Scene) -> None:
        self._kept, self._scene = kept, scene
        self._codec = TextCodec(scene.content, scene.settings.time_zone)
        self.notes = kept.notes(scene.content)
        self._files: Files = kept.files(scene.content, self.notes, is_deployment=scene.is_deployment)
        self._sums: dict[str, bytes | None] = {}
        self._beside: dict[Path, bytes | None] = {}
        self._key = b""

    def texts(self, sources: Sequence[Source], surroundings: Surroundings) -> list[SurveyedText | None]:
        """Give what is kept of texts in their surroundings, and still tells all that must be known at this moment."""
        self._key = self._kept.key(surroundings)
        sums = [self._sum_of_text(source) for source in sources]
        found = self._kept.texts(self._key, frozenset(filter(None, sums)), self._codec)
        return [self._usable(found.get(total)) if total else None for total in sums]

    def _usable(self, text: SurveyedText | None) -> SurveyedText | None:
        """Give a text again; not one that was public and is hidden at this moment: its secrets are not known."""
        if text is None or text.gist is None:
            return None
        if text.gist.is_public(self._scene.now):
            return replace(text, secrets=()) if text.secrets else text
        return text if text.secrets else None

    def _sum_of_text(self, source: Source) -> bytes | None:
        if not isinstance(source, AdvisoryFile):
            return None
        if source.path not in self._sums:
            total = self._files.known(source.path) or source.sum()
            self._sums[source.path] = total
        return self._sums[source.path]

    def sum_of_file(self, path: Path) -> bytes | None:
        """Give the sum of a file beside the texts; None where it cannot be read. Each is looked at once."""
        if path not in self._beside:
            total = self._beside[path] = self._files.known(str(path)) or sum_of(path)
            if total:
                self._files.learn(str(path), total)
        return self._beside[path]

    def has_kept(self, texts: Sequence[SurveyedText], anew: int) -> bool:
        """Keep texts at hand, and tell whether that is enough: nearly all of them are written down."""
        is_written = self._kept.has_written(self._key, anew)
        if is_written:
            self._kept.keep_at_hand(self._key, texts)
        return is_written

    def keep(
        self,
        texts: Sequence[SurveyedText],
        public: Sequence[tuple[Source, SurveyedText]],
        beside: Mapping[str, Path],
    ) -> None:
        """Keep texts, and note what is known of the files of those that are public."""
        self._kept.keep(self._key, texts, [text for _, text in public], self._codec)
        files = [(source.path, text) for source, text in public if isinstance(source, AdvisoryFile)]
        for path, text in files:
            self._files.learn(path, text.sum)
        pictures = {
            str(beside[file]) for _, text in files if text.asked for file in text.asked.beside if file in beside
        }
        noted = dict(self._files.noted((*(path for path, _ in files), *sorted(pictures))))
        ids = ((text.file, text.gist.id.value) for _, text in files if text.gist)
        notes = Notes(noted, {file: addresses.advisory(id_) for file, id_ in ids if id_ != _stem(file)})
        if notes != self.notes:
            self._kept.note(self._scene.content, notes)
