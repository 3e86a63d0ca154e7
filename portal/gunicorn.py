"""How the web server runs: on this machine only, behind any proxy.

GUNICORN_CMD_ARGS adds to it, such as --bind for another address.
"""

import gc
import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
threads = 4
worker_class = "gthread"
preload_app = True
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
errorlog = "-"
loglevel = "warning"
# The address of the proxy is not trusted for anything unless settings name its header.
forwarded_allow_ips = ""


def when_ready(server):
    """Renders a page in each language before there are workers, who then share what
    that loads: templates, catalogues and routes."""
    # Only now is the application loaded.
    from portal.warm import warm

    warm(server.app.wsgi())
    gc.freeze()
    print(f"Sijill is served on http://{bind}", flush=True)
