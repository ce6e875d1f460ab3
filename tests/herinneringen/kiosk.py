"""Hands out workers quickly: everything is imported once, and each line of input forks a real worker from that.

It answers with the process group of the worker, and again once that is gone.
"""

import os
import sys

from django.core.mail.utils import DNS_NAME
from django.template.loader import get_template
from django.urls import get_resolver

from wijkaanpak import celery_app

ARGUMENTS = ["worker", "--concurrency", "2", "--without-mingle", "--without-gossip"]


def main() -> None:
    """Fork a worker for each line, until the input ends."""
    celery_app.loader.import_default_modules()
    get_resolver().check()
    for kind in ("txt", "html"):
        get_template(f"post/brief.{kind}")
    DNS_NAME.get_fqdn()
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            os.dup2(2, 1)  # its banner is no answer
            celery_app.worker_main(ARGUMENTS)
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        os.waitpid(pid, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
