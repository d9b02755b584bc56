"""The output folder: written beside, verified, and put before the public in one step."""
