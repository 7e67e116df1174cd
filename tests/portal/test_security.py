"""What docs/security.md names and no other test holds: headers, cookies, passwords, methods, dangerous calls."""

import ast
import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa
from allauth.socialaccount import app_settings as social
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.crypto import get_random_string

from portal.models import Membership, Organisation, Right, User
from portal.sign_in import recovery_codes
from tests.factories import UserFactory
from tests.portal.signing_in import PASSWORD, sign_in
from tests.shapes import SignIn

ROOT = Path(__file__).resolve().parent.parent.parent
LOGIN = "/accounts/login/"
ANSWERS = ["/nothing-here", "/healthz", "/", "/static/img/lineup.svg", LOGIN]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_every_kind_of_answer_carries_its_headers(client: Client, address: str) -> None:
    answer = client.get(address, headers={"origin": "https://evil.example"})
    answer.close()
    policy = answer["Content-Security-Policy"]
    assert all(f"{name} 'none'" in policy for name in ("object-src", "base-uri", "frame-ancestors", "default-src"))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.once
@pytest.mark.django_db
def test_text_says_its_charset_and_json_what_it_is(client_as: SignIn, organisation: Organisation) -> None:
    client = client_as(Right.ADMIN)
    at = f"/o/{organisation.slug}"
    assert client.get("/healthz")["Content-Type"].startswith("text/plain; charset=utf-8")
    assert client.get(f"{at}/")["Content-Type"] == "text/html; charset=utf-8"
    assert client.get(f"{at}/audit-log/?format=csv")["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.once
@pytest.mark.django_db
def test_no_account_comes_with_the_site() -> None:
    assert not User.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_every_page_of_a_member_offers_to_sign_out(client_as: SignIn, organisation: Organisation) -> None:
    client = client_as(Right.ADMIN)
    pages = ("/?choose", "/accounts/profile/", f"/o/{organisation.slug}/", f"/o/{organisation.slug}/chart/", "/nothing")
    assert [page for page in pages if "Sign out" not in client.get(page).content.decode()] == []


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_clears_what_the_browser_keeps(client: Client, page: str) -> None:
    client.force_login(UserFactory.create(is_staff=True))
    assert client.post(page)["Clear-Site-Data"] == '"cache"'
    assert "sessionStorage.clear()" in (ROOT / "static/js/shell.js").read_text()


@pytest.mark.once
@pytest.mark.django_db
def test_nothing_answers_to_trace_or_to_a_method_that_a_form_names(
    client_as: SignIn, organisation: Organisation
) -> None:
    client = client_as(Right.ADMIN)
    for address in (f"/o/{organisation.slug}/", "/organisations/new/", LOGIN, "/accounts/password/change/"):
        assert client.trace(address).status_code in (302, 405), address
    page = f"/o/{organisation.slug}/organisation/"
    client.get(page, {"name": "Other"}, headers={"X-HTTP-Method-Override": "POST"})
    assert Organisation.objects.get().name == organisation.name


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/.git/HEAD", "/static/", "/static/../portal/settings.py", "/metrics", "/admin/doc/"]
)
def test_nothing_of_the_code_no_folder_and_no_measurement_is_served(client: Client, address: str) -> None:
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    assert client.get(address).status_code == 404


@pytest.mark.once
@pytest.mark.django_db
def test_what_a_form_asks_for_is_never_taken_from_the_address(client_as: SignIn, organisation: Organisation) -> None:
    client = client_as(Right.ADMIN)
    other = Membership.objects.create(organisation=organisation, user=UserFactory.create(), right=Right.VIEWER)
    client.post(f"/o/{organisation.slug}/members/{other.pk}/?right=admin&sees_cost=on", {})
    other.refresh_from_db()
    assert other.right == Right.VIEWER


@pytest.mark.once
@pytest.mark.django_db
def test_what_is_said_on_the_next_page_is_in_no_cookie(client: Client) -> None:
    user = UserFactory.create(email="una@example.com")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.get(LOGIN)
    sign_in(client, email=user.email)
    client.post("/organisations/new/", {"name": "Acme"})
    assert set(client.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.DEVICE_COOKIE_NAME}


@pytest.mark.pure
def test_a_password_is_of_any_characters_and_any_length() -> None:
    for password in ("correct horse battery", "9047218356027145", "žluťoučký kůň!", get_random_string(128)):
        validate_password(password)


@pytest.mark.pure
@pytest.mark.parametrize("password", ["seven77", "iloveyou1", "Lineup2026!", "product-manager-1", "testserver99"])
def test_a_password_that_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.once
@pytest.mark.django_db
def test_the_name_of_the_own_organisation_is_no_password(organisation: Organisation) -> None:
    organisation.name = "Ferngully Works"
    organisation.save()
    member = UserFactory.create()
    Membership.objects.create(organisation=organisation, user=member, right=Right.VIEWER)
    with pytest.raises(ValidationError):
        validate_password("Ferngully-2026", member)
    validate_password("Ferngully grows by the sea", member)


@pytest.mark.pure
def test_common_passwords_of_an_allowed_length_are_more_than_3000() -> None:
    from django.contrib.auth.password_validation import CommonPasswordValidator

    assert sum(len(word) >= 8 for word in CommonPasswordValidator().passwords) > 3_000


