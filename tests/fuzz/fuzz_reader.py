"""A coverage-guided fuzzer on the reader: ``make fuzz``, or ``python tests/fuzz/fuzz_reader.py FOLDER [OPTION]``.

Any exception is a finding, and so is whatever ``wrong_with`` says of a file, a body that changes when it is cleaned
once more, a field that an accepted advisory has lost, and a file that takes too long. FOLDER keeps what was found.

Atheris looks at which lines of Forewarn and Python-Markdown a file reaches, and changes those files further that reach
new ones. It begins with the sample advisories and the golden cases as they are now.
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Counting which lines are reached makes the code ten times slower, and so two seconds twenty.
OPTIONS = ("-timeout=20", "-rss_limit_mb=600", "-max_len=65536", "-print_final_stats=1")
# Python's own regular expressions cannot be seen through, so the words that they look for are given.
WORDS = """
    --- ```yaml title: area: Kent publish: date: status: draft withdrawn reason: updates: note: expires:
    replaces: og: description: locale: cy_GB url: https://www.gov.uk/ id: scam: links: phones: emails: advice:
    topic: aliases: 2026-10-02 02/10/2026 08:30 [ ]( ![ ]: <!-- --> <![CDATA[ ]]> <b> </b> <script>
    <a\\x20href=\\" javascript: &amp; &#8238; {: } {#a .b !!! note " | -|- > - 1. ## === *** __ ` ``` \\x5c
    \\x0d\\x0a \\x09 \\xe2\\x80\\x8b \\xe2\\x80\\xae \\xc2\\xa0 \\xef\\xbb\\xbf
    \\xc3\\xa2\\xe2\\x82\\xac\\xc5\\x93 call\\x20999 0300\\x20123\\x202040 yesterday last\\x20week bit.ly/
    hxxps:// www. a@b.example [.] {NAME} TBC
""".split()


def main() -> None:
    """Make the seeds and the dictionary, and run until libFuzzer's options say stop."""
    import atheris  # noqa: PLC0415 - only this command needs it, and only some Pythons have it

    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]
    with atheris.instrument_imports(include=["forewarn", "markdown"]):
        from forewarn.rendering import effort  # noqa: PLC0415 - after the instruments are in place
        from invariants import wrong_with  # noqa: PLC0415 - the same
        from reader import Reader  # noqa: PLC0415 - the same
    folder = Path(sys.argv[1])
    seeds, words = folder / "seeds", folder / "words.txt"
    (folder / "found").mkdir(parents=True, exist_ok=True)
    (folder / "corpus").mkdir(exist_ok=True)
    write_seeds(seeds)
    words.write_text("".join(f'"{word}"\n' for word in map(_escaped, WORDS)), "utf-8")
    reader = Reader()
    effort.MOST_CHARACTERS //= 10  # these files are small, and the time is better spent on more of them

    def one_file(data: bytes) -> None:
        if wrong := wrong_with(reader.read(data), data):
            raise AssertionError("\n".join(wrong))

    arguments = [sys.argv[0], *OPTIONS, f"-dict={words}", f"-artifact_prefix={folder}/found/", *sys.argv[2:]]
    atheris.Setup([*arguments, str(folder / "corpus"), str(seeds)], one_file)
    atheris.Fuzz()


def write_seeds(folder: Path) -> None:
    """Copy every advisory of the samples and of the golden cases, each once."""
    folder.mkdir(exist_ok=True)
    for path in (*(ROOT / "content" / "advisories").rglob("*.md"), *(ROOT / "tests/golden").rglob("advisory.*")):
        data = path.read_bytes()
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def _escaped(word: str) -> str:
    return re.sub(r'(?<!\\)"', r"\\x22", word)


if __name__ == "__main__":
    main()
