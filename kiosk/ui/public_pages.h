// What pages that guests see are called where they are not shown: in a call for help on staff's page, and by the key of their spoken
// prompt (assets/sounds/prompts.toml). Staff's pages are in no such list.
#pragma once

#include <array>

#include "kiosk/ui/page.h"
#include "kiosk/ui/text_ids.h"

namespace openday::ui {

struct PublicPage {
  Page page;
  Text where;
  const char* prompt;   // empty: nothing is said there, or what is said hangs on more than the page (app/cues.cpp)
};

inline constexpr std::array kPublicPages{
    PublicPage{Page::home, Text::where_home, "home"},
    PublicPage{Page::standing, Text::where_home, ""},
    PublicPage{Page::check_in, Text::where_check_in, "check_in"},
    PublicPage{Page::result, Text::where_result, ""},
    PublicPage{Page::find_me, Text::where_find_me, "find_me"},
    PublicPage{Page::itinerary, Text::where_itinerary, "itinerary"},
    PublicPage{Page::rating_way, Text::where_rating, "rating_way"},
    PublicPage{Page::rating, Text::where_rating, "rating"},
    PublicPage{Page::choice, Text::where_rating, "choice"},
    PublicPage{Page::sheet, Text::where_sheet, "sheet"},
    PublicPage{Page::opinion_subject, Text::where_opinion, "opinion_subject"},
    PublicPage{Page::compose, Text::where_compose, "compose"},
    PublicPage{Page::opinion_reply, Text::where_opinion, "opinion_reply"},
    PublicPage{Page::opinion_review, Text::where_opinion, "opinion_review"},
    PublicPage{Page::receipt, Text::where_receipt, "receipt"},
    PublicPage{Page::thanks, Text::where_thanks, "thanks"},
    PublicPage{Page::privacy, Text::where_privacy, "privacy"},
    PublicPage{Page::notices, Text::where_notices, "notices"},
    PublicPage{Page::party, Text::where_party, "party"},
    PublicPage{Page::screening, Text::where_screening, "screening"},
    PublicPage{Page::confirm_fact, Text::where_confirm_fact, "confirm_fact"},
    PublicPage{Page::out_of_service, Text::where_out_of_service, "out_of_service"},
};

// Null for a page that is not in the list.
[[nodiscard]] constexpr const PublicPage* public_page(Page page) {
  for (const PublicPage& one : kPublicPages)
    if (one.page == page) return &one;
  return nullptr;
}

}  // namespace openday::ui
