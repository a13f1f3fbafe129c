#include "kiosk/ui/ui.h"

#include <optional>

#include <imgui.h>

#include "kiosk/event/plan.h"
#include "kiosk/ui/keyboard_layout.h"
#include "kiosk/ui/model_self_test.h"
#include "kiosk/ui/model_hand_over.h"
#include "kiosk/ui/motion.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/strings.h"
#include "kiosk/ui/widgets/above.h"

namespace openday::ui {
namespace {

Intent draw_page(const Model& model, ScreenState& state) {
  if (model.staff_mode && model.role == StaffRole::steward && is_for_supervisors(model.page)) return draw_supervisor_only(model, state);
  switch (model.page) {
    case Page::home: return draw_home(model, state);
    case Page::check_in: return draw_check_in(model, state);
    case Page::result: return draw_result(model, state);
    case Page::itinerary: return draw_itinerary(model, state);
    case Page::standing: return draw_standing(model, state);
    case Page::rating: return draw_rating(model, state);
    case Page::choice: return draw_choice(model, state);
    case Page::sheet: return draw_sheet(model, state);
    case Page::rating_way: return draw_rating_way(model, state);
    case Page::opinion_subject: return draw_opinion_subject(model, state);
    case Page::compose: return draw_compose(model, state);
    case Page::opinion_reply: return draw_opinion_reply(model, state);
    case Page::opinion_review: return draw_opinion_review(model, state);
    case Page::receipt: return draw_receipt(model, state);
    case Page::thanks: return draw_thanks(model, state);
    case Page::privacy: return draw_privacy(model, state);
    case Page::notices: return draw_notices(model, state);
    case Page::staff_gate: return draw_staff_gate(model, state);
    case Page::staff_attendance: return draw_attendance(model, state);
    case Page::party: return draw_party(model, state);
    case Page::screening: return draw_screening(model, state);
    case Page::confirm_fact: return draw_confirm_fact(model, state);
    case Page::find_me: return draw_find_me(model, state);
    case Page::staff_walk_in: return draw_walk_in(model, state);
    case Page::staff_override: return draw_override(model, state);
    case Page::staff_programme: return draw_staff_programme(model, state);
    case Page::staff_results: return draw_staff_results(model, state);
    case Page::staff_cases: return draw_staff_cases(model, state);
    case Page::staff_guest: return draw_staff_guest(model, state);
    case Page::staff_conflicts: return draw_staff_conflicts(model, state);
    case Page::staff_papers: return draw_staff_papers(model, state);
    case Page::staff_self_test: return draw_staff_self_test(model, state);
    case Page::staff_roll_call: return draw_staff_roll_call(model, state);
    case Page::staff_places: return draw_staff_places(model, state);
    case Page::staff_more: return draw_staff_more(model, state);
    case Page::staff_hand_over: return draw_staff_hand_over(model, state);
    case Page::staff_line: return draw_staff_line(model, state);
    case Page::staff_people: return draw_staff_people(model, state);
    case Page::out_of_service: return draw_out_of_service(model, state);
  }
  return {};
}

// Which page stands there: what motion and page state hang on.
struct Standing {
  VisitId visit = 0;
  Page page = Page::home;
  int subject = 0;
  Verdict verdict = Verdict::admitted;
  bool operator==(const Standing&) const = default;
};

// Which of the page's parts, where it has several.
int part_of(const Model& model) {
  switch (model.page) {
    case Page::rating: return model.rating.index;
    case Page::sheet: return model.sheet.step == SheetStep::item ? model.sheet.index : -1 - static_cast<int>(model.sheet.step);
    case Page::screening: return model.screening.index;
    case Page::find_me: return static_cast<int>(model.find.fact);
    case Page::staff_papers: return model.papers.asks_passphrase ? 1 : 0;
    case Page::staff_self_test: return model.self_test ? static_cast<int>(model.self_test->step) : 0;
    case Page::staff_hand_over: return model.hand_over && model.hand_over->asks_passphrase ? 1 : model.hand_over && model.hand_over->stage == HandOverStage::preview ? 2 : 0;
    default: return 0;
  }
}

Standing standing_of(const Model& model) {
  return {model.visit, model.page, part_of(model), model.page == Page::result ? model.result.verdict : Verdict::admitted};
}

// Moves and fades what was drawn from vertex `from` on.
void move_content(ImDrawList& list, int from, float down_px, float alpha) {
  for (int i = from; i < list.VtxBuffer.Size; ++i) {
    ImDrawVert& vertex = list.VtxBuffer[i];
    vertex.pos.y += down_px;
    const auto a = static_cast<float>((vertex.col >> IM_COL32_A_SHIFT) & 0xFF) * alpha;
    vertex.col = (vertex.col & ~IM_COL32_A_MASK) | (static_cast<ImU32>(a + 0.5f) << IM_COL32_A_SHIFT);
  }
}

}  // namespace

struct Ui::State {
  UiOptions options;
  Fonts fonts;
  Strings chinese, english;
  std::shared_ptr<const Wording> wording;          // what the two below were made with
  Strings worded_chinese, worded_english;
  Theme theme;
  Registry registry;
  KeyboardLayouts keyboards;
  Motion motion;
  PageState own;
  bool again = false;                              // the page wants a frame soon
  std::optional<Standing> standing;
  std::vector<std::string> problems;
  Textures textures;

