"""What several tests of db/ start from."""

from __future__ import annotations

import pytest

from db.store import Store
from tests.market import Market


@pytest.fixture
def market(tmp_path):
    store = Store.open(tmp_path)
    yield Market(store)
    store.close()
