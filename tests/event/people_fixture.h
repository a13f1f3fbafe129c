// Keys, claims and lists that the tests of people share. Invented.
#pragma once

#include "kiosk/event/confirmation.h"
#include "kiosk/event/trust.h"

namespace openday::event {

inline const RegistrationId kRegistration = *parse_registration_id("000102030405060708090a0b0c0d0e0f");
inline const base::Date kEventDay = *base::parse_date("2020-11-17");

inline base::SigningKey root_key() { return base::SigningKey::from_seed({1}); }
inline base::SigningKey issuer_key() { return base::SigningKey::from_seed({2}); }
inline base::SigningKey documents_key() { return base::SigningKey::from_seed({3}); }

inline TrustedKey trusted(const base::SigningKey& key, KeyUse use) {
  return {base::key_id(key.public_key()), key.public_key(), use, std::nullopt};
}

inline Trust codes_trust() {
  Trust out;
  out.version = 1;
  out.root = root_key().public_key();
  out.keys = {trusted(issuer_key(), KeyUse::codes), trusted(documents_key(), KeyUse::documents)};
  return out;
}

inline base::Instant instant(std::string_view text) { return base::parse_rfc3339(text)->at; }

inline Confirmation default_claims() {
  Confirmation out;
  out.event = "YX201117";
  out.registration = kRegistration;
  out.not_before = instant("2020-11-17T00:00:00+08:00");
  out.expires = instant("2020-11-18T00:00:00+08:00");
  out.category = 1;
  return out;
}

}  // namespace openday::event
