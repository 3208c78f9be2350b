"""Tests of fetching, against a server of our own that speaks the publishers' protocols."""
