"""Settings, read from the environment (see README, Deployment).

`LINEUP_MODE` is `production` (the default), `demo` (one-click sign-in, local http) or `test`.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.admin_theme import ADMIN_LOOK
from portal.database_settings import configured
from portal.sso import configured as sso
from portal.telemetry import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("LINEUP_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"LINEUP_MODE is {MODE!r}: use production, demo or test.")
LOCAL = MODE != "production"

DEBUG = env.bool("DEBUG", False)
# Only the demo and the tests may run without a secret of their own.
SECRET_KEY = env.str("SECRET_KEY", "demo-and-tests-only" * 4 if LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text (see README, Deployment).")
# Former ones, the latest first: what they signed still holds.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "testserver"] if LOCAL else [])
# Where links in e-mails and files lead; see portal/addresses.py.
NAMED_HOSTS = [host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"]
HOME = "http://127.0.0.1:8000" if LOCAL else f"https://{NAMED_HOSTS[0]}" if NAMED_HOSTS else ""
SITE_URL = env.str("SITE_URL", HOME).rstrip("/")
if ALLOWED_HOSTS and not SITE_URL:
    raise ImproperlyConfigured("Set SITE_URL, like https://lineup.example.com: ALLOWED_HOSTS names no host for links.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "portal",
    "portal.sso",
    "roles",
    "planning",
    # After portal, whose `db_worker` is theirs with a pulse.
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "portal.telemetry.requests.follow",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.reading_direction.kept_apart",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.typed.Typed",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.audit.downloads.follow",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.sign_in.following.follow",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.toast.tell_in_place",
    "allauth.account.middleware.AccountMiddleware",
    "portal.sign_in.throttle.Throttle",
    "portal.sign_in.second_factor.SecondFactor",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": configured(env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'lineup.sqlite3'}"), env),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# No rule says which characters there have to be: length counts, and that nobody would guess it.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": max(8, env.int("PASSWORD_LENGTH", 8))},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.sign_in.password_words.ContextWordsValidator"},
]
# A link for a new password holds for a day: its e-mail may wait some hours for a mail server that is down.
PASSWORD_RESET_TIMEOUT = 86_400
# Sessions: how long one lasts without its user, with "Stay signed in" and without, and however busy.
SESSION_ENGINE = "portal.sign_in.store"
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", 720))
SESSION_IDLE_REMEMBERED = timedelta(days=env.int("SESSION_REMEMBERED_DAYS", 14))
SESSION_LONGEST = timedelta(days=env.int("SESSION_LONGEST_DAYS", 30))
# The cookie outlasts the limits, so that the sign-in can say why; only "Stay signed in" outlives the browser.
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Browsers that an account knows (portal/sign_in/devices.py).
DEVICE_COOKIE_NAME = "device"
DEVICE_LASTS = timedelta(days=180)
# What is said on the next page may hold names: it waits in the session, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Without this an account comes from an invitation, single sign-on, the demo or createsuperuser.
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", False)
# Whether the role guide may be read without signing in. It shows the site's content, nothing of any organisation.
ROLE_GUIDE_PUBLIC = env.bool("ROLE_GUIDE_PUBLIC", False)
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "portal.forms.SignupForm",
    "login": "portal.forms.LoginForm",
    "reset_password": "portal.password_links.ResetPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Where anybody may sign up, only a confirmation by e-mail keeps the answer from telling who has an account.
ACCOUNT_EMAIL_VERIFICATION = env.str("EMAIL_VERIFICATION", "mandatory" if SIGNUP_OPEN else "optional")
if ACCOUNT_EMAIL_VERIFICATION not in {"mandatory", "optional", "none"}:
    raise ImproperlyConfigured(
        f"EMAIL_VERIFICATION is {ACCOUNT_EMAIL_VERIFICATION!r}: use mandatory, optional or none."
    )
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# To the sign-in for whoever is signed out, by the page that every visitor begins at.
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# How often what may be tried is said in portal/sign_in/limits.py, for all of it; allauth's own limits would let one
# address lock an account everywhere. Of these one is left: how often an address is sent the same confirmation.
_OWN_LIMITS = (
    "login login_failed signup reset_password reset_password_from_key reauthenticate change_password manage_email"
)
ACCOUNT_RATE_LIMITS = dict.fromkeys(_OWN_LIMITS.split())
SIGN_IN_TRIES_PER_ADDRESS = env.int("SIGN_IN_TRIES_PER_ADDRESS", 100)
# How often an account may ask for what costs much: within ten minutes, of archives within an hour; 0 for no limit.
_COSTLY = {"files": 200, "archives": 10, "uploads": 100, "previews": 1_200, "searches": 1_200, "reports": 600}
COSTLY = {kind: env.int(f"LIMIT_{kind.upper()}", amount) for kind, amount in _COSTLY.items()}
# Who has to have a second factor: nobody, the site's staff, the admins of organisations, too, or everybody.
REQUIRE_SECOND_FACTOR = env.str("REQUIRE_SECOND_FACTOR", "off")
if REQUIRE_SECOND_FACTOR not in {"off", "staff", "admins", "everybody"}:
    raise ImproperlyConfigured(
        f"REQUIRE_SECOND_FACTOR is {REQUIRE_SECOND_FACTOR!r}: use “off”, “staff”, “admins” or “everybody”."
    )
MFA_ADAPTER = "portal.sign_in.factors.MfaAdapter"
MFA_FORMS = {
    "authenticate": "portal.forms.SecondFactorForm",
    "reauthenticate": "portal.forms.SecondFactorAgainForm",
    "activate_totp": "portal.forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Lineup"
# A code is good for its own 30 seconds.
MFA_TOTP_TOLERANCE = 0
# How many proxies stand in front. They are believed about https and about the visitor's address.
PROXY_COUNT = env.int("PROXY_COUNT", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT

OIDC_ISSUER = sso.secure(env.str("OIDC_ISSUER", ""), LOCAL)
OIDC_ACR_VALUES = env.list("OIDC_ACR_VALUES", default=[])
OIDC_AMR_VALUES = env.list("OIDC_AMR_VALUES", default=[])
OIDC_MAX_AGE_MINUTES = env.int("OIDC_MAX_AGE_MINUTES", default=None)
SOCIALACCOUNT_PROVIDERS = sso.providers(
    OIDC_ISSUER,
    env.str("OIDC_CLIENT_ID", ""),
    env.str("OIDC_CLIENT_SECRET", ""),
    env.str("OIDC_NAME", "single sign-on"),
    trust_email=env.bool("OIDC_TRUST_EMAIL", False),
    acr_values=OIDC_ACR_VALUES,
    amr_values=OIDC_AMR_VALUES,
    max_age=None if OIDC_MAX_AGE_MINUTES is None else OIDC_MAX_AGE_MINUTES * 60,
)
# Whether single sign-on counts as a second factor: where nothing says how strong it was, it is taken for a weak one.
OIDC_TRUST_SECOND_FACTOR = env.bool("OIDC_TRUST_SECOND_FACTOR", bool(OIDC_ACR_VALUES or OIDC_AMR_VALUES))
SOCIALACCOUNT_ADAPTER = "portal.sso.adapter.SsoAdapter"
# Seconds; of the connection, and of each silence after it.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

# For so many days an organisation that was deleted can be brought back; after them all of it is gone.
ORGANISATION_GRACE_DAYS = env.int("ORGANISATION_GRACE_DAYS", 30)
# Of an organisation's archive that somebody uploads; by command it may be larger.
ARCHIVE_MAX_BYTES = env.int("ARCHIVE_MAX_BYTES", 500_000_000)

# The page of a role has a field for everything that is said of it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# A pasted table that is too long is told so at its field, if it is not far too long.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
FILE_UPLOAD_HANDLERS = ["portal.files.uploads.Uploads"]
UNFOLD = ADMIN_LOOK
# What one process may not remember for itself: codes that were used, e-mails that were just sent. It is little; the
# table comes with the migrations and is cleared by the worker.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://portal_cache?max_entries=1000000")}
# What one process remembers of organisations, about so many megabytes; see docs/deployment.md.
CACHE_MEGABYTES = env.int("CACHE_MEGABYTES", 512)

# What takes longer than a request stands in a queue in the same database; `manage.py db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# How long the audit log is kept.
AUDIT_DAYS = env.int("AUDIT_DAYS", 365)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# The demo and the tests serve static files as they lie, without collecting them.
WHITENOISE_USE_FINDERS = LOCAL
# No other site may read them by script.
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = LOCAL
if MODE == "production":
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Browsers hold the redirect after a form to this, too: the way to single sign-on begins with one.
        "form-action": [SELF, *env.list("OIDC_ORIGINS", default=[sso.origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
if MODE == "production":
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    # Where any host name is answered, none that a visitor sends may lead others somewhere.
    SECURE_SSL_HOST = urlsplit(SITE_URL).netloc if "*" in ALLOWED_HOSTS else None
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The prefix makes browsers refuse a cookie that another subdomain has set.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# E-mail waits in the queue for a worker, which delivers it by the backend that EMAIL_URL names.
EMAIL_DELIVERY = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "portal.jobs.mail.Queue"
EMAIL_TIMEOUT = EMAIL_CONFIG.get("EMAIL_TIMEOUT", 15)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Lineup <lineup@localhost>")

# Log lines without names and values; see portal/telemetry.
LOGGING = logs.config(*logs.asked_of(env))

# Reports of errors, to whatever speaks Sentry's protocol.
SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    from portal.telemetry.reports import report_to

    report_to(SENTRY_DSN, env.str("SENTRY_ENVIRONMENT", MODE))

# Measurements, which `manage.py metrics` serves; without a port nothing is written down.
METRICS_PORT = env.int("METRICS_PORT", 0)
METRICS_BIND = env.str("METRICS_BIND", "127.0.0.1")
METRICS_DIR = Path(env.str("METRICS_DIR", str(BASE_DIR / "build" / "metrics")))
if METRICS_PORT:
    METRICS_DIR.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)  # the library looks there when it is imported
