"""How the reader in ``data/`` is made. Needs the extra ``train``; never imported at run time."""
