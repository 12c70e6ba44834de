"""Settings for Django's own tests on PostgreSQL. Each task of a mission has databases of its own."""

import os

PREFIX = os.environ.get("DATABASES", "test")

DATABASES = {
    alias: {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": os.environ["PGPORT"],
        "USER": "django",
        "NAME": "postgres",
        "TEST": {"NAME": f"{PREFIX}_{alias}"},
    }
    for alias in ("default", "other")
}

SECRET_KEY = "django_tests_secret_key"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = False
