// What the pages that have a header of their own ask for, and what they are told: a part of messages.h that stays the same when
// such a page learns something. Jobs and news are declared here and made in messages_roll_call.h, messages_places.h ...
#pragma once

#include <cstdint>
#include <memory>

namespace openday::app {

struct RollCallJob;
struct RollCallNews;
struct PlacesJob;
struct PlacesNews;
struct SelfTestJob;
struct SelfTestNews;
struct HandOverJob;
struct HandOverNews;

struct WorkOnRollCall { std::uint64_t visit; std::shared_ptr<const RollCallJob> job; };
struct WorkOnPlaces { std::uint64_t visit; std::shared_ptr<const PlacesJob> job; };
struct WorkOnSelfTest { std::uint64_t visit; std::shared_ptr<const SelfTestJob> job; };
struct WorkOnHandOver { std::uint64_t visit; std::shared_ptr<const HandOverJob> job; };

struct RollCallAnswer { std::uint64_t visit; std::shared_ptr<const RollCallNews> news; };
struct PlacesAnswer { std::uint64_t visit; std::shared_ptr<const PlacesNews> news; };
struct SelfTestAnswer { std::uint64_t visit; std::shared_ptr<const SelfTestNews> news; };
struct HandOverAnswer { std::uint64_t visit; std::shared_ptr<const HandOverNews> news; };

}  // namespace openday::app
