"""Every page there is, and what one must be allowed to see it: one table, and nothing is served that is not in it."""

from hub.pages.consent.pages import PAGES as CONSENT
from hub.pages.days.pages import PAGES as DAYS
from hub.pages.home.pages import PAGES as HOME
from hub.pages.incidents.pages import PAGES as INCIDENTS
from hub.pages.kit.pages import PAGES as KIT
from hub.pages.live import PAGES as LIVE
from hub.pages.more.pages import PAGES as MORE
from hub.pages.page import Page
from hub.pages.pauses.pages import PAGES as PAUSES
from hub.pages.people.pages import PAGES as PEOPLE
from hub.pages.setup.pages import PAGES as SETUP
from hub.pages.sign_in.pages import PAGES as SIGN_IN
from hub.pages.support.data_pages import PAGES as DATA
from hub.pages.support.diagnostics_pages import PAGES as DIAGNOSTICS
from hub.pages.support.erase_pages import PAGES as ERASE
from hub.pages.support.pages import PAGES as SUPPORT
from hub.pages.support.restore_pages import PAGES as RESTORE
from hub.pages.trust.pages import PAGES as TRUST
from hub.pages.visit.devices.pages import PAGES as VISIT_DEVICES
from hub.pages.visit.pages import PAGES as VISIT

PAGES: tuple[Page, ...] = (
    *HOME,
    *INCIDENTS,
    *LIVE,
    *SIGN_IN,
    *PEOPLE,
    *SETUP,
    *TRUST,
    *VISIT,
    *DAYS,
    *KIT,
    *PAUSES,
    *CONSENT,
    *MORE,
    *VISIT_DEVICES,
    *SUPPORT,
    *DIAGNOSTICS,
    *DATA,
    *RESTORE,
    *ERASE,
)
