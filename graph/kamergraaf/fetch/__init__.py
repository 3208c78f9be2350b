"""Fetching: papers from the publishers' servers into a folder with a manifest, which ``kamergraaf build`` reads."""
