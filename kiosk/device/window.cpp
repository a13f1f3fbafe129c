#include "kiosk/device/window.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <optional>

#include <SDL.h>
#include <backends/imgui_impl_sdlrenderer2.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "kiosk/base/log.h"
#include "kiosk/device/event_wait.h"
#include "kiosk/device/page_fit.h"

namespace openday::device {
namespace {

constexpr int kSettleFrames = 2;         // after the last input ImGui needs them to come to rest
constexpr std::chrono::milliseconds kLongestWait{60'000};
constexpr int kAtlasLarge = 2048;        // rows of glyph atlas from which its unused glyphs are thrown out at rest

std::chrono::milliseconds ticks() { return std::chrono::milliseconds(SDL_GetTicks64()); }

void set_hints() {
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
  SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "linear");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

struct SdlVideo {
  bool up = false;
  SdlVideo() { up = SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) == 0; }
  ~SdlVideo() { SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS); }
  SdlVideo(const SdlVideo&) = delete;
  SdlVideo& operator=(const SdlVideo&) = delete;
};

struct ImGuiHolder {
  ImGuiContext* context = nullptr;
  bool renderer = false;
  ~ImGuiHolder() {
    if (!context) return;
    ImGui::SetCurrentContext(context);
    if (renderer) ImGui_ImplSDLRenderer2_Shutdown();
    ImGui::DestroyContext(context);
  }
};

// The largest size of the page's shape that the desktop has room for.
SDL_Point fitting_window(const WindowOptions& options) {
  const bool sideways = options.turn % 2 != 0;
  SDL_Point size{sideways ? options.height : options.width, sideways ? options.width : options.height};
  SDL_Rect usable{};
  const char* driver = SDL_GetCurrentVideoDriver();
  const bool real = driver && std::string_view(driver) != "dummy" && std::string_view(driver) != "offscreen";
  if (real && SDL_GetDisplayUsableBounds(0, &usable) == 0 && usable.w > 0 && usable.h > 0) {
    const double shrink = std::min({1.0, usable.w * 0.96 / size.x, usable.h * 0.94 / size.y});
    size = {static_cast<int>(size.x * shrink), static_cast<int>(size.y * shrink)};
  }
  return size;
}

}  // namespace

struct Window::State {
  WindowOptions options;
  SdlVideo video;
  std::unique_ptr<SDL_Window, decltype(&SDL_DestroyWindow)> window{nullptr, SDL_DestroyWindow};
  std::unique_ptr<SDL_Renderer, decltype(&SDL_DestroyRenderer)> renderer{nullptr, SDL_DestroyRenderer};
  std::unique_ptr<SDL_Texture, decltype(&SDL_DestroyTexture)> page{nullptr, SDL_DestroyTexture};
  ImGuiHolder imgui;
  PageFit fit;
  std::string renderer_name;
  std::unique_ptr<EventWait> events;
  std::optional<SDL_FingerID> finger;    // the primary one; others are not ImGui's
  int settle = kSettleFrames;
  bool lost = false;                     // the renderer lost its targets or textures
  std::uint64_t frames = 0;
  bool keep_picture = false;
  image::RgbaImage picture;

  base::Result<void, WindowError> open();
  bool update_fit();
  void take(const SDL_Event& event, Input& input);
  void take_finger(const SDL_TouchFingerEvent& event, bool down, bool up, Input& input);
  void take_mouse(double x, double y);
  void take_key(const SDL_KeyboardEvent& event, Input& input);
  void recover();
  void render();
  void read_picture();
};

base::Result<void, WindowError> Window::State::open() {
  set_hints();
  if (!video.up) return base::fail(WindowError::no_video, std::string("no display could be opened (") + SDL_GetError() + "): check the screen, or SDL_VIDEODRIVER");
  const SDL_Point size = fitting_window(options);
  const Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | (options.fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE);
  window.reset(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, size.x, size.y, flags));
  if (!window) return base::fail(WindowError::no_window, std::string("no window could be opened: ") + SDL_GetError());
  renderer.reset(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_PRESENTVSYNC | SDL_RENDERER_TARGETTEXTURE));
  if (!renderer) renderer.reset(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_SOFTWARE));
  if (!renderer) return base::fail(WindowError::no_renderer, std::string("no renderer could be started: ") + SDL_GetError());
  SDL_RendererInfo info{};
  SDL_GetRendererInfo(renderer.get(), &info);
  renderer_name = info.name ? info.name : "";
  events = std::make_unique<EventWait>(SDL_GetCurrentVideoDriver());
  if (options.hide_cursor) SDL_ShowCursor(SDL_DISABLE);

  imgui.context = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.MouseDrawCursor = false;
  io.DisplaySize = ImVec2(static_cast<float>(options.width), static_cast<float>(options.height));
  imgui.renderer = ImGui_ImplSDLRenderer2_Init(renderer.get());
  if (info.max_texture_width > 0) ImGui::GetPlatformIO().Renderer_TextureMaxWidth = info.max_texture_width;
  if (info.max_texture_height > 0) ImGui::GetPlatformIO().Renderer_TextureMaxHeight = info.max_texture_height;
  update_fit();
  base::log_info("window {}x{}, driver {}, renderer {}", options.width, options.height, SDL_GetCurrentVideoDriver(), renderer_name);
  return {};
}

