#include "tests/support/power_cut_vfs.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <stdexcept>
#include <vector>

#include <sqlite3.h>

namespace openday::support {
namespace {

constexpr std::size_t kSector = 512;

struct Range {
  std::size_t from = kSector, to = 0;   // within one sector, written since the last sync
};

struct Node {
  std::vector<char> now, synced;
  std::map<std::size_t, Range> unsynced;   // by sector
  std::unique_ptr<Node> undone;
  std::vector<std::unique_ptr<char[]>> shared;

  void touch(std::size_t from, std::size_t to) {
    for (std::size_t sector = from / kSector; sector * kSector < to; ++sector) {
      Range& range = unsynced[sector];
      range.from = std::min(range.from, std::max(from, sector * kSector) - sector * kSector);
      range.to = std::max(range.to, std::min(to, (sector + 1) * kSector) - sector * kSector);
    }
  }
  void write(const char* bytes, std::size_t size, std::size_t at) {
    if (now.size() < at + size) now.resize(at + size);
    std::memcpy(now.data() + at, bytes, size);
    touch(at, at + size);
  }
  // A journaling file system cuts a file whole or not at all, and what is written afterwards cannot reach the disk without
  // the cut. `lasts`: the cut is on the disk at once; otherwise it, and all after it, is undone unless a sync follows.
  void truncate(std::size_t size, bool lasts) {
    if (size >= now.size()) return now.resize(size);
    if (!lasts && !undone) undone = std::make_unique<Node>(Node{now, synced, unsynced, nullptr, {}});
    now.resize(size);
    synced.resize(std::min(synced.size(), size));
    unsynced.erase(unsynced.lower_bound((size + kSector - 1) / kSector), unsynced.end());
  }
  void sync() {
    synced = now;
    unsynced.clear();
    undone.reset();
  }
};

}  // namespace

struct PowerCutDisk::State {
  std::string name;
  std::mt19937_64 random;
  std::map<std::string, std::shared_ptr<Node>> files;
  std::uint64_t operations = 0, cut_at = 0;
  bool off = false, lies = false;
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;

  // False: the power is gone, or goes with this operation.
  bool operation() {
    if (off) return false;
    ++operations;
    if (cut_at != 0 && operations >= cut_at) off = true;
    return !off;
  }
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); }
  void survive(Node& node, bool garbles);
};

void PowerCutDisk::State::survive(Node& node, bool garbles) {
  if (const auto before = std::move(node.undone)) {
    node.now = std::move(before->now);
    node.synced = std::move(before->synced);
    node.unsynced = std::move(before->unsynced);
  }
  std::vector<char> disk = node.synced;
  const std::size_t least = std::min(node.synced.size(), node.now.size());
  const std::size_t most = std::max(node.synced.size(), node.now.size());
  std::size_t size = least == most ? least : least + below(most - least + 1);
  for (const auto& [sector, range] : node.unsynced) {
    const std::size_t fate = below(garbles ? 3 : 2);
    const std::size_t from = sector * kSector + range.from;
    const std::size_t to = std::min(sector * kSector + range.to, node.now.size());
    if (fate == 0 || from >= to) continue;   // lost, or cut off again later
    if (disk.size() < to) disk.resize(to);
    for (std::size_t i = from; i < to; ++i) disk[i] = fate == 1 ? node.now[i] : static_cast<char>(random());
    size = std::max(size, to);
  }
  disk.resize(std::min(size, most));
  node.now = disk;
  node.sync();
}

