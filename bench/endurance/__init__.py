"""A long mixed load on a served copy of an archive: does anything fail, get lost, or grow?

`command` prints the outcome; `run` lets all actors work at once and looks for losses in the end; `visitors` read pages of every
kind, `feed_server` serves feeds that grow, `imports` bring new articles, `memory` is sampled of every process. Curators and
imports of changed records are those of `bench.load`.
"""
