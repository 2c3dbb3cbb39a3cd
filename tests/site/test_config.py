import sqlite3
from pathlib import Path

import pytest

from pairloom.site.config import Config

SETTINGS_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "pairloom.toml"
    monkeypatch.setenv("PAIRLOOM_CONFIG", str(file))
    return file


def test_the_file_is_read(config_file: Path) -> None:
    config_file.write_text('community = "Weavers"\nsmtp_port = 2525\n')
    config = Config()
    assert (config.community, config.smtp_port) == ("Weavers", 2525)


def test_the_environment_wins_over_the_file(config_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config_file.write_text('community = "Weavers"\n')
    monkeypatch.setenv("PAIRLOOM_COMMUNITY", "Spinners")
    assert Config().community == "Spinners"


def test_a_misspelt_setting_in_the_file_is_refused(config_file: Path) -> None:
    config_file.write_text('comunity = "Weavers"\n')
    with pytest.raises(ValueError, match="comunity"):
        Config()


def test_the_secret_key_is_made_once_and_kept_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAIRLOOM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("PAIRLOOM_SECRET_KEY", raising=False)
    first = Config().kept_secret_key()
    assert len(first) > 40
    assert Config().kept_secret_key() == first
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def test_a_database_in_a_folder_that_is_not_there_yet_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAIRLOOM_DATA", str(tmp_path / "new" / "data"))
    monkeypatch.delenv("PAIRLOOM_DATABASE_URL", raising=False)
    place = Config().kept_database().removeprefix("sqlite:///")
    sqlite3.connect(place).close()
    assert Path(place).parent == tmp_path / "new" / "data"


def test_a_database_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIRLOOM_DATABASE_URL", "postgres://somewhere/pairloom")
    assert Config().kept_database() == "postgres://somewhere/pairloom"


@pytest.mark.parametrize("name", list(Config.model_fields))
def test_the_reference_names_each_setting_with_its_default(name: str) -> None:
    field = Config.model_fields[name]
    row = next(line for line in SETTINGS_PAGE.read_text().splitlines() if line.startswith(f"| `{name}` |"))
    assert f"`PAIRLOOM_{name.upper()}`" in row
    assert field.description
    assert field.description in row
