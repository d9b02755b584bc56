"""Why a file cannot be published."""


class Unfit(Exception):  # noqa: N818 - it says what the file is; the program did not fail
    """A file must not be published. ``rule`` says by which rule, ``message`` and ``cure`` in a sentence each."""

    rule: str
    message: str
    cure: str

    def __init__(self, rule: str, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}")
        self.rule, self.message, self.cure = rule, message, cure
