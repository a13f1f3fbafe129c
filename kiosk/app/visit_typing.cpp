// Keys and ink on their way into a field. Engines answer late: what is done meanwhile waits in order, so that fast fingers lose nothing.
#include <algorithm>
#include <utility>

#include "kiosk/app/visit.h"
#include "kiosk/base/utf8.h"
#include "kiosk/text/nine_keys.h"

namespace openday::app {

using ui::IntentKind;
using ui::KeyboardMode;
using ui::Page;

namespace {

constexpr std::string_view kStrokeKeys = "hspnz*";
constexpr std::u32string_view kStrokes = U"一丨丿丶乛＊";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What the key stands for to an engine; empty: it is text.
std::string engine_key(KeyboardMode mode, const std::string& key, bool composing) {
  if (mode == KeyboardMode::pinyin && key.size() == 1 && (is_letter(key[0]) || (key == "'" && composing))) return {static_cast<char>(key[0] | 0x20)};
  if (mode == KeyboardMode::nine_key && key.size() == 1 && ((key[0] >= '2' && key[0] <= '9') || (key == "'" && composing))) return key;
  if (mode != KeyboardMode::stroke) return {};
  const std::u32string sign = base::to_code_points(key);
  const std::size_t at = sign.size() == 1 ? kStrokes.find(sign[0]) : std::u32string_view::npos;
  if (at != std::u32string_view::npos) return {kStrokeKeys[at]};
  return key == "*" ? key : std::string();
}

// The mark behind a reading goes with what it settled: its keys are digits again.
std::string without_last_nine_key(std::string keys) {
  const bool mark = keys.back() == '\'';
  keys.pop_back();
  for (std::size_t at = keys.size(); mark && at-- > 0 && is_letter(keys[at]);) keys[at] = text::key_of(keys[at]);
  return keys;
}

TypingEngine engine_of(KeyboardMode mode) {
  return mode == KeyboardMode::stroke ? TypingEngine::stroke : mode == KeyboardMode::nine_key ? TypingEngine::nine_key : TypingEngine::pinyin;
}

}  // namespace

std::string shown_keys(KeyboardMode mode, std::string_view keys) {
  if (mode != KeyboardMode::stroke) return std::string(keys);
  std::u32string out;
  for (const char key : keys)
    if (const std::size_t at = kStrokeKeys.find(key); at != std::string_view::npos) out += kStrokes[at];
  return base::to_utf8(out);
}

// ---- the keyboard of the page ----

std::vector<KeyboardMode> VisitMachine::keyboard_modes() const {
  using enum KeyboardMode;
  if (state_.page == Page::find_me && !confirms_found()) return {pinyin, handwriting, phone_tail, code};
  if (state_.page == Page::find_me) return state_.door->asked.fact == Fact::number ? std::vector{code} : std::vector{pinyin, handwriting};
  if (types_list_query()) return {pinyin, handwriting, phone_tail};
  if (types_label()) return {pinyin, handwriting, nine_key, stroke, latin, digits};
  if (types_passphrase()) return {latin, digits, symbols};
  if (state_.page != Page::compose || !writes()) return {};
  if (names()) return {pinyin, handwriting, stroke, nine_key, latin};
  if (state_.writing == ui::Writing::address) return {latin, digits, pinyin, handwriting, nine_key, stroke, symbols};
  return {phrases, pinyin, handwriting, nine_key, stroke, latin, symbols, digits};
}

KeyboardMode VisitMachine::keyboard_mode() const {
  const auto modes = keyboard_modes();
  const auto& wanted = state_.typing.wanted;
  if (wanted && std::find(modes.begin(), modes.end(), *wanted) != modes.end()) return *wanted;
  return modes.empty() ? KeyboardMode::pinyin : modes.front();
}

bool VisitMachine::types_directly() const { return state_.page == Page::find_me || types_list_query() || types_passphrase(); }

Compose& VisitMachine::field() {
  if (types_passphrase()) return state_.papers.passphrase;
  if (types_list_query()) return state_.list_search.query;
  if (types_label()) return state_.people.typed;
  return state_.page == Page::find_me ? state_.find.query : composing();
}

void VisitMachine::put(std::string_view text) {
  field().type(text);
  query_changed();
}

// ---- what is done ----

bool VisitMachine::type(const ui::Intent& intent) {
  if (keyboard_modes().empty()) return false;
  TypingProgress& typing = state_.typing;
  const bool waits = intent.kind == IntentKind::press_key || intent.kind == IntentKind::enter_key || intent.kind == IntentKind::draw_ink || intent.kind == IntentKind::text_written;
  if (typing.commits && waits) {
    if (typing.held.size() < kMostHeldIntents) typing.held.push_back(intent);
    return true;
  }
  switch (intent.kind) {
    case IntentKind::press_key: press_key(intent.text); return true;
    case IntentKind::erase_key: erase_key(); return true;
    case IntentKind::enter_key:
      if ((types_directly() || types_label()) && !typing.open()) return false;   // the page's
      enter_key();
      return true;
    case IntentKind::shift_key: typing.upper = !typing.upper; return true;
    case IntentKind::switch_keyboard: switch_keyboard(intent.value); return true;
    case IntentKind::choose_candidate: choose_candidate(intent.value); return true;
    case IntentKind::choose_reading: choose_reading(intent.value); return true;
    case IntentKind::turn_candidates: turn_candidates(intent.value); return true;
    case IntentKind::spread_candidates:
      typing.spread = !typing.spread && typing.page.total > 0;
      if (!typing.spread && typing.page.first > 0) turn_candidates(0);
      return true;
    case IntentKind::draw_ink: draw_ink(intent); return true;
    case IntentKind::clear_ink: typing.drop(); return true;
    // What is still open goes into the text first.
    case IntentKind::text_written: return commit_before(intent);
    case IntentKind::clear_text:
      typing.drop();
      if (!types_directly() && !types_label()) return false;
      if (types_passphrase()) state_.papers.passphrase = PapersProgress{}.passphrase;
      else if (types_list_query()) state_.list_search.query = ListSearch{}.query;
      else if (types_label()) state_.people.typed = PeopleProgress{}.typed;
      else state_.find.query = FindProgress{}.query;   // a name is short: nothing to ask twice
      query_changed();
      return true;
    case IntentKind::add_phrase:
    case IntentKind::opinion_back: typing.drop(); return false;
    default: return false;
  }
}

// True when the intent waits for the engine.
bool VisitMachine::commit_before(const ui::Intent& intent) {
  if (!state_.typing.open()) return false;
  state_.typing.held.push_back(intent);
  commit_first();
  return true;
}

void VisitMachine::press_key(const std::string& key) {
  TypingProgress& typing = state_.typing;
  if (key.empty() || base::count_code_points(key) > 4) return;
  const KeyboardMode mode = keyboard_mode();
  const std::string engine = types_directly() ? std::string() : engine_key(mode, key, !typing.keys.empty());
  if (!engine.empty()) {
    if (typing.keys.size() >= kMostTypedKeys) return;
    typing.keys += engine;
    return ask_candidates(0);
  }
  if (typing.open()) {   // a space takes the first candidate; so does a comma, and stands behind it
    if (key != " ") typing.held.push_back({IntentKind::press_key, state_.id, 0, key, {}});
    return commit_first();
  }
  std::string text = key;
  const bool shifts = mode == KeyboardMode::latin || mode == KeyboardMode::code;   // for one key; what a code's key types then is written on it
  if (shifts && std::exchange(typing.upper, false) && mode == KeyboardMode::latin && text.size() == 1 && is_letter(text[0])) text[0] = static_cast<char>(text[0] & ~0x20);
  put(text);
}

void VisitMachine::erase_key() {
  TypingProgress& typing = state_.typing;
  typing.commits = false;
  typing.held.clear();
  if (!typing.ink.empty()) {
    typing.ink.pop_back();
    typing.page = {};
    return note_ink();
  }
  if (typing.keys.empty()) {
    field().erase();
    return query_changed();
  }
  typing.keys = keyboard_mode() == KeyboardMode::nine_key ? without_last_nine_key(typing.keys) : typing.keys.substr(0, typing.keys.size() - 1);
  ask_candidates(0);
}

void VisitMachine::enter_key() {
  if (state_.typing.open()) return commit_first();
  field().new_line();
}

void VisitMachine::switch_keyboard(int wanted) {
  const auto modes = keyboard_modes();
  const auto mode = static_cast<KeyboardMode>(wanted);
  if (std::find(modes.begin(), modes.end(), mode) == modes.end()) return;
  if (mode != keyboard_mode()) state_.typing.drop();
  state_.typing.wanted = mode;
}

// ---- candidates ----

void VisitMachine::ask_candidates(std::size_t first) {
  TypingProgress& typing = state_.typing;
  if (first == 0) typing.spread = typing.spread && !typing.keys.empty();
  if (typing.keys.empty()) {
    typing.page = {};
    typing.awaited = false;
    return;
  }
  typing.awaited = true;
  effects_.emplace_back(AskCandidates{state_.id, ++typing.serial, engine_of(keyboard_mode()), typing.keys, first, kCandidatesAsked});
}

// The digits it stands for become its letters; the mark behind them ends the syllable.
void VisitMachine::choose_reading(int index) {
  TypingProgress& typing = state_.typing;
  const std::size_t from = typing.keys.find_first_of("23456789"), at = static_cast<std::size_t>(index);
  if (typing.awaited || index < 0 || at >= typing.page.readings.size() || from == std::string::npos) return;
  const std::string& reading = typing.page.readings[at];
  const std::size_t end = std::min(typing.keys.find('\'', from), typing.keys.size());
  const std::size_t length = std::min(reading.size(), end - from);
  std::string keys = typing.keys;
  keys.replace(from, length, reading);
  if (const std::size_t after = from + reading.size(); after == keys.size() || keys[after] != '\'') keys.insert(after, 1, '\'');
  if (keys.size() > kMostTypedKeys) return;
  typing.keys = std::move(keys);
  ask_candidates(0);
}

void VisitMachine::turn_candidates(int first) {
  TypingProgress& typing = state_.typing;
  if (first < 0 || static_cast<std::size_t>(first) >= typing.page.total || typing.keys.empty()) return;
  ask_candidates(static_cast<std::size_t>(first));
}

void VisitMachine::choose_candidate(int number) {
  const TypingProgress& typing = state_.typing;
  if (typing.awaited || number < 0) return;   // they are those of older keys
  const std::size_t at = static_cast<std::size_t>(number) - typing.page.first;
  if (static_cast<std::size_t>(number) < typing.page.first || at >= typing.page.candidates.size()) return;
  take_candidate(at);
}

// Into the field; keys that it does not stand for stay open.
void VisitMachine::take_candidate(std::size_t at) {
  TypingProgress& typing = state_.typing;
  const TypingCandidate chosen = typing.page.candidates[at];
  const std::string left = typing.page.keys.size() > chosen.keys ? typing.page.keys.substr(chosen.keys) : std::string();
  put(chosen.text);
  typing.keys = left;
  typing.ink.clear();
  typing.ink_rests_at.reset();
  typing.page = {};
  typing.spread = false;
  ask_candidates(0);
}

void VisitMachine::commit_first() {
  TypingProgress& typing = state_.typing;
  if (typing.ink_rests_at) read_ink();
  else if (typing.page.first > 0) ask_candidates(0);   // the guest was looking further down
  typing.commits = true;
  if (!typing.awaited) commit_now();
}

// The first candidate, or the keys as they stand; then what was done meanwhile.
void VisitMachine::commit_now() {
  TypingProgress& typing = state_.typing;
  if (!typing.page.candidates.empty() && typing.page.first == 0) {
    take_candidate(0);
    if (!typing.keys.empty() && !typing.held.empty()) return;   // the rest first: its candidates are on their way
  } else {
    const std::string raw = keyboard_mode() == KeyboardMode::stroke ? std::string() : std::exchange(typing.keys, {});
    std::deque<ui::Intent> held = std::move(typing.held);
    typing.drop();
    typing.held = std::move(held);
    if (!raw.empty()) put(raw);
  }
  typing.commits = false;
  for (std::deque<ui::Intent> held = std::exchange(typing.held, {}); !held.empty();) {
    const ui::Intent next = std::move(held.front());
    held.pop_front();
    if (!type(next)) speak(next);
    if (!typing.commits) continue;
    while (!held.empty() && typing.held.size() < kMostHeldIntents) {
      typing.held.push_back(std::move(held.front()));
      held.pop_front();
    }
    return;
  }
}

void VisitMachine::take(const CandidatesAnswer& answer) {
  TypingProgress& typing = state_.typing;
  if (answer.serial != typing.serial || !typing.awaited) return;
  typing.awaited = false;
  typing.page = answer;
  if (typing.keys.empty() && typing.ink.empty()) typing.page = {};
  if (typing.commits) commit_now();
}

// ---- ink ----

// A stroke in the other box of the pad begins the next character: the first candidate of the one before is taken.
void VisitMachine::draw_ink(const ui::Intent& intent) {
  TypingProgress& typing = state_.typing;
  if (keyboard_mode() != KeyboardMode::handwriting || intent.ink.empty()) return;
  if (!typing.ink.empty() && intent.value != typing.ink_box) {
    typing.held.push_back(intent);
    return commit_first();
  }
  if (typing.ink.size() >= kMostInkStrokes) return;
  typing.ink_box = intent.value;
  typing.ink.push_back(intent.ink);
  note_ink();
}

void VisitMachine::note_ink() {
  TypingProgress& typing = state_.typing;
  typing.awaited = false;
  ++typing.serial;   // an answer to less ink comes too late
  typing.ink_rests_at.reset();
  if (!typing.ink.empty()) typing.ink_rests_at = now_ + kInkPauseMs;
}

void VisitMachine::read_ink() {
  TypingProgress& typing = state_.typing;
  typing.ink_rests_at.reset();
  typing.awaited = true;
  effects_.emplace_back(ReadInk{state_.id, ++typing.serial, typing.ink, kCandidatesAsked});
}

}  // namespace openday::app
