"""How the model in ``data/`` is made: in a clone with the extra ``train``, not in the wheel."""
