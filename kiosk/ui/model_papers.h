// Staff: printing and files. A part of the model (model.h).
#pragma once

#include <string>

namespace openday::ui {

enum class PaperKind { sign_in, summary, tallies, results, slips };   // 签到表, 活动简报, 评价汇总, 评分结果, 交办单
enum class PaperFormat { pdf, xlsx, csv };
enum class PaperTarget { stick, printer, bureau };

// What the box is doing about a paper; everything up to `stopped` goes on by itself. handed: with syncd, which sends it when it can; done
// follows when the bureau has it.
enum class PaperStage { idle, making, sealing, copying, printing, out_of_paper, jammed, stopped, done, failed, cancelled, handed };
enum class PaperProblem { none, no_stick, several_sticks, foreign_stick, stick_gone, stick_full, stick_read_only, stick_broken, box_full, no_printer, printer_failed, not_made, no_helper, no_seal_key, bureau_refused, too_large };

struct StaffPapers {
  PaperKind kind = PaperKind::sign_in;
  PaperFormat format = PaperFormat::pdf;
  PaperTarget target = PaperTarget::stick;
  bool has_xlsx = true, has_csv = true;    // of this kind; a printer takes PDF alone
  bool asks_passphrase = false;            // the page is the field and the keyboard
  std::string passphrase;
  bool too_short = false;
  int least = 8;                           // characters of a passphrase
  PaperStage stage = PaperStage::idle;
  PaperProblem problem = PaperProblem::none;
  int percent = 0;
  PaperKind made = PaperKind::sign_in;     // what the stage is about
  PaperTarget made_for = PaperTarget::stick;
  std::string name;                        // the file on the stick or for the bureau, or the printer
  bool pullable = false;                   // unmounted
  bool can_repeat = false;                 // printed in this visit
};
[[nodiscard]] inline bool is_busy(PaperStage stage) { return stage > PaperStage::idle && stage < PaperStage::done; }

// Intent::act of IntentKind::act_on_papers.
enum class PapersAct { choose_kind, choose_format, choose_target, start, seal, cancel, again, back };   // choose_: value

}  // namespace openday::ui
