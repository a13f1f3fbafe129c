#include "tests/sim/office.h"

#include <stdexcept>

#include "sync/protocol/limits.h"

namespace openday::sim {
namespace {

// An empty database is the same in every world but for its epoch, which a restart sets when it is missing.
const DiskImage& empty_database(const std::string& folder, const std::string& database) {
  static const DiskImage image = [&] {
    auto& disk = MemoryDisk::instance();
    disk.remove(folder);
    if (!bureau::SqliteStore::open(database, {bureau::Role::server, {}, {}})) throw std::runtime_error("no empty database");
    {
      journal::Database tables(database, journal::Database::Mode::write);
      tables.execute("DELETE FROM meta WHERE name = 'epoch'");
    }
    return disk.copy(folder);
  }();
  return image;
}

}  // namespace

transport::HttpAnswer to_answer(const http::Response& response) {
  transport::HttpAnswer out;
  out.status = response.status;
  out.content_type = response.content_type;
  out.body = response.body;
  for (const auto& [name, value] : response.headers) {
    if (name == protocol::kMark) out.marked = true;
    if (name == "Retry-After") out.retry_after = value;
  }
  return out;
}

Office::Office(std::string folder, const std::vector<base::PublicKey>& boxes, const Mutant* mutant, std::uint64_t seed, bureau::BureauService::Now now,
               std::string ca)
    : folder_(std::move(folder)), database_(folder_ + "bureau.db"), ca_(std::move(ca)), boxes_(boxes), mutant_(mutant), dice_(seed), now_(std::move(now)) {
  begin_anew();
  generation_ = 0;
}

Office::~Office() {
  stop();
  MemoryDisk::instance().revive(folder_);
}

void Office::stop() {
  tables_.reset();
  service_.reset();
  wrapped_.reset();
  halls_.reset();
  store_.reset();
}

void Office::start() {
  MemoryDisk::instance().revive(folder_);
  base::Random16 random{};
  dice_.fill(random);
  auto opened = bureau::SqliteStore::open(database_, {bureau::Role::server, {}, random});
  if (!opened) throw std::runtime_error("the bureau does not open: " + opened.error().what);
  store_ = std::move(*opened);
  if (mutant_ != nullptr && mutant_->store) wrapped_ = mutant_->store(*store_, database_);
  if (mutant_ != nullptr && mutant_->halls) halls_ = mutant_->halls(*store_);
  service_ = std::make_unique<bureau::BureauService>(wrapped_ ? *wrapped_ : *store_, now_, std::function<std::string()>(), halls_ ? halls_.get() : store_.get(), ca_);
}

void Office::enrol() {
  for (const auto& key : boxes_) (void)store_->add_device(key, "box", now_());
}

void Office::back_up() { backups_.push_back(MemoryDisk::instance().copy(folder_)); }

bool Office::restore() {
  if (backups_.empty()) return false;
  stop();
  MemoryDisk::instance().put_back(folder_, backups_[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(backups_.size())))]);
  ++generation_;
  start();
  return true;
}

void Office::begin_anew() {
  stop();
  MemoryDisk::instance().put_back(folder_, empty_database(folder_, database_));
  ++generation_;
  start();
  enrol();
}

std::optional<transport::HttpAnswer> Office::handle(const transport::HttpRequest& request, const std::string& digest, std::uint64_t writes) {
  auto& disk = MemoryDisk::instance();
  if (writes > 0) disk.die_after(folder_, writes);
  auto response = service_->handle({request.method, request.path, {}, std::string(protocol::kContentType),
                                    std::string(protocol::to_string(request.encoding)), request.body, digest});
  if (writes == 0) return to_answer(response);
  stop();
  disk.revive(folder_);
  return std::nullopt;
}

journal::Database& Office::tables() {
  if (!tables_) {
    tables_ = std::make_unique<journal::Database>(database_, journal::Database::Mode::read);
    tables_->execute("PRAGMA trusted_schema = ON");
  }
  return *tables_;
}

std::multiset<std::string> Office::hashes(const base::Uuid& device, const std::string& inc) {
  auto& select = tables().kept("SELECT hash FROM records WHERE chain = (SELECT number FROM chains WHERE device = ?1 AND inc = ?2) UNION ALL"
                               " SELECT hash FROM quarantine WHERE replayed IS NULL AND chain = (SELECT number FROM chains WHERE device = ?1 AND inc = ?2)");
  const auto id = base::to_string(device);
  std::multiset<std::string> out;
  auto rows = select.query(id, inc);
  while (rows.next()) out.insert(rows.text(0));
  return out;
}

}  // namespace openday::sim
