"""The readers of settings: what they accept, what they refuse, and that they never tell a secret."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkaanpak import env

NAME = "WIJKAANPAK_PROEF"
CANARY = "kanarie-geheim"


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch):
    return lambda value: monkeypatch.setenv(NAME, value)


READERS: dict[str, Any] = {
    "text": env.text,
    "secret": env.secret,
    "flag": env.flag,
    "integer": lambda name: env.integer(name, min=1, max=10),
    "names": env.names,
    "path": env.path,
    "url": env.url,
    "database": env.database,
    "redis": env.redis,
    "mail": env.mail,
}


@pytest.mark.parametrize("value", [None, "", "   "])
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_missing_or_empty_setting_is_refused_in_one_line_with_its_name(reader, value, monkeypatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if value is not None:
        monkeypatch.setenv(NAME, value)
    with pytest.raises(env.SettingError) as refusal:
        reader(NAME)
    message = str(refusal.value)
    assert message.startswith(f"Setting {NAME}: found nothing; expected something like {NAME}=")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("reader", "value", "found"),
    [
        ("secret", "kort", "4 characters"),
        ("flag", "misschien", "'misschien'"),
        ("integer", "11", "'11'"),
        ("integer", "0", "'0'"),
        ("integer", "1.5", "'1.5'"),
        ("integer", "١", "'١'"),
        ("names", " , ,", "a list without names"),
        ("path", "media", "not an absolute path"),
        ("url", "wijkaanpak.nl", "without '://'"),
        ("url", "ftp://wijkaanpak.nl", "'ftp://'"),
        ("url", "https://", "without a host name"),
        ("url", "https://wijkaanpak.nl/?a=b", "a ?"),
        ("database", "mysql://u:p@h/d", "'mysql://'"),
        ("database", "postgresql://u:p@h", "without a database"),
        ("database", "postgresql://h/d", "without a database or a user"),
        ("database", "postgresql://u@/d", "no host or with two"),
        ("database", "postgresql://u@h/d?host=/run", "no host or with two"),
        ("database", "postgresql://u@h/d?sslmod=require", "unknown option 'sslmod'"),
        ("database", "postgresql://u@h:veel/d", "can't be read"),
        ("database", "postgresql://u@h:70000/d", "can't be read"),
        ("redis", "redis:///0", "without a host name"),
        ("redis", "redis://h/nul", "not a number"),
        ("redis", "http://h/0", "'http://'"),
        ("mail", "smtp://", "no host name"),
        ("mail", "smtp://h?tsl=1", "unknown option"),
        ("mail", "smtps://h?tls=1", "tls=1 with smtps"),
        ("mail", "file://map/mail", "without an absolute path"),
    ],
)
def test_a_malformed_setting_is_refused_saying_what_was_found(reader, value, found, setting) -> None:
    setting(value)
    with pytest.raises(env.SettingError, match=f"^Setting {NAME}: ") as refusal:
        READERS[reader](NAME)
    assert found in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("secret", CANARY),
        ("database", f"postgresql://u:{CANARY}@h:poort/d"),
        ("database", f"postgresql://u:{CANARY}/@h/d?x=1"),
        ("database", f"postgresql://u:{CANARY}#@h/d"),
        ("database", f"u:{CANARY}@h/d"),
        ("database", f"postgresql://u:{CANARY}@[h/d"),
        ("redis", f"redis://:{CANARY}@h/nul"),
        ("mail", f"smtp://u:{CANARY}@h?tsl=1"),
        ("mail", f"smtp://u:{CANARY}@h:99999"),
        ("url", f"https://u:{CANARY}@h"),
    ],
)
def test_a_refusal_never_tells_a_secret(reader, value, setting) -> None:
    setting(value)
    with pytest.raises(env.SettingError) as refusal:
        READERS[reader](NAME)
    assert CANARY not in str(refusal.value)


def test_defaults_are_used_when_nothing_is_set(monkeypatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert env.text(NAME, default="") == ""
    assert env.flag(NAME, default=False) is False
    assert env.integer(NAME, default=4, min=1, max=10) == 4
    assert env.names(NAME, default=[]) == []
    assert env.path(NAME, default=Path("/srv/media")) == Path("/srv/media")


@pytest.mark.parametrize(
    ("value", "expected"), [("Ja", True), ("TRUE", True), ("1", True), ("off", False), ("0", False)]
)
def test_a_flag_reads_the_usual_words(value, expected, setting) -> None:
    setting(value)
    assert env.flag(NAME) is expected


def test_simple_values_come_out_clean(setting) -> None:
    setting(" a.nl, b.nl ,,")
    assert env.names(NAME) == ["a.nl", "b.nl"]
    setting("https://wijkaanpak.nl/")
    assert env.url(NAME) == "https://wijkaanpak.nl"
    setting("redis://:geheim@localhost:6379/3")
    assert env.redis(NAME) == "redis://:geheim@localhost:6379/3"
    setting("x" * 50)
    assert env.secret(NAME) == "x" * 50


def test_a_database_over_tcp(setting) -> None:
    setting("postgresql://wp%5Fapp:p%40ss%2Fw@db.example.nl:5433/wijk%20aanpak?sslmode=verify-full")
    database = env.database(NAME)
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "wijk aanpak",
        "USER": "wp_app",
        "PASSWORD": "p@ss/w",
        "HOST": "db.example.nl",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def test_a_database_over_a_unix_socket(setting) -> None:
    setting("postgresql://wp_app@/wijkaanpak?host=/var/lib/Map%20met%20spatie")
    database = env.database(NAME)
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("/var/lib/Map met spatie", "", "")


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp://u:p%40@h:2525?tls=1", 2525, True, False),
        ("smtp://u:p%40@h?tls=1", 587, True, False),
        ("smtp://u:p%40@h", 25, False, False),
        ("smtps://u:p%40@h", 465, False, True),
    ],
)
def test_mail_over_smtp(value, port, tls, ssl, setting) -> None:
    setting(value)
    mail = env.mail(NAME)
    assert (mail["EMAIL_HOST"], mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("h", "u", "p@")
    assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_mail_to_the_console_or_a_folder(setting) -> None:
    setting("console:")
    assert env.mail(NAME)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    setting("file:///srv/post%20bus")
    assert env.mail(NAME)["EMAIL_FILE_PATH"] == "/srv/post bus"


@given(value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_is_either_read_or_refused_in_one_line(value) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for prefix in ("", "postgresql://", "smtp://", "redis://u:"):
            patch.setenv(NAME, prefix + value)
            for reader in READERS.values():
                try:
                    reader(NAME)
                except env.SettingError as refusal:
                    assert len(str(refusal).splitlines()) == 1
