"""What every environment shares. An environment adds or tightens, it never loosens."""

import hashlib
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from wijkaanpak import env

BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = env.secret("SECRET_KEY")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
BASE_URL = env.url("BASE_URL")
DATABASES = {"default": env.database("DATABASE_URL")}
REDIS_URL = env.redis("REDIS_URL")
MEDIA_ROOT = env.path("MEDIA_ROOT")

INSTALLED_APPS = [
    "wijkaanpak.tenancy",
    "wijkaanpak.post",
    "wijkaanpak.accounts",
    "wijkaanpak.instrumenten",
    "wijkaanpak.audit",
    "wijkaanpak.documents",
    "wijkaanpak.web",
    "projects",
    "reflectie",
    "ontwikkelplan",
    "ontwikkelplan.sturing",
    "evaluatie",
    "evaluatie.voortgang",
    "evaluatie.programma",
    "evaluatie.vragenlijst",
    "evaluatie.vervolg",
    "wijkaanpak.herinneringen",
    "wijkaanpak.uitvoer",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "guardian",
    "pghistory",
    "pgtrigger",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so its length tells nothing (BREACH)
    "wijkaanpak.web.middleware.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkaanpak.web.middleware.AnswerHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "wijkaanpak.web.middleware.SecondFactorMiddleware",
    "wijkaanpak.web.middleware.TenantMiddleware",
]

ROOT_URLCONF = "wijkaanpak.urls"
WSGI_APPLICATION = "wijkaanpak.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "wijkaanpak.web.context_processors.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "wijkaanpak.web.templatetags.wijkaanpak",
            ],
        },
    }
]

FORM_RENDERER = "wijkaanpak.forms.renderer.WijkaanpakRenderer"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["wijkaanpak.formats"]

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- people and their sessions ---------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "wijkaanpak.accounts.wachtwoord.PersoonlijkValidator"},
    {"NAME": "wijkaanpak.accounts.wachtwoord.LengteValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "wijkaanpak.accounts.wachtwoord.BekendValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:overzicht"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would carry addresses
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
CSRF_FAILURE_VIEW = "wijkaanpak.web.errors.csrf_failure"

# How many proxies of ours stand in front: the address of a visitor comes from theirs, or one limit is everyone's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", default=0, min=0, max=5)
ACCOUNT_ADAPTER = "wijkaanpak.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account only comes from an invitation that was sent to the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    name: f"wijkaanpak.accounts.allauth_forms.{form}"
    for name, form in {
        "login": "LoginForm",
        "add_email": "AddEmailForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
MFA_FORMS = {
    name: f"wijkaanpak.accounts.allauth_forms.{form}"
    for name, form in {
        "authenticate": "AuthenticateForm",
        "reauthenticate": "ReauthenticateCodeForm",
        "activate_totp": "ActivateTOTPForm",
        "add_webauthn": "AddWebAuthnForm",
        "edit_webauthn": "EditWebAuthnForm",
    }.items()
}
MFA_ADAPTER = "wijkaanpak.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "wijkaanpak"
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=True)
INVITATION_DAYS = 14

# The key under the certificates of agreements: 32 bytes. Without one of its own it follows SECRET_KEY, so that a new
# SECRET_KEY means a new key; old bundles stay checkable, since the public key is in them.
TEKENSLEUTEL = env.key("TEKENSLEUTEL", default=hashlib.sha256(b"tekensleutel" + SECRET_KEY.encode()).digest())

GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # may() is the only door; guardian's backend would be a second one
ANONYMOUS_USER_NAME = None
# A column of the event itself: pghistory's shared context table can be read across gemeenten.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()

# --- what the browser is told ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- what comes in -----------------------------------------------------------------------------
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = [
    "wijkaanpak.documents.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o640

# --- the cache (rate limits) and background work ----------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # worker and beat wait for a broker that is away, however long
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,  # a broker that hangs holds a save no longer
    "max_retries": 0,  # of who sends: without it each save waits six seconds for a broker that is away
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 240
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "maak-documenten": {"task": "projects.tasks.sweep", "schedule": 60.0},
    "herinner-en-vergeet": {"task": "projects.tasks.sweep_daily", "schedule": 60 * 60.0},
    "maak-plan-pdfs": {"task": "ontwikkelplan.tasks.sweep", "schedule": 60.0},
    "maak-verslagen": {"task": "evaluatie.tasks.sweep", "schedule": 60.0},
    "maak-sturing-pdfs": {"task": "ontwikkelplan.sturing.tasks.sweep", "schedule": 60.0},
    "maak-voortgang-pdfs": {"task": "evaluatie.voortgang.tasks.sweep", "schedule": 60.0},
    "maak-vervolg-pdfs": {"task": "evaluatie.vervolg.tasks.sweep", "schedule": 60.0},
    "vergeet-voorstellen": {"task": "ontwikkelplan.tasks.sweep_daily", "schedule": 60 * 60.0},
    "lever-aanbod-van-de-regio": {"task": "ontwikkelplan.regio_tasks.sweep_deliveries", "schedule": 60.0},
    "lever-tekst-van-de-regio": {"task": "ontwikkelplan.sturing.opdracht_tasks.sweep_texts", "schedule": 600.0},
    "lever-standen-aan-de-regio": {"task": "evaluatie.programma.tasks.sweep", "schedule": 60.0},
    "vraag-naar-borging": {"task": "ontwikkelplan.sturing.borging_tasks.sweep_heirs", "schedule": 60 * 60.0},
    "vergeet-vragenlijsten": {"task": "evaluatie.vragenlijst.tasks.sweep_daily", "schedule": 60 * 60.0},
    "nodig-nieuwe-teamleden-uit": {"task": "reflectie.tasks.sweep_newcomers", "schedule": 60 * 60.0},
    "houd-de-dagronde": {"task": "wijkaanpak.herinneringen.tasks.sweep_daily", "schedule": 15 * 60.0},
    "maak-uitvoer": {"task": "wijkaanpak.uitvoer.tasks.sweep", "schedule": 60.0},
    "gooi-uitvoer-weg": {"task": "wijkaanpak.uitvoer.tasks.sweep_daily", "schedule": 60 * 60.0},
    "verstuur-mails": {"task": "wijkaanpak.post.tasks.sweep", "schedule": 60.0},
    "ruim-sessies-op": {"task": "wijkaanpak.accounts.tasks.clear_sessions", "schedule": 24 * 60 * 60.0},
}

# Mails have a queue of their own, so that none waits behind the PDFs of an export. A worker takes both unless told
# which. A second reading of MLB texts by deduce (an extra) is for a worker that takes ``privacywacht`` alone.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("celery", "mail")]
CELERY_TASK_ROUTES = {
    "wijkaanpak.post.tasks.*": {"queue": "mail"},
    "wijkaanpak.herinneringen.tasks.*": {"queue": "mail"},
    "reflectie.tasks.read_again": {"queue": "privacywacht"},
}
if env.flag("PRIVACYWACHT_TWEEDE_LEZING", default=False):
    CELERY_BEAT_SCHEDULE["lees-opnieuw"] = {"task": "reflectie.tasks.sweep_second_reading", "schedule": 600.0}

vars().update(env.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="wijkaanpak <noreply@wijkaanpak.example>")

INSTRUMENTEN_EXTRA = env.text("INSTRUMENTEN_EXTRA", default="")  # a folder with draft versions to try out

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "wijkaanpak.audit.logging.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO"),
    },
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "pikepdf._core": {"level": "WARNING"},  # it says at import how it was built
    },
}
