"""The promises, in the order of faults.md, each with the test that counts it."""

from promises import builds, cards, limits, paths, secrets, texts, web
from promises.promise import Promise

PROMISES = (
    Promise(1, "no silent loss", "0 missing of 10,000", texts.nothing_is_lost),
    Promise(2, "bad metadata never publishes", "every row refused or exact", texts.bad_metadata),
    Promise(3, "mutated advisories", "0 crashes, 0 lost of 20,000", texts.mutations),
    Promise(4, "exact facts", "0 changed of 100,000", texts.exact_facts),
    Promise(5, "a kill (-9, -15) at any moment", "50 of 50 old or new", builds.kills),
    Promise(6, "a failed build changes nothing", "0 files differ after 12 faults", builds.failed_builds),
    Promise(7, "two builds at once", "0 mixed of 20 pairs", builds.two_at_once, peer_fails=False),  # as chance has it
    Promise(8, "the same bytes everywhere", "0 files differ", builds.same_bytes),
    Promise(9, "embargo", "0 traces", secrets.embargo),
    Promise(10, "the clock", "right at T-1 s, T, T+1 s", secrets.clock, peer="no states"),
    Promise(11, "no script", "0 of 40 payloads run", web.scripts),
    Promise(12, "a strict policy", "0 violations", web.policy),
    Promise(13, "no third parties", "0 requests", web.third_parties),
    Promise(14, "safe links", "100 % defanged, 0 deceive", web.safe_links),
    Promise(15, "paths", "0 writes outside, 0 links followed, of 60", paths.paths),
    Promise(16, "feeds", "100 % valid, ids stable", web.feeds, peer="no feeds"),
    Promise(17, "bounded: 64 KiB files", "2 s and 256 MB", limits.bounded),
    Promise(18, "cards", "0 missing glyphs", cards.cards, peer="no cards"),
    Promise(19, "refusals in a sentence", "file, line, cure; 0 tracebacks", texts.refusals),
)
