/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "rap-error.h"
#include "rap-stmt.h"

G_BEGIN_DECLS

/**
 * RapDb:
 *
 * A connection to an archive with a cache of prepared statements. Of one thread at a time.
 */
typedef struct _RapDb RapDb;

/**
 * RapDbFlags:
 * @RAP_DB_DEFAULT: open for writing, make the archive if there is none, never wait for another process
 * @RAP_DB_WAIT: wait up to five seconds while another process holds the archive: for the command line and for workers.
 *   The journal stays as it is, WAL while a window has the archive open: turning it to WAL and back writes to the file,
 *   which work that fails must leave as it was.
 * @RAP_DB_READ_ONLY: only read; the archive must exist
 */
typedef enum
{
  RAP_DB_DEFAULT = 0,
  RAP_DB_WAIT = 1 << 0,
  RAP_DB_READ_ONLY = 1 << 1,
} RapDbFlags;

/**
 * rap_db_open:
 * @path: the archive
 *
 * Opens an archive (for a window in WAL where the file system can, every commit synced, foreign keys, defensive) and
 * brings it to the newest version, making a verified copy first where an older one is migrated. Anything that is not an
 * archive, or is a newer one, is refused and left as it was. A new archive is made only in a folder that is there.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
RapDb *rap_db_open (const char *path, RapDbFlags flags, GError **error);

/** rap_db_close: closes @self; the last connection to an archive leaves it as one single file. */
void rap_db_close (RapDb *self);

/**
 * rap_db_settle_journal:
 *
 * If another process wrote when a window opened the archive, so that it could not be turned to WAL, tries again. For
 * now and then, when no statement of the connection is under way; costs nothing when there is nothing to do.
 */
void rap_db_settle_journal (RapDb *self);

/** rap_db_handle: Returns: (transfer none): SQLite's own handle, for its session and backup functions */
sqlite3 *rap_db_handle (RapDb *self);

/** rap_db_path: Returns: (transfer none): the file's path as given */
const char *rap_db_path (RapDb *self);

/**
 * rap_db_exec:
 * @sql: any number of statements, without parameters
 *
 * Returns: whether all of them were done; else @error says what and where
 */
gboolean rap_db_exec (RapDb *self, const char *sql, GError **error);

/**
 * rap_db_prepare:
 * @sql: one statement, best a literal: it is kept prepared
 * @types: a letter a parameter: `i` gint64, `r` gint64 with 0 as NULL, `d` double, `s` string or %NULL, `b` GBytes
 * @...: the parameters. Note that `i` takes a #gint64, so plain constants need a cast.
 *
 * Strings and bytes must live until the statement is reset.
 *
 * Returns: (transfer full): the statement, give back with g_autoptr or rap_stmt_free(). Never %NULL: if it could not be
 * prepared, its steps fail.
 */
RapStmt *rap_db_prepare (RapDb *self, const char *sql, const char *types, ...);

/** rap_db_run: runs one statement to its end; parameters as for rap_db_prepare(). Returns: whether it was done */
gboolean rap_db_run (RapDb *self, GError **error, const char *sql, const char *types, ...);

/** rap_db_int: Returns: the first column of the first row, 0 if there is none or it is NULL */
gint64 rap_db_int (RapDb *self, const char *sql, const char *types, ...);

/** rap_db_text: Returns: (transfer full) (nullable): the first column of the first row */
char *rap_db_text (RapDb *self, const char *sql, const char *types, ...);

/**
 * rap_db_begin:
 *
 * Begins a transaction that writes, with foreign keys checked at its end. What fails in between may end the transaction
 * by itself; then every later write fails too, until rap_db_commit() or rap_db_rollback().
 *
 * Returns: whether it began
 */
gboolean rap_db_begin (RapDb *self, GError **error);

/**
 * rap_db_commit:
 *
 * Commits, if no statement since rap_db_begin() failed without its caller asking. Otherwise, and if committing fails,
 * rolls back.
 *
 * Returns: whether it is on disk
 */
gboolean rap_db_commit (RapDb *self, GError **error);

/** rap_db_rollback: leaves everything as it was at rap_db_begin(); does nothing if that is so already */
void rap_db_rollback (RapDb *self);

/**
 * rap_db_take_unasked:
 *
 * A read that fails looks like no row where its caller does not ask for the error. Such a failure is kept, so that
 * what was worked out from it is never committed.
 *
 * Returns: whether a statement failed since the last call without its caller asking; @error says how
 */
gboolean rap_db_take_unasked (RapDb *self, GError **error);

/**
 * rap_db_count_unasked:
 *
 * For a function that reads several rows and must know whether it got all of them, but leaves the failure to whoever
 * takes it: it compares this before and after.
 *
 * Returns: how many statements of this connection failed so far without their caller asking
 */
guint rap_db_count_unasked (RapDb *self);

/**
 * rap_db_fail:
 * @code: an SQLite result code
 *
 * Turns SQLite's last error into one sentence for the organiser.
 *
 * Returns: %FALSE, so that callers can return it
 */
gboolean rap_db_fail (RapDb *self, int code, GError **error);

/**
 * rap_db_migrate:
 * @scripts: one script of SQL a version, the first makes version 1
 * @views: a script that makes all views anew
 *
 * Brings an archive to version @n_scripts, each version in a transaction of its own. Before an archive that holds
 * something is touched, a copy `NAME.before-vN` is made beside it and checked. A script whose text holds the line
 * `-- ends the history` also empties the history, because undo onto a changed table would silently do nothing.
 * An archive of the right version whose tables or indexes are not those of the scripts, or that has a trigger, is
 * refused; views that differ are made anew.
 * rap_db_open() calls this with the versions this program knows; tests call it with others.
 *
 * Returns: whether the archive is of that version; %RAP_ERROR_NEWER for one of a later version
 */
gboolean rap_db_migrate (RapDb *self, const char *const *scripts, int n_scripts, const char *views, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapDb, rap_db_close)

G_END_DECLS
