/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/** rap_history_count_bound: Returns: how many steps rap_history_forget() would let go of, its own aside */
gint64 rap_history_count_bound (RapDb *db, gint64 seminar_id);

/**
 * rap_history_forget:
 * @seq: a step of this transaction
 *
 * Lets go of what is known of how to take back @seq and every step about the seminar, about none, or about another one
 * that changed what was said in this one, of which only @seq itself stays in the list, and has the search index forget
 * the words it no longer needs. After the transaction rap_history_purge() is due.
 *
 * Returns: whether that was done
 */
gboolean rap_history_forget (RapDb *db, gint64 seminar_id, gint64 seq, GError **error);

/**
 * rap_history_purge:
 *
 * If something was forgotten, clears the free space of the file of it. While another process uses the archive that
 * cannot be done; it stays due, also after a restart.
 */
void rap_history_purge (RapDb *db);

/**
 * rap_history_drop_leftovers:
 * @before: the last step that is about to be dropped, or 0 if steps were dropped already
 *
 * Drops the unfinished line and the clock, which are no part of the history, of each session that is deleted and that
 * no step after @before can bring back.
 *
 * Returns: whether that was done
 */
gboolean rap_history_drop_leftovers (RapDb *db, gint64 before, GError **error);

G_END_DECLS
