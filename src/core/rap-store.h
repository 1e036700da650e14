/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-changes.h"
#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_STORE (rap_store_get_type ())
G_DECLARE_FINAL_TYPE (RapStore, rap_store, RAP, STORE, GObject)

/**
 * RapStore:
 *
 * The archive as the program sees it: the one place where a row becomes an object, where a transaction becomes a step
 * of the history, and where a change becomes visible.
 *
 * The signal `changed` (RapStore *, RapChanges *) is emitted after every step, whoever made it: this store, another
 * window or another process. When it is, the records that are alive have been read anew.
 */

/**
 * rap_store_open:
 * @path: the archive
 * @origin: who makes steps through this store: `window`, `cli`, `import`, …
 *
 * Of the user's own archive, and of no other, the folder is made if it is missing.
 *
 * Returns: (transfer full): the store, or %NULL with @error set as rap_db_open() has it
 */
RapStore *rap_store_open (const char *path, const char *origin, RapDbFlags flags, GError **error);

/** rap_store_default_path: Returns: (transfer full): where the user's own archive lies */
char *rap_store_default_path (void);

/** rap_store_db: Returns: (transfer none): the connection, for reading */
RapDb *rap_store_db (RapStore *self);

/** rap_store_get_origin: Returns: (transfer none): as given to rap_store_open() */
const char *rap_store_get_origin (RapStore *self);

/**
 * rap_store_follow:
 * @on: whether to
 *
 * With a main loop running: looks twice a second whether another process wrote to the archive, and keeps the search
 * index tidy when nothing is going on.
 */
void rap_store_follow (RapStore *self, gboolean on);

/** rap_store_refresh: looks now whether somebody else wrote, and emits `changed` if so */
void rap_store_refresh (RapStore *self);

/**
 * rap_store_get:
 * @type: a kind of #RapRecord
 * @id: the row
 *
 * Returns: (transfer full): the one object of that row; a row that is not there gives one for which
 * rap_record_is_gone()
 */
gpointer rap_store_get (RapStore *self, GType type, gint64 id);

/**
 * rap_store_begin:
 * @label: what will be done, for the history list and "Undo …"
 * @seminar_id: the seminar it is about, or 0
 *
 * Begins a transaction that becomes one step: all of it or nothing. Ends with rap_store_commit() or
 * rap_store_rollback(). Never waits: %RAP_ERROR_BUSY while another process writes (unless opened with %RAP_DB_WAIT).
 *
 * Returns: whether it began
 */
gboolean rap_store_begin (RapStore *self, const char *label, gint64 seminar_id, GError **error);

/** rap_store_set_label: says what the step does, if that is known only after rap_store_begin() */
void rap_store_set_label (RapStore *self, const char *label);

/** rap_store_set_seminar: says which seminar the step is about, if it was made only after rap_store_begin() */
void rap_store_set_seminar (RapStore *self, gint64 seminar_id);

/**
 * rap_store_save:
 * @record: a new record, or a copy of one with other values
 *
 * Writes one row within a step. The record of the store shows it after rap_store_commit().
 *
 * Returns: whether it was written
 */
gboolean rap_store_save (RapStore *self, gpointer record, GError **error);

/**
 * rap_store_join:
 * @step: rap_store_get_last_step() when the same thing was begun
 *
 * Within a step: makes one with @step of it, so that what is typed into a field and saved at each pause is undone at
 * once. That is so only if @step is the newest of the whole history; otherwise it stays a step of its own.
 */
void rap_store_join (RapStore *self, gint64 step);

/**
 * rap_store_set:
 * @record: as rap_store_get() gives it
 * @label: what is changed, for the history list
 * @seminar_id: the seminar it is about, or 0
 * @property: a property of the record, its value, more of both, %NULL
 *
 * Changes one row as one step.
 *
 * Returns: whether it is on disk
 */
gboolean rap_store_set (RapStore *self,
                        gpointer record,
                        const char *label,
                        gint64 seminar_id,
                        GError **error,
                        const char *property,
                        ...) G_GNUC_NULL_TERMINATED;

