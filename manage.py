#!/usr/bin/env python
"""Django's own commands, for those who change the code; `leal` is for those who use it."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    from leal.foundations.database import DatabaseUnready, ready

    try:
        ready(migrate=False)
    except DatabaseUnready as reason:
        # What only reads the code must work where no database can.
        if not {"makemigrations", "check", "help", "--help"} & set(sys.argv):
            sys.exit(reason.message)
    execute_from_command_line(sys.argv)
