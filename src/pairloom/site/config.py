"""What an installation can set: one TOML file and `PAIRLOOM_*` variables; a variable wins over the file."""

import os
import secrets
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CONFIG_PLACES = (Path("pairloom.toml"), Path("/etc/pairloom/pairloom.toml"))


class MailSecurity(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class Config(BaseSettings):
    """Every setting with its default. `docs/reference/settings.md` is checked against this class."""

    model_config = SettingsConfigDict(env_prefix="PAIRLOOM_", extra="forbid")

    community: str = Field("Our community", description="The community's name, on pages and in mails.")
    address: str = Field("http://127.0.0.1:8000", description="Where people reach Pairloom, used in mails.")
    listen: str = Field("127.0.0.1:8000", description="Host and port that the server listens on.")
    workers: int = Field(1, ge=1, description="Server processes.")
    data: Path = Field(Path("data"), description="Folder for the database, the secret key and local mail.")
    database_url: str = Field("", description="Such as postgresql://user@host/name; empty: SQLite in data.")
    secret_key: SecretStr = Field(SecretStr(""), description="Empty: made on first start and kept in data.")
    interest_key: SecretStr = Field(
        SecretStr(""), description="Keys of private marks, newest first; empty: in interest_key_file."
    )
    interest_key_file: Path | None = Field(
        None, description="Where they are kept, one a line; unset: interest-key in data, made on first start."
    )
    time_zone: str = Field("UTC", description="For dates that belong to no round or person.")
    trust_forwarded_headers: bool = Field(
        False, description="True behind a reverse proxy that sets X-Forwarded-*."
    )
    at: datetime | None = Field(None, description="Rehearse: pretend that the start happened at this date.")

    mail_from: str = Field("Pairloom <pairloom@localhost>", description="Sender of every mail.")
    mail_reply_to: str = Field("", description="Where answers to mails go; empty: to the sender.")
    smtp_host: str = Field("", description="Mail server; empty: mails go into the local mailbox.")
    smtp_port: int = Field(587, description="Port of the mail server.")
    smtp_user: str = Field("", description="User name at the mail server.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the mail server.")
    smtp_security: MailSecurity = Field(MailSecurity.STARTTLS, description="starttls, tls or none.")

    github_client_id: str = Field("", description="Sign in with GitHub, where given.")
    github_client_secret: SecretStr = Field(SecretStr(""), description="Belongs to github_client_id.")
    oidc_name: str = Field("Single sign-on", description="What the OpenID Connect button says.")
    oidc_server_url: str = Field("", description="OpenID Connect provider, where given.")
    oidc_client_id: str = Field("", description="Belongs to oidc_server_url.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="Belongs to oidc_server_url.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=config_file())

    def kept_secret_key(self) -> str:
        """The configured key, or the one in the data folder, made on first use for its owner only."""
        if given := self.secret_key.get_secret_value():
            return given
        kept = self.data / "secret-key"
        self.data.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return kept.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(key := secrets.token_urlsafe(50))
        return key

    def kept_database(self) -> str:
        """The address of the configured database, or of the file in the data folder, made on first use."""
        if self.database_url:
            return self.database_url
        self.data.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{self.data.absolute() / 'pairloom.sqlite3'}"


def config_file() -> Path | None:
    """The file named by `PAIRLOOM_CONFIG`, else the first of the usual places that exists."""
    if named := os.environ.get("PAIRLOOM_CONFIG"):
        return Path(named)
    return next((place for place in CONFIG_PLACES if place.is_file()), None)
