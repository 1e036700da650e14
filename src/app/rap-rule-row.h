/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_RULE_ROW (rap_rule_row_get_type ())
G_DECLARE_FINAL_TYPE (RapRuleRow, rap_rule_row, RAP, RULE_ROW, AdwComboRow)

/**
 * RapRuleRow:
 *
 * By which rule people are named for what is said in a seminar, or in one session of it. It shows what the archive has,
 * and says what the rule means. Before the Chatham House Rule takes anything away it asks.
 */

/**
 * rap_rule_row_set_session:
 * @seminar_id: a seminar
 * @session_id: one of its sessions, which can also have the rule of the seminar; or 0 for the seminar itself
 *
 * Says whose rule it is.
 */
void rap_rule_row_set_session (RapRuleRow *self, RapStore *store, gint64 seminar_id, gint64 session_id);

G_END_DECLS
