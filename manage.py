#!/usr/bin/env python3
"""Django's command line for the site that runs by itself."""

import errno
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.site.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EROFS, errno.ENOSPC):
            raise
        sys.exit(f"{error.filename or 'A file'} cannot be written: {error.strerror}.")
