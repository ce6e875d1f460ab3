#!/usr/bin/env python3
"""Django's command line for wijkaanpak."""

import os
import sys

from django.core.management import execute_from_command_line

from wijkaanpak.env import SettingError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings.demo")
    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(str(error))
