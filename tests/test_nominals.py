from __future__ import annotations

import pytest
from marked import voices


def test_the_other_of_two_is_who_did_not_speak_last() -> None:
    found = voices(
        """
        [1s:One official] [1c:said] [1k:it rained]. [2s:Another official] [2c:said]
        [2k:it was late]. [3s:The other official] [3c:said] [3k:it was over].
        """
    )
    assert found.same(1, 3)
    assert found.apart(1, 2)


@pytest.mark.parametrize(
    "first", ["One official", "One of the officials", "The official, Ann Poe,"]
)
def test_the_other_beside_one_is_somebody_new(first: str) -> None:
    found = voices(
        f"[1s:{first}] [1c:said] [1k:it rained]. "
        "[2s:The other official] [2c:said] [2k:it was late]."
    )
    assert found.apart(1, 2)
