// How a page of fixed size lies in a window of another: centred, as large as it fits, turned by quarter turns. Pure.
#pragma once

namespace openday::device {

struct Place {
  double x = 0, y = 0;
};

class PageFit {
 public:
  PageFit() = default;
  PageFit(int page_w, int page_h, int panel_w, int panel_h, int quarter_turns);

  [[nodiscard]] bool direct() const { return direct_; }  // page and panel agree pixel by pixel
  // 0..1 of the panel (as touch panels report) to page pixels, and back.
  [[nodiscard]] Place to_page(double u, double v) const;
  [[nodiscard]] Place to_panel(double x, double y) const;
  struct Box {
    double x, y, w, h;
  };
  // Where the page goes before it is turned about its own centre (SDL_RenderCopyEx), panel pixels.
  [[nodiscard]] Box unturned() const;

 private:
  double page_w_ = 1, page_h_ = 1, panel_w_ = 1, panel_h_ = 1, scale_ = 1;
  int turns_ = 0;
  bool direct_ = true;
};

}  // namespace openday::device
