"""What the site is made with, and whether that can be trusted: pins, known faults, licences, and a bill of materials.

``python -m trust`` lists the commands; ``make trust`` runs them all.
"""