// True when the page must go through a texture.
bool Window::State::update_fit() {
  int width = 0, height = 0;
  SDL_GetRendererOutputSize(renderer.get(), &width, &height);
  fit = PageFit(options.width, options.height, width, height, options.turn);
  const bool direct = fit.direct();
  if (direct) page.reset();
  else if (!page) page.reset(SDL_CreateTexture(renderer.get(), SDL_PIXELFORMAT_RGBA32, SDL_TEXTUREACCESS_TARGET, options.width, options.height));
  return !direct;
}

void Window::State::take_finger(const SDL_TouchFingerEvent& event, bool down, bool up, Input& input) {
  if (down && !finger) finger = event.fingerId;
  if (finger != event.fingerId) return;
  const auto at = fit.to_page(event.x, event.y);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(static_cast<float>(at.x), static_cast<float>(at.y));
  if (down) {
    io.AddMouseButtonEvent(0, true);
    input.touched = true;
  }
  if (!up) return;
  io.AddMouseButtonEvent(0, false);
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);  // a finger that left hovers over nothing
  finger.reset();
}

void Window::State::take_mouse(double x, double y) {
  int width = 1, height = 1;
  SDL_GetWindowSize(window.get(), &width, &height);
  const auto at = fit.to_page(x / std::max(width, 1), y / std::max(height, 1));
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(at.x), static_cast<float>(at.y));
}

void Window::State::take_key(const SDL_KeyboardEvent& event, Input& input) {
  const auto add = [&](Key key) { input.keys.push_back({key, {}, std::chrono::milliseconds(event.timestamp)}); };
  switch (event.keysym.sym) {
    case SDLK_RETURN: case SDLK_RETURN2: case SDLK_KP_ENTER: return add(Key::enter);
    case SDLK_TAB: return add(Key::tab);
    case SDLK_BACKSPACE: return add(Key::backspace);
    case SDLK_ESCAPE: return add(Key::escape);
    default: return;
  }
}

void Window::State::take(const SDL_Event& event, Input& input) {
  switch (event.type) {
    case SDL_QUIT: input.quit = true; return;
    case SDL_FINGERDOWN: take_finger(event.tfinger, true, false, input); break;
    case SDL_FINGERMOTION: take_finger(event.tfinger, false, false, input); break;
    case SDL_FINGERUP: take_finger(event.tfinger, false, true, input); break;
    case SDL_MOUSEMOTION:
      if (event.motion.which == SDL_TOUCH_MOUSEID) return;
      take_mouse(event.motion.x, event.motion.y);
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT) return;
      take_mouse(event.button.x, event.button.y);
      ImGui::GetIO().AddMouseButtonEvent(0, event.type == SDL_MOUSEBUTTONDOWN);
      input.touched |= event.type == SDL_MOUSEBUTTONDOWN;
      break;
    case SDL_TEXTINPUT: input.keys.push_back({Key::text, event.text.text, std::chrono::milliseconds(event.text.timestamp)}); return;
    case SDL_KEYDOWN: take_key(event.key, input); return;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      break;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET: lost = true; break;
    default: return;
  }
  settle = kSettleFrames;
}

// Textures are asked for anew: ImGui's atlas and this project's pictures keep their pixels.
void Window::State::recover() {
  base::log_notice("renderer {} lost its textures: made again", renderer_name);
  page.reset();
  ImGui_ImplSDLRenderer2_DestroyDeviceObjects();
  lost = false;
}

void Window::State::read_picture() {
  if (picture.width != options.width || picture.height != options.height) picture = image::RgbaImage(options.width, options.height);
  SDL_RenderReadPixels(renderer.get(), nullptr, SDL_PIXELFORMAT_RGBA32, picture.pixels.data(), options.width * 4);
}

