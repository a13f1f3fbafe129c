// The office's subcommands about what boxes fetch and how they become known. As admin.h: they print and return the exit code.
#pragma once

#include <string>

#include "sync/bureau/admin.h"
#include "sync/bureau/hall_store.h"

namespace openday::bureau {

struct PublishFiles {
  std::string kind, file, signature;   // signature empty: FILE.cose
  std::string hall;                    // empty: for every hall
  std::string trust;                   // trust.json to check against; empty: the published one
};
// Refuses what is not signed by a documents key of the trust list, what would not load on a box, and what is older.
[[nodiscard]] int publish(HallStore& store, const Terminal& terminal, const PublishFiles& files);

struct EnrolCodeWish {
  std::string name = "box", hall;
  std::string url, ca;                 // as boxes reach this bureau; ca: PEM, needed for https
  int minutes = 15;
  std::string out;                     // SVG of the QR code; empty: drawn on the terminal
};
[[nodiscard]] int make_enrol_code(HallStore& store, const Terminal& terminal, const EnrolCodeWish& wish);

[[nodiscard]] int list_papers(HallStore& store, const Terminal& terminal);
// The sealed file as the box sent it; `openday unseal` opens it.
[[nodiscard]] int save_paper(HallStore& store, const Terminal& terminal, const std::string& id, const std::string& file);

}  // namespace openday::bureau
