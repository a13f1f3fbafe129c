#include "kiosk/app/loudspeaker.h"

#include <utility>

namespace openday::app {

void Loudspeaker::follow(const VisitMachine& machine, const base::Moment& now, Cause cause) {
  const Hearing hearing = hearing_of(machine, now);
  const Cues cues = cues_between(before_.value_or(hearing), hearing, cause);
  before_ = hearing;
  if (!cues.effect.empty() && limit_.allows(cues.effect, now.mono_ms)) sound_->play(device::Channel::effect, {cues.effect});
  if (!cues.prompt.empty() && limit_.allows(cues.prompt, now.mono_ms)) sound_->play(device::Channel::voice, {cues.prompt});
  else if (cues.hush) sound_->stop(device::Channel::voice);
}

Cause cause_of(const ui::Intent& intent) {
  const bool silent = intent.kind == ui::IntentKind::touched || intent.kind == ui::IntentKind::draw_ink;   // a brush does not knock
  return silent ? Cause::touch : Cause::tap;
}

}  // namespace openday::app