@pytest.mark.pure
def test_passwords_are_kept_by_a_slow_hash() -> None:
    from django.conf import global_settings
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert "PASSWORD_HASHERS" not in (ROOT / "portal/settings.py").read_text()
    assert PBKDF2PasswordHasher.iterations >= 600_000


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("page", [LOGIN, "/accounts/password/change/"])
def test_password_fields_mask_and_let_managers_fill_in(client: Client, page: str) -> None:
    user = UserFactory.create()
    user.set_password(PASSWORD)
    user.save()
    if page != LOGIN:
        client.force_login(user)
    fields = re.findall(r'<input type="password"[^>]*>', client.get(page, follow=True).content.decode())
    assert fields
    assert all("autocomplete=" in field and "onpaste" not in field for field in fields)
    assert not any(re.search(r'autocomplete="off"|maxlength', field) for field in fields)


FORBIDDEN = {"eval", "exec", "compile", "__import__"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "telnetlib", "ftplib", "ldap", "lxml", "xml.sax"}


def dangers(source: str) -> list[str]:
    """Calls that run text, modules that unpack anything, shells."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN:
                found.append(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="system" | "popen" as name)):
                found.append(name)
            case ast.keyword(arg="shell", value=ast.Constant(value=True)):
                found.append("shell")
            case ast.Import(names=names):
                found += [alias.name for alias in names if alias.name in UNSAFE_MODULES]
            case ast.ImportFrom(module=module) if module in UNSAFE_MODULES:
                found.append(module)
    return found


@pytest.mark.pure
def test_no_code_runs_text_starts_a_shell_or_unpacks_objects() -> None:
    code = [path for folder in ("portal", "roles", "planning") for path in (ROOT / folder).rglob("*.py")]
    assert {str(path): found for path in code if (found := dangers(path.read_text()))} == {}
    assert dangers("import pickle\neval(x)\nrun(a, shell=True)") == ["pickle", "eval", "shell"]


@pytest.mark.pure
def test_no_script_writes_html_from_text_or_listens_to_other_windows() -> None:
    scripts = [path for path in (ROOT / "static/js").rglob("*.js")]
    bad = re.compile(
        r"\beval\(|new Function\(|document\.write|postMessage|addEventListener\(\s*[\"']message[\"']|__proto__"
    )
    assert [str(path) for path in scripts if bad.search(path.read_text())] == []
    assert bad.search('addEventListener("message", x)')


@pytest.mark.pure
def test_no_template_switches_escaping_off_but_the_one_of_plain_text() -> None:
    off = re.compile(r"\|\s*safe\b|autoescape off")
    found = [path for path in (ROOT / "templates").rglob("*.*") if off.search(path.read_text(errors="ignore"))]
    assert [path.suffix for path in found if path.suffix != ".txt"] == []


@pytest.mark.pure
def test_other_sites_are_asked_by_single_sign_on_mail_and_error_reports_alone() -> None:
    asks = re.compile(r"^\s*(?:import|from) (requests|urllib\.request|http\.client|httpx|aiohttp|socket)\b", re.M)
    code = [path for folder in ("portal", "roles", "planning") for path in (ROOT / folder).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in code if asks.search(path.read_text())}
    assert found <= ALLOWED_TO_ASK


ALLOWED_TO_ASK: set[str] = {"portal/sso/views.py", "portal/sso/adapter.py"}


@pytest.mark.pure
def test_a_password_has_eight_characters_at_least() -> None:
    assert "'OPTIONS': {'min_length': 8}" in str(settings.AUTH_PASSWORD_VALIDATORS)


@pytest.mark.pure
def test_a_link_for_a_new_password_holds_for_a_day_at_most() -> None:
    assert settings.PASSWORD_RESET_TIMEOUT <= 24 * 60 * 60


@pytest.mark.pure
def test_codes_are_long_enough_and_tokens_of_providers_are_not_kept() -> None:
    assert (mfa.TOTP_DIGITS, mfa.TOTP_PERIOD, mfa.TOTP_TOLERANCE) == (6, 30, 0)
    assert len(recovery_codes.LETTERS) ** (recovery_codes.GROUPS * recovery_codes.LENGTH) >= 2**112
    assert not social.STORE_TOKENS


@pytest.mark.pure
def test_secrets_are_random_and_hashes_are_sound() -> None:
    weak = re.compile(r"^\s*(?:import|from) random\b|\b(?:md5|sha1|ECB|DES|RC4)\b|uuid4\(\)\.hex.*token", re.M)
    folders = ("portal", "roles", "planning")
    code = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "demo" not in path.parts]
    assert [str(path) for path in code if weak.search(path.read_text())] == []


@pytest.mark.once
@pytest.mark.django_db
def test_a_new_password_needs_the_old_one(client: Client) -> None:
    user = UserFactory.create()
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    new = "Another-fine-phrase-8"
    client.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.pure
def test_nothing_switches_the_check_of_certificates_off() -> None:
    off = re.compile(r"verify=False|CERT_NONE|_create_unverified_context|check_hostname = False")
    code = [path for folder in ("portal", "roles", "planning") for path in (ROOT / folder).rglob("*.py")]
    assert [str(path) for path in code if off.search(path.read_text())] == []


@pytest.mark.pure
def test_browsers_keep_no_records() -> None:
    said = "\n".join(path.read_text() for path in (ROOT / "static/js").rglob("*.js"))
    assert set(re.findall(r"localStorage\.setItem\(([^,]+),", said)) == {'"theme"', "OFF"}
    assert not re.search(r"indexedDB|document\.cookie|caches\.open|serviceWorker", said)
