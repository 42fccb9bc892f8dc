"""The folder beside the filled case, with the one file that it names."""

from pathlib import Path

import pytest

from tests.schema.samples import PICTURE


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case")
    (path / "E1.jpg").write_bytes(PICTURE)
    return path
