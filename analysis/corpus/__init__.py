"""Read an archive of articles: everything new, once, whatever happens on the way.

The steps: the inputs are a stream of articles (``inputs``), grouped into shards that workers read
and write (``shards``, ``workers``); the ``manifest`` says which shards count; the ``dataset``
follows from them, with duplicates marked (``duplicates``). ``find`` searches it, ``audit`` says how
far its figures can be trusted.
"""

from analysis.corpus.build import Summary, corpus
from analysis.corpus.progress import Progress

__all__ = ["Progress", "Summary", "corpus"]
