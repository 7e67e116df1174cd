"""Production settings, as a process of their own would load them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a-long-and-random-text-" * 4
OURS = {
    "LINEUP_MODE",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "SITE_URL",
    "DEBUG",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}  # what the tests run with

pytestmark = pytest.mark.pure


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    bare = {name: value for name, value in os.environ.items() if name not in OURS}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**bare, **environment}, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean() -> None:
    result = manage("check", "--deploy", "--fail-level", "DEBUG", SECRET_KEY=SECRET, ALLOWED_HOSTS="lineup.example")
    assert result.returncode == 0, result.stderr


def test_production_insists_on_https_and_binds_cookies_to_the_host() -> None:
    names = "SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE DEBUG"
    cookies = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME DEVICE_COOKIE_NAME USE_X_FORWARDED_HOST"
    code = f"from django.conf import settings; print([getattr(settings, n) for n in '{names} {cookies}'.split()])"
    told = manage("shell", "--no-imports", "-c", code, SECRET_KEY=SECRET, ALLOWED_HOSTS="lineup.example").stdout
    assert "[31536000, True, True, True, False, '__Host-session', '__Host-csrf', '__Host-device', False]" in told


def test_production_without_a_secret_says_what_to_set() -> None:
    result = manage("check")
    assert result.returncode != 0
    assert "Set SECRET_KEY" in result.stderr


def test_an_unknown_mode_is_refused_by_name() -> None:
    result = manage("check", LINEUP_MODE="staging")
    assert "LINEUP_MODE is 'staging'" in result.stderr


def test_links_need_a_host_or_an_address() -> None:
    result = manage("check", SECRET_KEY=SECRET, ALLOWED_HOSTS="*")
    assert "Set SITE_URL" in result.stderr
    assert manage("check", SECRET_KEY=SECRET, ALLOWED_HOSTS="*", SITE_URL="https://lineup.example").returncode == 0


def test_single_sign_on_counts_as_a_second_factor_where_its_strength_is_demanded() -> None:
    code = "from django.conf import settings; print(settings.OIDC_TRUST_SECOND_FACTOR)"
    given = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "lineup.example", "OIDC_ISSUER": "https://id.example"}
    told = manage("shell", "--no-imports", "-c", code, OIDC_AMR_VALUES="mfa,otp", OIDC_MAX_AGE_MINUTES="60", **given)
    assert told.stdout == "True\n"
    assert not settings.OIDC_TRUST_SECOND_FACTOR  # which the tests do not set


def test_static_files_can_be_collected(tmp_path: Path) -> None:
    result = manage("collectstatic", "--noinput", "--dry-run", SECRET_KEY=SECRET)
    assert result.returncode == 0, result.stderr
