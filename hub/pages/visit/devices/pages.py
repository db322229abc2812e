"""The pages of the steps about devices."""

from hub.pages.page import Page
from hub.pages.visit.devices import pair_pages, place_pages, trial_pages, walk_pages
from hub.pages.visit.in_visit import visit_page

DEVICE = "/visit/pair/device/{address}"
EXAMPLE = "/visit/pair/device/sim-hall-motion"
OUT = "/visit/pair/remove/{address}"
OUT_EXAMPLE = "/visit/pair/remove/sim-hall-motion"

PAGES: tuple[Page, ...] = (
    visit_page("/visit/pair", pair_pages.show),
    visit_page("/visit/pair/open", pair_pages.open_, "POST"),
    visit_page("/visit/pair/close", pair_pages.close, "POST"),
    visit_page("/visit/pair/listen", pair_pages.listen, "POST"),
    visit_page(DEVICE, pair_pages.ask, example=EXAMPLE),
    visit_page(DEVICE, pair_pages.place, "POST", example=EXAMPLE),
    visit_page(f"{DEVICE}/again", pair_pages.ask_again, "POST", example=f"{EXAMPLE}/again"),
    visit_page(OUT, pair_pages.ask_removal, example=OUT_EXAMPLE),
    visit_page(OUT, pair_pages.take_out, "POST", example=OUT_EXAMPLE),
    visit_page("/visit/place", place_pages.show),
    visit_page("/visit/place/moved", place_pages.moved_, "POST"),
    visit_page("/visit/walk", walk_pages.show),
    visit_page("/visit/walk/begin", walk_pages.begin, "POST"),
    visit_page("/visit/walk/leave", walk_pages.leave, "POST"),
    visit_page("/visit/walk/try", walk_pages.try_, "POST"),
    visit_page("/visit/help", trial_pages.show_help),
    visit_page("/visit/fall", trial_pages.show_fall),
    visit_page("/visit/fall/placement", trial_pages.wear, "POST"),
    visit_page("/visit/press", trial_pages.show_press),
    visit_page("/visit/press/answer", trial_pages.say, "POST"),
    visit_page("/visit/test/{step}", trial_pages.ask, "POST", example="/visit/test/help"),
)