/** rap_store_insert: within a step: inserts many rows at once, as rap_history_insert() does. Returns: whether it did */
gboolean
rap_store_insert (RapStore *self, const char *table, const char *sql, const char *rows, gint64 about, GError **error);

/**
 * rap_store_commit:
 *
 * Stores the changeset in the history, brings the search index up to date, commits to disk, then tells everybody.
 * If any of that fails the transaction is rolled back.
 *
 * Returns: whether it is on disk
 */
gboolean rap_store_commit (RapStore *self, GError **error);

/**
 * rap_store_get_last_step:
 *
 * Returns: the number of the step that this store committed last, an undo included, for rap_store_undo_step() and the
 * time in the history; 0 if there is none. A commit that changed nothing makes no step and leaves it as it was.
 */
gint64 rap_store_get_last_step (RapStore *self);

/** rap_store_rollback: ends the step that was begun, if any, leaving everything as it was */
void rap_store_rollback (RapStore *self);

/**
 * rap_store_end:
 * @label: (transfer full) (nullable): what the step did, if that is known only now
 * @good: whether its work went well; if not, @error is set already
 *
 * Ends a step: rap_store_commit() or rap_store_rollback().
 *
 * Returns: whether it is on disk
 */
gboolean rap_store_end (RapStore *self, char *label, gboolean good, GError **error);

/**
 * RapStoreFunc:
 *
 * Work within a step. Returns: whether it went well; if not, the step is rolled back
 */
typedef gboolean (*RapStoreFunc) (RapStore *store, gpointer data, GError **error);

/** rap_store_transact: rap_store_begin(), @work, rap_store_commit(). Returns: whether all of it is on disk */
gboolean rap_store_transact (RapStore *self,
                             const char *label,
                             gint64 seminar_id,
                             RapStoreFunc work,
                             gpointer data,
                             GError **error);

/**
 * rap_store_erase:
 * @work: what is done
 *
 * As rap_store_transact(), for what must leave nothing behind: the step is shown in the history and cannot be undone;
 * with it go the steps about this seminar and those about none, for they hold what is erased. The search index is
 * written anew, and the free space of the file is cleared, at once or as soon as no other process reads the archive.
 *
 * Returns: whether all of it is on disk
 */
gboolean rap_store_erase (RapStore *self,
                          const char *label,
                          gint64 seminar_id,
                          RapStoreFunc work,
                          gpointer data,
                          GError **error);

/**
 * rap_store_undo:
 * @seminar_id: only steps about this seminar, or 0
 * @label: (out) (transfer full) (optional): what was undone
 *
 * Takes back the newest step of this store's origin, as a new step.
 *
 * Returns: whether that was done; %RAP_ERROR_NOTHING if there is none, %RAP_ERROR_CONFLICT if a later step built on it
 */
gboolean rap_store_undo (RapStore *self, gint64 seminar_id, char **label, GError **error);

/** rap_store_redo: undoes the newest undo, if nothing new was done since; otherwise as rap_store_undo() */
gboolean rap_store_redo (RapStore *self, gint64 seminar_id, char **label, GError **error);

/** rap_store_undo_step: takes back any one step, of whatever origin; otherwise as rap_store_undo() */
gboolean rap_store_undo_step (RapStore *self, gint64 seq, char **label, GError **error);

/**
 * rap_store_go_back:
 * @seq: a step
 *
 * Takes back every later step about the same seminar, of whatever origin, as one new step: all of them or none. Where
 * everything later was undone already, nothing is to be done and no step is made.
 *
 * Returns: whether that was done; %RAP_ERROR_CONFLICT names the step of another seminar that stands in the way
 */
gboolean rap_store_go_back (RapStore *self, gint64 seq, GError **error);

/**
 * rap_store_tidy:
 *
 * Does some of the housekeeping that waits for quiet moments: before a process ends that has none. It takes a fraction
 * of a second at most, also after others' large imports, and lets other processes write in between.
 *
 * Returns: whether there is more to do
 */
gboolean rap_store_tidy (RapStore *self);

G_END_DECLS