  explicit State(const UiOptions& given)
      : options(given), fonts(given.assets / "fonts.toml"), chinese(Strings::load(given.assets / "strings" / "zh-CN.toml")),
        english(Strings::load(given.assets / "strings" / "en.toml")),
        worded_chinese(chinese), worded_english(english), theme(given.panel), keyboards(KeyboardLayouts::load(given.assets / "keyboards")) {
    for (const auto* list : {&fonts.problems(), &chinese.problems(), &english.problems(), &keyboards.problems()}) problems.insert(problems.end(), list->begin(), list->end());
    motion.enable(given.motion);
  }

  void follow(const Model& model, std::chrono::milliseconds now);
};

void Ui::State::follow(const Model& model, std::chrono::milliseconds now) {
  if (model.wording != wording) {
    wording = model.wording;
    worded_chinese = wording ? chinese.worded(*wording, {}) : chinese;
    worded_english = wording ? english.worded(*wording, event::kEnglishTexts) : english;
  }
  const bool low = model.low_reach && !model.staff_mode && theme.can_reach_low();   // staff stand
  const bool large = model.large_type && (!model.staff_mode || staff_type_grows(options.panel));
  if (large != theme.large_type() || model.high_contrast != theme.high_contrast() || low != theme.low_reach())
    theme = Theme(options.panel, large, model.high_contrast, low);
  const Standing next = standing_of(model);
  if (standing != next) {
    own = PageState{};
    if (standing && !model.high_contrast) motion.start(now, model.page == Page::result);
    standing = next;
  }
  motion.advance(now);
}

Ui::Ui(const UiOptions& options) : state_(std::make_unique<State>(options)) {}
Ui::~Ui() = default;

Intent Ui::draw(const Model& model, std::chrono::milliseconds now) {
  State& s = *state_;
  s.follow(model, now);
  s.registry.begin_frame();
  s.textures.begin_frame();
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::Begin("page", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRectFullScreen();
  Painter painter(s.theme, s.fonts, model.language == Language::zh ? s.worded_chinese : s.worded_english, s.textures, s.registry, list);
  ScreenState screen{painter, s.own, s.motion.tick(), s.keyboards, now};
  const bool overlay = has_overlay(model);
  painter.set_enabled(!overlay);
  draw_above(model, screen);
  Intent did = draw_page(model, screen);
  if (s.motion.running()) move_content(list, screen.content_from, painter.px(s.motion.slide()), s.motion.alpha());
  if (overlay) {
    painter.set_enabled(true);
    did = draw_overlay(model, screen);
  }
  s.again = screen.again;
  if (!did && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) did = intent(model, IntentKind::touched);
  list.PopClipRect();
  ImGui::End();
  ImGui::PopStyleVar(2);
  return did;
}

bool Ui::needs_frame() const { return state_->motion.running() || state_->again; }
void Ui::set_motion(bool on) { state_->motion.enable(on); }
const Registry& Ui::registry() const { return state_->registry; }
const std::vector<std::string>& Ui::problems() const { return state_->problems; }
bool Ui::can_write_chinese() const { return state_->fonts.has_chinese(); }

}  // namespace openday::ui
