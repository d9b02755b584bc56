"""Fixing: repairs are written into the bytes of a file, and every byte that is not mended stays."""

from forewarn.fixing.fixing import LISTS, TEXTS, Fixed, Form, Left, Mender, fix

__all__ = ["LISTS", "TEXTS", "Fixed", "Form", "Left", "Mender", "fix"]
