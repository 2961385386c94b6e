"""What a WSGI server loads: `webapp.wsgi:app`."""

import os

from webapp.app import create_app
from webapp.settings import Settings

app = create_app(Settings.from_environment(os.environ))
