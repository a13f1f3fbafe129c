#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <rime_api.h>

#include "tests/bench/typing/peers.h"

namespace openday::bench {
namespace {

class RimePeer final : public text::SentenceSource {
 public:
  explicit RimePeer(const char* schema) : rime_(rime_get_api()) {
    std::string folder = (std::filesystem::temp_directory_path() / "openday-rime-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) std::exit(2);
    folder_ = folder;
    std::ofstream(folder_ / "default.custom.yaml") << "patch:\n  schema_list:\n    - schema: " << schema << "\n  menu/page_size: " << kPage << "\n";
    std::ofstream(folder_ / (std::string(schema) + ".custom.yaml")) << "patch:\n  translator/enable_user_dict: false\n";
    RIME_STRUCT(RimeTraits, traits);
    traits.shared_data_dir = "/usr/share/rime-data";
    traits.user_data_dir = folder_.c_str();
    traits.app_name = "rime.openday-bench";
    traits.min_log_level = 3;
    traits.log_dir = "";
    rime_->setup(&traits);
    rime_->initialize(&traits);
    if (rime_->start_maintenance(True)) rime_->join_maintenance_thread();
    session_ = rime_->create_session();
    rime_->select_schema(session_, schema);
  }
  ~RimePeer() override {
    rime_->destroy_session(session_);
    rime_->finalize();
    std::filesystem::remove_all(folder_);
  }

  std::vector<text::Guess> guess(std::string_view keys, std::size_t most) override {
    if (!keys.starts_with(held_)) reset();
    for (const char key : keys.substr(held_.size())) rime_->process_key(session_, key, 0);
    held_ = keys;
    std::vector<text::Guess> out;
    RimeCandidateListIterator at{};
    if (!rime_->candidate_list_begin(session_, &at)) return out;
    while (out.size() < most && rime_->candidate_list_next(&at)) out.push_back({at.candidate.text, 0});
    rime_->candidate_list_end(&at);
    return out;
  }
  bool add_word(std::string_view, std::string_view) override { return false; }
  void reset() override {
    rime_->clear_composition(session_);
    held_.clear();
  }

 private:
  RimeApi* rime_;
  RimeSessionId session_ = 0;
  std::filesystem::path folder_;
  std::string held_;
};

}  // namespace

Peer open_rime(const char* schema) { return std::make_unique<RimePeer>(schema); }

}  // namespace openday::bench
