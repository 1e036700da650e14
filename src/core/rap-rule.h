/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-attribution.h"
#include "rap-line.h"
#include "rap-store.h"

G_BEGIN_DECLS

/* The rule by which people are named for what was said: of a session, or where that says nothing of its seminar. Under
 * `none`, the Chatham House Rule, nobody's name is kept with what was said, so going there takes names away for good,
 * and there is no way back for what was said under it. */

/**
 * RapRuleLoss:
 * @n_points: points that name somebody: who said it, who is to do it, or within the text
 * @n_people: how many people these are
 * @n_texts: texts in which names are replaced by `[name]`
 * @n_speakers: points said by a speaker, which become the floor's
 * @n_steps: steps of the history that end, for they could bring names back
 *
 * What the Chatham House Rule takes away from sessions.
 */
typedef struct
{
  gint64 n_points;
  gint64 n_people;
  gint64 n_texts;
  gint64 n_speakers;
  gint64 n_steps;
} RapRuleLoss;

/** rap_rule_of_session: Returns: the rule that holds in a session */
RapAttribution rap_rule_of_session (RapDb *db, gint64 session_id);

/**
 * rap_rule_strike_line:
 * @line: a line that may have been read before its session came under `none`
 *
 * Does with a line that is being recorded what coming under `none` does with what was recorded: nobody belongs to it,
 * and `[name]` stands for the names in its text.
 *
 * Returns: (transfer full) (nullable): what may be kept of it, %NULL if that is all
 */
RapLine *rap_rule_strike_line (RapDb *db, gint64 session_id, const RapLine *line);

/** rap_rule_look: tells what would be taken away from one session */
void rap_rule_look (RapDb *db, gint64 session_id, RapRuleLoss *loss);

/** rap_rule_look_seminar: tells what would be taken away from those sessions of a seminar that have no rule of their
 * own
 */
void rap_rule_look_seminar (RapDb *db, gint64 seminar_id, RapRuleLoss *loss);

/**
 * rap_rule_set:
 * @session_id: a session
 * @rule: `named`, `syndicate`, `none`, or %NULL for its seminar's
 * @error: return location: %RAP_ERROR_CONFLICT for a way back from `none` where something was said
 *
 * Gives a session its rule. To a session that comes under `none` by it this is an erase: names are taken from what was
 * said, from the unfinished line and from the free space of the file, and the history of the seminar ends, so that none
 * comes back. Anything else is an ordinary step.
 *
 * Returns: whether it is on disk
 */
gboolean rap_rule_set (RapStore *store, gint64 session_id, const char *rule, GError **error);

/**
 * rap_rule_set_seminar:
 * @rule: `named`, `syndicate` or `none`
 *
 * Gives a seminar the rule of those sessions that have none of their own; otherwise as rap_rule_set(). When it leaves
 * `none`, sessions in which something was said keep it as their own.
 *
 * Returns: whether it is on disk
 */
gboolean rap_rule_set_seminar (RapStore *store, gint64 seminar_id, const char *rule, GError **error);

/**
 * rap_rule_list_copies:
 *
 * Returns: (transfer full): the names of copies beside the archive that were made before it was brought to a newer
 * version: they still hold what was taken away
 */
char **rap_rule_list_copies (RapDb *db);

G_END_DECLS
