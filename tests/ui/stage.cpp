#include "tests/ui/stage.h"

#include <cstdlib>
#include <stdexcept>

#include <imgui.h>

namespace openday::tests {

Stage::Stage(const ui::Panel& panel, const std::string& assets, bool motion) {
  ::setenv("SDL_VIDEODRIVER", "dummy", 1);
  ::setenv("SDL_RENDER_DRIVER", "software", 1);
  device::WindowOptions options;
  options.width = panel.width_px;
  options.height = panel.height_px;
  auto window = device::Window::open(options);
  if (!window) throw std::runtime_error(window.error().what);
  window_ = std::move(*window);
  window_->set_keep_picture(true);
  ui_ = std::make_unique<ui::Ui>(ui::UiOptions{panel, assets, motion});
}

ui::Intent Stage::frame(const ui::Model& model, std::chrono::milliseconds now) {
  window_->begin_frame();
  ui::Intent did = ui_->draw(model, now);
  window_->end_frame();
  return did;
}

void Stage::lay_out(const ui::Model& model) {
  window_->begin_frame();
  (void)ui_->draw(model, std::chrono::milliseconds(0));
  ImGui::EndFrame();
}

ui::Intent Stage::show(const ui::Model& model) {
  ui::Intent out;
  std::chrono::milliseconds now{0};
  do {
    (void)window_->wait(std::chrono::milliseconds(0));
    ui::Intent did = frame(model, now += std::chrono::milliseconds(16));
    if (did && (!out || out.kind == ui::IntentKind::touched)) out = std::move(did);
  } while (window_->needs_frame() || ui_->needs_frame());
  return out;
}

bool Stage::tap(const std::string& label) {
  const ui::DrawnTarget* target = shown().find_target(label);
  if (!target) return false;
  device::push_tap(*window_, target->box.x + target->box.w / 2.0, target->box.y + target->box.h / 2.0);
  return true;
}

}  // namespace openday::tests
