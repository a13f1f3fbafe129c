// ID numbers and mobile phones in a free text, hidden before it is stored (DOMAIN.md "People": neither is collected; one that a
// guest pasted into an opinion is recognised). Pure; time linear in the length of the text.
//   mobile phone  11 digits ^1[3-9]\d{9}$, also after +86, 0086 or 86: the first three and the last four stay, 138****5678
//   ID number     18 characters with the check character of GB 11643-1999 (ISO 7064 MOD 11-2), a province's code and a date
//                 of birth; or the 15 digits in use until 2013. The first three and the last two stay, 640*************1X
// Digits may be full-width, and may stand in groups with blanks, strokes or invisible characters between them. Landlines, dates,
// sums of money, areas, case numbers and other registrations' numbers stay as they are: a phone in groups is taken only where
// the groups are those people write (3-4-4, 3-8, one by one ...), never out of the middle of a longer number.
#pragma once

#include <string>
#include <string_view>

namespace openday::event {

struct MaskedText {
  std::string text;
  int phones = 0, id_numbers = 0;   // hidden in it
};
[[nodiscard]] MaskedText mask_numbers(std::string_view text);

// GB 11643-1999: 17 digits and their check character (a small x counts as X), first two of a province, digits 7..14 a date.
[[nodiscard]] bool is_id_number(std::string_view eighteen);

}  // namespace openday::event
