/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapHistory:
 *
 * Records what one transaction changes in the recorded tables, and takes steps back. A step that is taken back is not
 * cut from the history: its inverse is a step of its own that says which one it undoes.
 */
typedef struct _RapHistory RapHistory;

/**
 * rap_history_begin:
 *
 * Starts recording; the transaction must have begun.
 *
 * Returns: (transfer full): the recorder, or %NULL with @error set
 */
RapHistory *rap_history_begin (RapDb *db, GError **error);

/**
 * rap_history_insert:
 * @table: a recorded table
 * @sql: a literal that inserts rows into it, about ?1
 * @rows: a literal that gives all columns of just these rows, about ?1; it is run by rap_history_end()
 * @about: ?1
 *
 * Inserts many rows at once: see rap_changeset_write_inserts() for why these are not recorded one by one. Nothing else
 * in the same step may change them.
 *
 * Returns: whether that was done
 */
gboolean rap_history_insert (RapHistory *self,
                             const char *table,
                             const char *sql,
                             const char *rows,
                             gint64 about,
                             GError **error);

/**
 * rap_history_end:
 * @origin: who did it: `window`, `cli`, `import`, …
 * @seminar_id: the seminar it is about, or 0
 * @label: what was done, for the history list
 * @undoes: the step this one takes back, or 0
 * @seq: (out): the new step's number, 0 if nothing had changed and no step was made
 *
 * Stores what was recorded as one step, in the same transaction, and drops what is older than 30 days, beyond 1,000
 * steps or beyond 64 MB, oldest first.
 *
 * Returns: whether that was done
 */
gboolean rap_history_end (RapHistory *self,
                          const char *origin,
                          gint64 seminar_id,
                          const char *label,
                          gint64 undoes,
                          gint64 *seq,
                          GError **error);

/**
 * rap_history_join:
 * @earlier: a step
 * @later: the step that came right after it
 *
 * Makes one step of two, under the later one's number: taken back, it leaves what was before both. If together they
 * changed nothing, neither is kept.
 *
 * Returns: whether that was done
 */
gboolean rap_history_join (RapDb *db, gint64 earlier, gint64 later, GError **error);

/** rap_history_free: frees it, before its connection is closed */
void rap_history_free (RapHistory *self);

/** rap_history_to_undo: Returns: the newest step of @origin that is done, in @seminar_id or if that is 0 anywhere; or 0
 */
gint64 rap_history_to_undo (RapDb *db, const char *origin, gint64 seminar_id);

/**
 * rap_history_to_redo:
 *
 * Returns: the step of @origin that undid last and was not followed by anything new of that origin there; or 0
 */
gint64 rap_history_to_redo (RapDb *db, const char *origin, gint64 seminar_id);

/**
 * rap_history_apply_inverse:
 * @seq: the step to take back
 *
 * Applies the inverse of a step within the transaction that is open. If one of its rows was changed or built upon
 * since, nothing is applied and %RAP_ERROR_CONFLICT names the later step.
 *
 * Returns: whether it was applied
 */
gboolean rap_history_apply_inverse (RapDb *db, gint64 seq, GError **error);

/**
 * rap_history_go_back:
 * @seq: a step
 *
 * Applies, newest first, the inverse of every later step about the same seminar (if it is about none: of every other
 * about none), undos included, so that what they changed is as it was after @seq. Fails as rap_history_apply_inverse()
 * does; then the transaction has to be rolled back.
 *
 * Returns: whether all were applied
 */
gboolean rap_history_go_back (RapDb *db, gint64 seq, GError **error);

/** rap_history_label: Returns: (transfer full) (nullable): what the step did, without the "Undo" of an undo */
char *rap_history_label (RapDb *db, gint64 seq);

/** rap_history_newest: Returns: the number of the newest step there ever was, 0 if there was none */
gint64 rap_history_newest (RapDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapHistory, rap_history_free)

G_END_DECLS
