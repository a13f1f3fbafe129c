// The readers of a plan's groups (one table or list of tables each) and the cross-checks between them. Private to plan_reader.
#pragma once

#include "kiosk/event/plan.h"
#include "kiosk/event/plan_reader_table.h"

namespace openday::event {

void read_event(Table& root, Plan& plan);
void read_sites(Table& root, Plan& plan);
void read_sessions(Table& root, Plan& plan);

void read_categories(Table& root, Plan& plan);
void read_eligibility(Table& root, Plan& plan);
void read_registration(Table& root, Plan& plan);
void read_confirmation(Table& root, Plan& plan);
void read_screening(Table& root, Plan& plan);

void read_logistics(Table& root, Plan& plan);
void read_duties(Table& root, Plan& plan);
void read_questionnaires(Table& root, Plan& plan);
void read_opinions(Table& root, Plan& plan);
void read_feedback(Table& root, Plan& plan);
void read_publicity(Table& root, Plan& plan);
void read_privacy(Table& root, Plan& plan);
void read_texts(Table& root, std::span<const std::string_view> text_keys, Plan& plan);

// Reports at a path of the document ("session.0.item.3.site").
class Checker {
 public:
  Checker(const Node& root, Report& report) : root_(root), report_(report) {}
  void error(std::string_view path, std::string message) { report_.error(locate(root_, path), std::move(message)); }
  void warning(std::string_view path, std::string message) { report_.warning(locate(root_, path), std::move(message)); }

 private:
  const Node& root_;
  Report& report_;
};

void check_names(const Plan& plan, Checker& check);       // doubled ids and codes, unknown sites, categories, rows
void check_sessions(const Plan& plan, Checker& check);    // windows, row times, gaps, overlaps, sums
void check_numbers(const Plan& plan, Checker& check);     // quotas, inviting departments, cap
void check_dates(const Plan& plan, Checker& check);       // deadlines, validity, days of preparation

}  // namespace openday::event
