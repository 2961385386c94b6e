"""Every table, imported once, so that the metadata is whole."""

import webapp.accounts.models
import webapp.attempts.models
import webapp.audit.models
import webapp.certificates.models
import webapp.desk.models
import webapp.manual.models
import webapp.privacy.models
import webapp.queues.models
import webapp.reading.models
import webapp.scenarios.models
import webapp.search.models
import webapp.sessions.models
import webapp.web.models
import webapp.workbench.models  # noqa: F401 -- imported for what they register
