"""One text at a time: what a content folder holds, read, repaired, checked and rendered, wherever that is done.

This package imports little, since other processes begin with it.
"""
