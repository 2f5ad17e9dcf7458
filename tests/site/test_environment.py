"""Settings that come from the environment."""

import socket
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured

from academy.site.settings import environment

ROOT = Path("/srv/academy")


def test_sqlite_is_a_file_below_the_root_and_takes_its_lock_early():
    database = environment.database("sqlite:///var/db.sqlite3", root=ROOT)

    assert database["NAME"] == "/srv/academy/var/db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_four_slashes_name_an_absolute_file():
    database = environment.database("sqlite:////data/my%20db.sqlite3", root=ROOT)

    assert database["NAME"] == "/data/my db.sqlite3"


def test_postgres_keeps_a_password_with_odd_letters():
    database = environment.database("postgres://ann:p%40ss%2Fword@db.internal:5433/academy?sslmode=require", root=ROOT)

    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("ann", "p@ss/word", "db.internal")
    assert (database["PORT"], database["NAME"], database["OPTIONS"]) == ("5433", "academy", {"sslmode": "require"})


def test_another_database_is_refused():
    with pytest.raises(ImproperlyConfigured):
        environment.database("mysql://root@localhost/academy", root=ROOT)


def test_a_missing_secret_is_named(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment.required("SECRET_KEY")


def test_a_cache_in_redis_is_shared_and_does_not_wait_for_minutes():
    cache = environment.cache("rediss://:s%40cret@cache.internal:6380/2")

    assert cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert cache["LOCATION"] == "rediss://:s%40cret@cache.internal:6380/2"
    assert cache["OPTIONS"] == {"socket_connect_timeout": 2, "socket_timeout": 2}


def test_without_redis_each_worker_has_a_cache_of_its_own():
    assert environment.cache("locmem://")["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"


def redis_answers():
    try:
        socket.create_connection(("127.0.0.1", 6379), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not redis_answers(), reason="no Redis on 127.0.0.1:6379")
def test_two_workers_count_together_in_redis(settings):
    pytest.importorskip("redis", reason="installed with the extra `site`")
    place = environment.cache("redis://127.0.0.1:6379/15")
    settings.CACHES = {"default": settings.CACHES["default"], "one": place, "other": dict(place)}
    one, other = caches["one"], caches["other"]

    one.set("academy-test-of-two-workers", 1, timeout=5)

    assert other.incr("academy-test-of-two-workers") == 2
    assert one.get("academy-test-of-two-workers") == 2


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.internal", ("mail.internal", 25, "", "", False, False)),
        ("smtp://ann%40example.com:p%2Fw@mail.internal:2587?tls=1", ("mail.internal", 2587, "ann@example.com", "p/w", True, False)),
        ("smtp://mail.internal?tls=1", ("mail.internal", 587, "", "", True, False)),
        ("smtps://ann:x@mail.internal", ("mail.internal", 465, "ann", "x", False, True)),
    ],
)
def test_mail_goes_to_the_server_that_is_named(url, expected):
    told = environment.email(url)

    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    assert tuple(told[name] for name in names) == expected
    assert told["EMAIL_TIMEOUT"] == 10


def test_mail_may_be_written_to_the_console():
    assert environment.email("console:") == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("read", "url", "sentence"),
    [
        (environment.cache, "memcached://x", "CACHE_URL begins with redis://, rediss:// or locmem://."),
        (environment.cache, "redis:///0", "CACHE_URL names no host"),
        (environment.cache, "redis://h/academy", "CACHE_URL ends in the number of a Redis database"),
        (environment.cache, "redis://:s3cret@h:x/0", "CACHE_URL is not an address"),
        (environment.email, "", "EMAIL_URL begins with smtp://, smtps:// or console:."),
        (environment.email, "smtp://", "EMAIL_URL names no host"),
        (environment.email, "smtp://u:s3cret@h:999999", "EMAIL_URL is not an address"),
        (environment.email, "smtp://h?ssl=1", "EMAIL_URL knows one option"),
        (environment.email, "smtp://h?tls=yes", "EMAIL_URL knows one option"),
        (environment.email, "smtps://h?tls=1", "leave ?tls=1 out"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_in_a_sentence_without_its_password(read, url, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(url)

    assert sentence in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(("said", "expected"), [(None, 0), ("", 0), ("0", 0), (" 2 ", 2)])
def test_proxies_are_counted(monkeypatch, said, expected):
    monkeypatch.delenv("TRUSTED_PROXIES", raising=False)
    if said is not None:
        monkeypatch.setenv("TRUSTED_PROXIES", said)

    assert environment.proxies("TRUSTED_PROXIES") == expected


@pytest.mark.parametrize("said", ["-1", "one", "1.5", "²", "11", "10.0.0.1"])
def test_what_is_no_number_of_proxies_is_told(monkeypatch, said):
    monkeypatch.setenv("TRUSTED_PROXIES", said)

    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES is a number from 0 to 10"):
        environment.proxies("TRUSTED_PROXIES")