void Window::State::render() {
  const bool through_page = update_fit() && page;
  if (through_page) SDL_SetRenderTarget(renderer.get(), page.get());
  ImGui_ImplSDLRenderer2_RenderDrawData(ImGui::GetDrawData(), renderer.get());
  if (keep_picture) read_picture();
  if (!through_page) return;
  SDL_SetRenderTarget(renderer.get(), nullptr);
  SDL_SetRenderDrawColor(renderer.get(), 0, 0, 0, 255);
  SDL_RenderClear(renderer.get());
  const auto where = fit.unturned();
  const SDL_FRect to{static_cast<float>(where.x), static_cast<float>(where.y), static_cast<float>(where.w), static_cast<float>(where.h)};
  SDL_RenderCopyExF(renderer.get(), page.get(), nullptr, &to, options.turn * 90.0, nullptr, SDL_FLIP_NONE);
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;

base::Result<std::unique_ptr<Window>, WindowError> Window::open(const WindowOptions& options) {
  auto state = std::make_unique<State>();
  state->options = options;
  if (auto opened = state->open(); !opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

Input Window::wait(std::chrono::milliseconds timeout) {
  Input input;
  SDL_Event event;
  if (state_->events->wait(event, std::min(timeout, kLongestWait))) {
    do state_->take(event, input);
    while (SDL_PollEvent(&event) != 0);
  }
  input.woken = state_->events->take_ring();
  return input;
}

void Window::wake() { state_->events->ring(); }

bool Window::needs_frame() const { return state_->settle > 0 || state_->lost || state_->imgui.context->InputEventsQueue.Size > 0; }

void Window::begin_frame(std::chrono::milliseconds delta) {
  ImGui::SetCurrentContext(state_->imgui.context);
  if (state_->lost) state_->recover();
  if (state_->settle > 0) --state_->settle;
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = std::max(0.001f, static_cast<float>(delta.count()) / 1000.0f);
  const ImTextureData* atlas = io.Fonts->TexData;
  if (state_->settle == 0 && atlas && atlas->Height > kAtlasLarge) io.Fonts->CompactCache();
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGui::NewFrame();
}

void Window::end_frame() {
  ImGui::Render();
  state_->render();
  SDL_RenderPresent(state_->renderer.get());
  ++state_->frames;
}

std::uint64_t Window::frames() const { return state_->frames; }
void Window::set_keep_picture(bool keep) { state_->keep_picture = keep; }
const image::RgbaImage& Window::picture() const { return state_->picture; }
const std::string& Window::renderer() const { return state_->renderer_name; }
std::uint32_t Window::sdl_id() const { return SDL_GetWindowID(state_->window.get()); }

void push_finger(const Window& window, Finger does, double page_x, double page_y, std::int64_t finger) {
  const auto& state = *window.state_;
  const auto at = state.fit.to_panel(page_x, page_y);
  SDL_Event event{};
  event.type = does == Finger::down ? SDL_FINGERDOWN : does == Finger::up ? SDL_FINGERUP : SDL_FINGERMOTION;
  event.tfinger.timestamp = static_cast<Uint32>(ticks().count());
  event.tfinger.touchId = 1;
  event.tfinger.fingerId = finger;
  event.tfinger.x = static_cast<float>(at.x);
  event.tfinger.y = static_cast<float>(at.y);
  event.tfinger.windowID = window.sdl_id();
  SDL_PushEvent(&event);
}

void push_tap(const Window& window, double page_x, double page_y) {
  push_finger(window, Finger::down, page_x, page_y);
  push_finger(window, Finger::up, page_x, page_y);
}

void push_text(const Window& window, const std::string& utf8) {
  for (std::size_t from = 0; from < utf8.size();) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    event.text.timestamp = static_cast<Uint32>(ticks().count());
    event.text.windowID = window.sdl_id();
    std::size_t bytes = std::min(utf8.size() - from, sizeof event.text.text - 1);
    while (bytes > 1 && from + bytes < utf8.size() && (static_cast<unsigned char>(utf8[from + bytes]) & 0xC0) == 0x80) --bytes;
    std::copy_n(utf8.data() + from, bytes, event.text.text);
    SDL_PushEvent(&event);
    from += bytes;
  }
}

void push_enter(const Window& window) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.timestamp = static_cast<Uint32>(ticks().count());
  event.key.windowID = window.sdl_id();
  event.key.keysym.sym = SDLK_RETURN;
  SDL_PushEvent(&event);
}

}  // namespace openday::device
