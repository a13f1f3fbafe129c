// The kiosk's one window: SDL video and renderer, Dear ImGui's context and an own platform layer (imgui_impl_sdl2 is not used:
// it fights with touch, UI-NOTES.md section 3). Fingers and mouse go to ImGui, keys and typed text to the caller (a hand
// scanner types). A page of fixed size is drawn 1:1 where the window has that size, else through a target texture scaled and
// turned into it. Main thread only, except wake(). Every frame is begun and ended by the caller, only when there is reason to:
//   while (running) { input = window.wait(timeout); ...; if (reason || window.needs_frame()) { begin_frame(); draw; end_frame(); } }
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/image/grey_image.h"

namespace openday::device {

enum class WindowError { no_video, no_window, no_renderer };

struct WindowOptions {
  std::string title = "openday";
  int width = 1080, height = 1920;   // of the page, pixels
  bool fullscreen = false;
  bool hide_cursor = false;
  int turn = 0;                      // quarter turns clockwise of the page on the panel: KMSDRM cannot rotate it
};

enum class Key { text, enter, tab, backspace, escape };

struct KeyPress {
  Key key = Key::text;
  std::string text;                  // of Key::text, UTF-8
  std::chrono::milliseconds at{};    // steady clock, when SDL took it
};

struct Input {
  bool quit = false;                 // the window was closed, or SIGINT/SIGTERM came to SDL
  bool touched = false;              // a finger or a mouse button went down
  bool woken = false;                // wake() was called
  std::vector<KeyPress> keys;
};

enum class Finger { down, move, up };

class Window {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<Window>, WindowError> open(const WindowOptions& options);
  ~Window();

  // Returns at the first event, at a wake(), or after `timeout`; takes all that is pending.
  [[nodiscard]] Input wait(std::chrono::milliseconds timeout);
  void wake();                       // any thread

  // Input not yet digested (ImGui takes a burst over several frames), or the picture was lost.
  [[nodiscard]] bool needs_frame() const;
  // `delta`: since the last frame; tests give a fixed one.
  void begin_frame(std::chrono::milliseconds delta = std::chrono::milliseconds(16));
  void end_frame();                  // renders and presents
  [[nodiscard]] std::uint64_t frames() const;  // presented so far

  // The page as the last end_frame() drew it. Call set_keep_picture(true) before that frame.
  void set_keep_picture(bool keep);
  [[nodiscard]] const image::RgbaImage& picture() const;

  [[nodiscard]] const std::string& renderer() const;  // "software", "opengles2": for the log
  [[nodiscard]] std::uint32_t sdl_id() const;         // for events pushed by scripts and tests

 private:
  struct State;
  friend void push_finger(const Window& window, Finger does, double page_x, double page_y, std::int64_t finger);
  explicit Window(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A finger's down and up at a place of the page (pixels), through SDL's queue: scripts and tests take the production path.
void push_tap(const Window& window, double page_x, double page_y);
void push_finger(const Window& window, Finger does, double page_x, double page_y, std::int64_t finger = 1);
void push_text(const Window& window, const std::string& utf8);  // as a keyboard types it
void push_enter(const Window& window);

}  // namespace openday::device
