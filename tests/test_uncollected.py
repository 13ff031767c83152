from __future__ import annotations

import gc

import pytest

from auditor.uncollected import uncollected


def test_garbage_is_looked_for_again_whatever_happens():
    with pytest.raises(KeyError), uncollected():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_who_does_not_look_for_it_is_left_alone():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
