"""Typed readers of the settings that come from the environment.

Every reader takes the name of a variable and returns a checked value, or raises SettingError with one line that says
which setting, what was found and what it should look like. A secret's value is never part of that line. An empty
variable counts as missing, because that is how `VAR=` in a compose file arrives.
"""

import os
import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on", "ja"}
FALSE = {"0", "false", "no", "off", "nee"}
DATABASE_EXAMPLE = "postgresql://wp_app:password@localhost:5432/wijkaanpak"
DATABASE_OPTIONS = {"application_name", "connect_timeout", "sslcert", "sslkey", "sslmode", "sslrootcert"}
REDIS_EXAMPLE = "redis://:password@localhost:6379/0"
MAIL_EXAMPLE = "smtp://user:password@mail.example.nl:587?tls=1 (or smtps://…, console:, file:///path)"


class SettingError(ImproperlyConfigured):
    """A setting is missing or malformed; the message is one line for the person who runs the application."""


def _refuse(name: str, found: str, example: str) -> NoReturn:
    """Raise SettingError; `found` must not contain a secret, nor a value that may hold one."""
    raise SettingError(f"Setting {name}: found {found}; expected something like {name}={example}") from None


def _raw(name: str, default: str | None, example: str) -> str:
    value = os.environ.get(name, "").strip() or default
    return _refuse(name, "nothing", example) if value is None else value


def text(name: str, default: str | None = None, *, example: str = "some text") -> str:
    """Return the text as it is, without space around it; without a default it is required."""
    return _raw(name, default, example)


def choice(name: str, choices: tuple[str, ...], default: str | None = None) -> str:
    """Return one of a few words."""
    value = text(name, default, example=choices[0])
    if value not in choices:
        _refuse(name, repr(value), " or ".join(choices))
    return value


def secret(name: str, *, shortest: int = 50) -> str:
    """Return a secret of at least `shortest` characters; there is no default and the value is never shown."""
    example = f"<at least {shortest} random characters, for example of `openssl rand -base64 48`>"
    value = _raw(name, None, example)
    if len(value) < shortest:
        _refuse(name, f"{len(value)} characters", example)
    return value


def key(name: str, *, default: bytes) -> bytes:
    """Return a key of 32 bytes from 64 hexadecimal digits; the value is never shown."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        _refuse(name, f"{len(value)} characters", "<64 hexadecimal digits, for example of `openssl rand -hex 32`>")
    return bytes.fromhex(value)


def flag(name: str, default: bool | None = None) -> bool:
    """Return True or False for 1/0, true/false, yes/no, on/off, ja/nee in any case."""
    value = _raw(name, None if default is None else str(default), "true").lower()
    if value not in TRUE | FALSE:
        _refuse(name, repr(value), "true (or false)")
    return value in TRUE


def integer(name: str, default: int | None = None, *, min: int, max: int) -> int:
    """Return a whole number from min up to and including max."""
    example = str(min if default is None else default)
    value = _raw(name, None if default is None else str(default), example)
    if not re.fullmatch(r"-?[0-9]{1,18}", value) or not min <= int(value) <= max:
        _refuse(name, repr(value), f"{example} (a whole number from {min} to {max})")
    return int(value)


def names(name: str, default: list[str] | None = None) -> list[str]:
    """Return the parts of a comma separated list, without empty ones."""
    example = "one.example.nl,two.example.nl"
    parts = [part.strip() for part in _raw(name, None if default is None else ",".join(default), example).split(",")]
    if not any(parts) and default is None:
        _refuse(name, "a list without names", example)
    return [part for part in parts if part]


def path(name: str, default: Path | None = None) -> Path:
    """Return an absolute path; it need not exist."""
    value = Path(_raw(name, None if default is None else str(default), "/var/lib/wijkaanpak/media"))
    if not value.is_absolute():
        _refuse(name, f"{str(value)!r}, which is not an absolute path", "/var/lib/wijkaanpak/media")
    return value


def url(name: str, default: str | None = None) -> str:
    """Return an http(s) address without a slash at its end."""
    example = "https://wijkaanpak.example.nl"
    parts, _ = _split(name, _raw(name, default, example), {"http", "https"}, example)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        _refuse(name, "an address without a host name, or with a user, a ? or a #", example)
    return parts.geturl().rstrip("/")


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """Return one entry of Django's DATABASES for a PostgreSQL address, over TCP or a unix socket (`?host=/folder`)."""
    value = _raw(name, default, DATABASE_EXAMPLE)
    parts, options = _split(name, value, {"postgresql", "postgres"}, DATABASE_EXAMPLE)
    socket = options.pop("host", "")
    if not unquote(parts.path[1:]) or not parts.username:
        _refuse(name, "an address without a database or a user", DATABASE_EXAMPLE)
    if bool(parts.hostname) == bool(socket):
        _refuse(name, "an address with no host or with two", f"{DATABASE_EXAMPLE} (or a socket: …@/name?host=/folder)")
    if unknown := sorted(options.keys() - DATABASE_OPTIONS):
        _refuse(name, f"the unknown option {unknown[0]!r}", f"{DATABASE_EXAMPLE}?sslmode=verify-full")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def redis(name: str, default: str | None = None) -> str:
    """Return the address of a Redis or Valkey server, checked, as the clients take it."""
    value = _raw(name, default, REDIS_EXAMPLE)
    parts, _ = _split(name, value, {"redis", "rediss"}, REDIS_EXAMPLE)
    if not parts.hostname or not re.fullmatch(r"(/[0-9]*)?", parts.path):
        _refuse(name, "an address without a host name, or whose database is not a number", REDIS_EXAMPLE)
    return value


def mail(name: str, default: str | None = None) -> dict[str, Any]:
    """Return Django's EMAIL_* settings: smtp:// (with ?tls=1 for STARTTLS), smtps://, console: or file:///folder."""
    value = _raw(name, default, MAIL_EXAMPLE)
    if value == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts, options = _split(name, value, {"smtp", "smtps", "file"}, MAIL_EXAMPLE)
    if parts.scheme == "file":
        if parts.netloc or len(parts.path) < 2:
            _refuse(name, "a file: address without an absolute path", "file:///var/lib/wijkaanpak/mail")
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    tls = options.pop("tls", "0")
    if not parts.hostname or options or tls not in {"0", "1"} or (parts.scheme == "smtps" and tls == "1"):
        _refuse(name, "no host name, an unknown option, or tls=1 with smtps", MAIL_EXAMPLE)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp": 587 if tls == "1" else 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "1",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }


def _split(name: str, value: str, schemes: set[str], example: str) -> tuple[SplitResult, dict[str, str]]:
    """Return the parts of an address and its ?options; the value, which may hold a password, is never shown."""
    if "://" not in value:
        _refuse(name, "a value without '://'", example)
    try:
        parts = urlsplit(value)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        _refuse(
            name, "an address that can't be read (percent-encode special characters; the port is a number)", example
        )
    if parts.scheme not in schemes:
        _refuse(name, f"an address that starts with '{parts.scheme}://'", example)
    return parts, options