namespace {

using State = PowerCutDisk::State;

struct File {
  sqlite3_file base;
  State* disk;
  Node* node;
  bool persists_wal;
};

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

int close(sqlite3_file*) { return SQLITE_OK; }

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  const auto& bytes = file_of(file).node->now;
  if (file_of(file).disk->off) return SQLITE_IOERR_READ;
  const auto start = static_cast<std::size_t>(at);
  const std::size_t wanted = static_cast<std::size_t>(size);
  const std::size_t have = start >= bytes.size() ? 0 : std::min(wanted, bytes.size() - start);
  if (have > 0) std::memcpy(to, bytes.data() + start, have);
  if (have == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + have, 0, wanted - have);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  File& self = file_of(file);
  if (self.disk->off) return SQLITE_IOERR_WRITE;
  const bool through = self.disk->operation();
  // The write during which the power fails reaches the disk as any other unsynced one: in parts.
  self.node->write(static_cast<const char*>(from), static_cast<std::size_t>(size), static_cast<std::size_t>(at));
  return through ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  File& self = file_of(file);
  if (self.disk->off) return SQLITE_IOERR_TRUNCATE;
  const bool through = self.disk->operation();
  self.node->truncate(static_cast<std::size_t>(size), self.disk->below(2) == 0);
  return through ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

int sync(sqlite3_file* file, int) {
  File& self = file_of(file);
  if (!self.disk->operation()) return SQLITE_IOERR_FSYNC;
  if (!self.disk->lies) self.node->sync();
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(file_of(file).node->now.size());
  return SQLITE_OK;
}

int lock(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}

int control(sqlite3_file* file, int what, void* value) {
  if (what != SQLITE_FCNTL_PERSIST_WAL) return SQLITE_NOTFOUND;
  auto* flag = static_cast<int*>(value);
  if (*flag >= 0) file_of(file).persists_wal = *flag != 0;
  *flag = file_of(file).persists_wal ? 1 : 0;
  return SQLITE_OK;
}

int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* file, int index, int size, int extend, void volatile** memory) {
  auto& regions = file_of(file).node->shared;
  *memory = nullptr;
  if (static_cast<std::size_t>(index) >= regions.size() && extend == 0) return SQLITE_OK;
  while (static_cast<std::size_t>(index) >= regions.size()) regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *memory = regions[static_cast<std::size_t>(index)].get();
  return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void barrier(sqlite3_file*) {}
int unmap_shared(sqlite3_file* file, int) {
  file_of(file).node->shared.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{2, close, read, write, truncate, sync, file_size, lock, lock, check_reserved, control, sector_size,
                                      characteristics, map_shared, lock_shared, barrier, unmap_shared, nullptr, nullptr};

State& disk_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  State& disk = disk_of(vfs);
  file->pMethods = nullptr;
  if (disk.off || name == nullptr) return SQLITE_CANTOPEN;
  auto found = disk.files.find(name);
  if (found == disk.files.end()) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    found = disk.files.emplace(name, std::make_shared<Node>()).first;
  }
  file_of(file) = File{{&kMethods}, &disk, found->second.get(), false};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int) {
  State& disk = disk_of(vfs);
  if (!disk.operation()) return SQLITE_IOERR_DELETE;
  return disk.files.erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* exists) {
  *exists = disk_of(vfs).files.contains(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int size, char* out) { return disk_of(vfs).system->xRandomness(disk_of(vfs).system, size, out); }
int sleep(sqlite3_vfs* vfs, int micros) { return disk_of(vfs).system->xSleep(disk_of(vfs).system, micros); }
int julian(sqlite3_vfs* vfs, double* day) { return disk_of(vfs).system->xCurrentTime(disk_of(vfs).system, day); }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

PowerCutDisk::PowerCutDisk(std::string name, std::uint64_t seed) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.name = std::move(name);
  state.random.seed(seed);
  state.system = sqlite3_vfs_find(nullptr);
  state.vfs.iVersion = 1;
  state.vfs.szOsFile = sizeof(File);
  state.vfs.mxPathname = 1024;
  state.vfs.zName = state.name.c_str();
  state.vfs.pAppData = &state;
  state.vfs.xOpen = open;
  state.vfs.xDelete = remove;
  state.vfs.xAccess = access;
  state.vfs.xFullPathname = full_name;
  state.vfs.xRandomness = random_bytes;
  state.vfs.xSleep = sleep;
  state.vfs.xCurrentTime = julian;
  state.vfs.xGetLastError = last_error;
  if (sqlite3_vfs_find(state.vfs.zName) != nullptr || sqlite3_vfs_register(&state.vfs, 0) != SQLITE_OK) {
    throw std::runtime_error("the VFS name " + state.name + " is taken");
  }
}

PowerCutDisk::~PowerCutDisk() { sqlite3_vfs_unregister(&state_->vfs); }

void PowerCutDisk::cut_at(std::uint64_t operation) {
  state_->operations = 0;
  state_->cut_at = operation;
}

void PowerCutDisk::lie_about_sync(bool lies) { state_->lies = lies; }
bool PowerCutDisk::is_cut() const { return state_->off; }
std::uint64_t PowerCutDisk::operations() const { return state_->operations; }

void PowerCutDisk::power_up() {
  const bool garbles = state_->below(4) == 0;
  for (auto& [name, node] : state_->files) {
    state_->survive(*node, garbles);
    node->shared.clear();
  }
  state_->off = false;
  cut_at(0);
}

void PowerCutDisk::write_files() const {
  for (const auto& [name, node] : state_->files) {
    std::ofstream file(name, std::ios::binary | std::ios::trunc);
    file.write(node->now.data(), static_cast<std::streamsize>(node->now.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + name);
  }
}

}  // namespace openday::support
