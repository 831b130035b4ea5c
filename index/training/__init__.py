"""How the shipped embedding is trained: ``python -m hoidap.index.training --help``.

Only this package needs torch and sentence-transformers' trainer; searching with the
trained model needs neither (:mod:`hoidap.index.embedding`).
"""
