#include "kiosk/app/camera_watch.h"

#include <utility>

#include "kiosk/app/tuning.h"
#include "kiosk/base/log.h"

namespace openday::app {

void CameraWatch::take(scan::ScanEvent& event, scan::MonoTime now) {
  if (auto* changed = std::get_if<scan::DeviceChanged>(&event)) {
    const bool camera = changed->source == scan::ScanSource::camera;
    if (changed->working) base::log_notice("{}: {}", camera ? "camera" : "hand scanner", changed->what);
    else base::log_warning("{}: {}", camera ? "camera" : "hand scanner", changed->what);
    if (!camera) return;
    view_.state = changed->working ? ui::CameraState::ok : ui::CameraState::missing;
    view_.message = changed->working ? std::string() : changed->what;
    if (!changed->working) view_.image.reset();
  } else if (auto* preview = std::get_if<scan::Preview>(&event)) {
    auto picture = std::make_shared<ui::GreyImage>();
    picture->width = preview->picture.width;
    picture->height = preview->picture.height;
    picture->pixels = std::move(preview->picture.pixels);
    view_.image = std::move(picture);
    ++view_.image_serial;
    view_.code_like = preview->code_like;
    picture_until_ = now + kPictureGone;
  }
}

bool CameraWatch::tick(scan::MonoTime now) {
  if (!picture_until_ || now < *picture_until_) return false;
  picture_until_.reset();
  view_.code_like = false;
  view_.image.reset();
  return true;
}

}  // namespace openday::app
