#include "tests/sim/memory_disk.h"

#include <cstring>
#include <memory>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include <sqlite3.h>

namespace openday::sim {
namespace {

struct Machine {
  std::uint64_t left = 0;      // operations until it dies; 0: it does not
  bool dead = false;
};

struct Node {
  std::vector<char> bytes;
  std::vector<std::unique_ptr<char[]>> shared;   // the wal-index, while a connection has it mapped
  int mapped = 0;
};

bool under(std::string_view name, std::string_view prefix) { return name.substr(0, prefix.size()) == prefix; }

void leave_a_mark(const std::string& name) {
  const int fd = ::open(name.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
  if (fd >= 0) ::close(fd);
}

}  // namespace

struct MemoryDisk::State {
  std::map<std::string, std::shared_ptr<Node>, std::less<>> files;
  std::map<std::string, Machine, std::less<>> machines;
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;

  Machine* machine_of(std::string_view name) {
    for (auto& [prefix, machine] : machines) {
      if (under(name, prefix)) return &machine;
    }
    return nullptr;
  }
  // False: the process that wanted this operation is dead.
  bool operation(std::string_view name) {
    Machine* machine = machine_of(name);
    if (machine == nullptr) return true;
    if (machine->left > 0 && --machine->left == 0) machine->dead = true;
    return !machine->dead;
  }
};

namespace {

using State = MemoryDisk::State;

struct File {
  sqlite3_file base;
  State* disk;
  Node* node;
  const char* name;            // of the map's key: files are only removed with their connections closed
  bool persists_wal, mapped;
};

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
std::size_t size_of(sqlite3_int64 number) { return static_cast<std::size_t>(number); }

int close(sqlite3_file*) { return SQLITE_OK; }

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  const auto& bytes = file_of(file).node->bytes;
  const std::size_t start = size_of(at), wanted = size_of(size);
  const std::size_t have = start >= bytes.size() ? 0 : std::min(wanted, bytes.size() - start);
  if (have > 0) std::memcpy(to, bytes.data() + start, have);
  if (have == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + have, 0, wanted - have);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  File& self = file_of(file);
  if (!self.disk->operation(self.name)) return SQLITE_IOERR_WRITE;
  auto& bytes = self.node->bytes;
  const std::size_t end = size_of(at) + size_of(size);
  if (bytes.size() < end) bytes.resize(end);
  std::memcpy(bytes.data() + at, from, size_of(size));
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  File& self = file_of(file);
  if (!self.disk->operation(self.name)) return SQLITE_IOERR_TRUNCATE;
  if (size_of(size) < self.node->bytes.size()) self.node->bytes.resize(size_of(size));
  return SQLITE_OK;
}

int sync(sqlite3_file* file, int) { return file_of(file).disk->operation(file_of(file).name) ? SQLITE_OK : SQLITE_IOERR_FSYNC; }

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(file_of(file).node->bytes.size());
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

int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared(sqlite3_file* file, int index, int size, int extend, void volatile** memory) {
  File& self = file_of(file);
  auto& regions = self.node->shared;
  *memory = nullptr;
  if (!self.mapped) ++self.node->mapped, self.mapped = true;
  if (size_of(index) >= regions.size() && extend == 0) return SQLITE_OK;
  while (size_of(index) >= regions.size()) regions.push_back(std::make_unique<char[]>(size_of(size)));
  *memory = regions[size_of(index)].get();
  return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void barrier(sqlite3_file*) {}
int unmap_shared(sqlite3_file* file, int) {
  File& self = file_of(file);
  if (self.mapped && --self.node->mapped == 0) self.node->shared.clear();
  self.mapped = false;
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{2, close, read, write, truncate, sync, file_size, lock, lock, check_reserved, control, sector_size,
                                      characteristics, map_shared, lock_shared, barrier, unmap_shared, nullptr, nullptr};

State& disk_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  State& disk = disk_of(vfs);
  file->pMethods = nullptr;
  if (name == nullptr) return SQLITE_CANTOPEN;   // temp_store is memory
  auto found = disk.files.find(std::string_view(name));
  if (found == disk.files.end()) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    found = disk.files.emplace(name, std::make_shared<Node>()).first;
    leave_a_mark(name);
  }
  file_of(file) = File{{&kMethods}, &disk, found->second.get(), found->first.c_str(), false, false};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* name, int) {
  State& disk = disk_of(vfs);
  if (!disk.operation(name)) return SQLITE_IOERR_DELETE;
  const auto found = disk.files.find(std::string_view(name));
  if (found == disk.files.end()) return SQLITE_IOERR_DELETE_NOENT;
  disk.files.erase(found);
  ::unlink(name);
  return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* exists) {
  *exists = disk_of(vfs).files.contains(std::string_view(name)) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs* vfs, int size, char* out) { return disk_of(vfs).system->xRandomness(disk_of(vfs).system, size, out); }
int sleep(sqlite3_vfs*, int micros) { return micros; }
int julian(sqlite3_vfs* vfs, double* day) { return disk_of(vfs).system->xCurrentTime(disk_of(vfs).system, day); }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

MemoryDisk::MemoryDisk() : state_(new State) {
  state_->system = sqlite3_vfs_find(nullptr);
  auto& vfs = state_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(File);
  vfs.mxPathname = 1024;
  vfs.zName = "memory-disk";
  vfs.pAppData = state_;
  vfs.xOpen = open;
  vfs.xDelete = remove_file;
  vfs.xAccess = access;
  vfs.xFullPathname = full_name;
  vfs.xRandomness = random_bytes;
  vfs.xSleep = sleep;
  vfs.xCurrentTime = julian;
  vfs.xGetLastError = last_error;
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("no memory disk");
}

// SQLite may close connections after main ends, so it is never torn down.
MemoryDisk& MemoryDisk::instance() {
  static MemoryDisk disk;
  return disk;
}

void MemoryDisk::die_after(std::string_view prefix, std::uint64_t writes) { state_->machines[std::string(prefix)] = {writes, false}; }

bool MemoryDisk::is_dead(std::string_view prefix) const {
  const auto found = state_->machines.find(prefix);
  return found != state_->machines.end() && found->second.dead;
}

void MemoryDisk::revive(std::string_view prefix) {
  if (const auto found = state_->machines.find(prefix); found != state_->machines.end()) state_->machines.erase(found);
}

DiskImage MemoryDisk::copy(std::string_view prefix) const {
  DiskImage image;
  for (auto each = state_->files.lower_bound(prefix); each != state_->files.end() && under(each->first, prefix); ++each) {
    image.emplace(each->first.substr(prefix.size()), each->second->bytes);
  }
  return image;
}

void MemoryDisk::put_back(std::string_view prefix, const DiskImage& image) {
  remove(prefix);
  for (const auto& [name, bytes] : image) {
    auto node = std::make_shared<Node>();
    node->bytes = bytes;
    leave_a_mark(std::string(prefix) + name);
    state_->files[std::string(prefix) + name] = std::move(node);
  }
}

void MemoryDisk::remove(std::string_view prefix) {
  for (auto each = state_->files.lower_bound(prefix); each != state_->files.end() && under(each->first, prefix);) {
    if (each->second->mapped > 0) throw std::runtime_error(each->first + " is open");
    ::unlink(each->first.c_str());
    each = state_->files.erase(each);
  }
}

}  // namespace openday::sim
