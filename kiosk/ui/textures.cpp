#include "kiosk/ui/textures.h"

#include <algorithm>
#include <cstring>

#include <imgui.h>
#include <imgui_internal.h>

namespace openday::ui {
namespace {

constexpr int kLargePixels = 200'000;   // from here on a picture counts as large
constexpr std::size_t kLargeKept = 5;   // a page shows at most two; the rest saves making them again
constexpr std::size_t kSmallKept = 400; // strokes, corners, shadows: a page shows about fifty

void copy_into(ImTextureData& data, const Pixels& pixels) { std::memcpy(data.GetPixels(), pixels.rgba.data(), pixels.rgba.size()); }

}  // namespace

struct Textures::Entry {
  ImTextureData data;
  std::uint64_t used = 0, serial = 0;
  [[nodiscard]] bool large() const { return data.Width * data.Height > kLargePixels; }
};

Textures::Textures() = default;

// The renderer frees its own copies when it goes; ImGui must not look at these any more.
Textures::~Textures() {
  const auto let_go = [](ImTextureData& data) {
    ImGui::UnregisterUserTexture(&data);
    ImGui::GetPlatformIO().Textures.find_erase(&data);
  };
  for (auto& [name, entry] : entries_) let_go(entry->data);
  for (auto& entry : retired_) let_go(entry->data);
}

Textures::Entry& Textures::insert(const std::string& name, const Pixels& pixels) {
  auto entry = std::make_unique<Entry>();
  entry->data.Create(ImTextureFormat_RGBA32, pixels.width, pixels.height);
  entry->data.UseColors = true;
  entry->data.Status = ImTextureStatus_WantCreate;
  copy_into(entry->data, pixels);
  ImGui::RegisterUserTexture(&entry->data);
  return *(entries_[name] = std::move(entry));
}

void Textures::retire(std::unique_ptr<Entry> entry) {
  entry->data.Status = entry->data.TexID == ImTextureID_Invalid ? ImTextureStatus_Destroyed : ImTextureStatus_WantDestroy;
  entry->data.UnusedFrames = 1;
  retired_.push_back(std::move(entry));
}

void Textures::begin_frame() {
  ++frame_;
  std::erase_if(retired_, [](const std::unique_ptr<Entry>& entry) {
    if (entry->data.Status != ImTextureStatus_Destroyed) return false;
    ImGui::UnregisterUserTexture(&entry->data);
    ImGui::GetPlatformIO().Textures.find_erase(&entry->data);
    return true;
  });
  for (auto& [name, entry] : entries_)  // the renderer lost its textures: ask again
    if (entry->data.Status == ImTextureStatus_Destroyed) entry->data.Status = ImTextureStatus_WantCreate;
  if (entries_.size() > kSmallKept)
    for (auto it = entries_.begin(); it != entries_.end();) {
      if (it->second->large() || it->second->used + 1 >= frame_) {
        ++it;
        continue;
      }
      retire(std::move(it->second));
      it = entries_.erase(it);
    }
  for (;;) {
    auto oldest = entries_.end();
    std::size_t large = 0;
    for (auto it = entries_.begin(); it != entries_.end(); ++it) {
      if (!it->second->large()) continue;
      ++large;
      if (oldest == entries_.end() || it->second->used < oldest->second->used) oldest = it;
    }
    if (large <= kLargeKept || oldest->second->used + 1 >= frame_) return;
    retire(std::move(oldest->second));
    entries_.erase(oldest);
  }
}

ImTextureData* Textures::get(const std::string& name, const std::function<Pixels()>& make) {
  const auto found = entries_.find(name);
  Entry& entry = found != entries_.end() ? *found->second : insert(name, make());
  entry.used = frame_;
  return &entry.data;
}

ImTextureData* Textures::get_changing(const std::string& name, std::uint64_t serial, const std::function<Pixels()>& make) {
  auto found = entries_.find(name);
  if (found != entries_.end() && found->second->serial == serial) {
    found->second->used = frame_;
    return &found->second->data;
  }
  const Pixels pixels = make();
  if (found != entries_.end() && (found->second->data.Width != pixels.width || found->second->data.Height != pixels.height)) {
    retire(std::move(found->second));
    entries_.erase(found);
    found = entries_.end();
  }
  Entry& entry = found != entries_.end() ? *found->second : insert(name, pixels);
  if (found != entries_.end()) {
    copy_into(entry.data, pixels);
    if (entry.data.Status == ImTextureStatus_OK) {
      const ImTextureRect all{0, 0, static_cast<unsigned short>(pixels.width), static_cast<unsigned short>(pixels.height)};
      entry.data.Updates.resize(0);
      entry.data.Updates.push_back(all);
      entry.data.UpdateRect = entry.data.UsedRect = all;
      entry.data.Status = ImTextureStatus_WantUpdates;
    }
  }
  entry.serial = serial;
  entry.used = frame_;
  return &entry.data;
}

}  // namespace openday::ui
