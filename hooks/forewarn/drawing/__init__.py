"""Drawing: from the words of a share card or a poster to its picture or its PDF, without network or system fonts.

Typst lays out what the templates of a folder say; the folder also holds the fonts, and no other font is used.
"""
