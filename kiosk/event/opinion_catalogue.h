// What opinions are about, and the sentences ready to tap: config/opinions/subjects.toml and assets/phrases/opinions.toml. Both
// are versioned; a subject's id is never reused: one out of use stays with active = false, so that old records keep their name.
// Pure values; every mistake in a file is one sentence with file, line and column.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/event/plan.h"

namespace openday::event {

struct CatalogueSubject {
  std::string id, label, owner;    // registration · 不动产登记 · 不动产登记中心
  bool active = true;
};
struct OpinionCatalogue {
  std::string id;                  // "natural-resources"
  int version = 0;
  std::vector<CatalogueSubject> subjects;
};

struct Phrases {
  int version = 0;
  std::map<std::string, std::vector<std::string>, std::less<>> by_subject;
  std::vector<std::string> comment;   // of a rating
};

enum class OpinionFileError { unreadable, invalid };
[[nodiscard]] base::Result<OpinionCatalogue, OpinionFileError> read_opinion_catalogue(std::string_view toml, std::string file);
[[nodiscard]] base::Result<Phrases, OpinionFileError> read_phrases(std::string_view toml, std::string file);

// What a guest may choose among: the plan's own subjects, else the catalogue's active ones; each with the plan's phrases in
// front of the file's.
[[nodiscard]] std::vector<OpinionSubject> opinion_subjects(const OpinionRules& rules, const OpinionCatalogue& catalogue, const Phrases& phrases);

// The name of a subject that a record carries, active or not; its id where nobody knows it.
[[nodiscard]] std::string subject_label(const Plan& plan, const OpinionCatalogue& catalogue, std::string_view id);

}  // namespace openday::event
