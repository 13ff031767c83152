from __future__ import annotations

import pytest

from tests.renderers import sample_result


@pytest.fixture(scope="session")
def believable():
    return sample_result.believable()


@pytest.fixture(scope="session")
def clean():
    return sample_result.clean()


@pytest.fixture(scope="session")
def hostile():
    return sample_result.hostile()
