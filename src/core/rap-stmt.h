/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdarg.h>

G_BEGIN_DECLS

/**
 * RapStmt:
 *
 * A prepared statement on loan from its connection's cache.
 */
typedef struct _RapStmt RapStmt;

/**
 * RapStmtOwner:
 * @unasked: the first failure that a caller did not ask for, by giving rap_stmt_step() no place for it
 * @n_unasked: how many such failures there were so far
 * @in_transaction: a transaction was begun. Some failures (a full disk) end it by themselves; then nothing is written
 *   any more, for it would stay.
 *
 * What the statements of a connection have in common.
 */
typedef struct
{
  GError *unasked;
  guint n_unasked;
  gboolean in_transaction;
} RapStmtOwner;

/**
 * rap_stmt_new:
 * @owner: (nullable): what it shares with other statements
 *
 * Prepares @sql, taking no place in a cache. Where that fails (a damaged archive, a disk that cannot be read) the
 * statement has no rows and every step of it fails for that reason.
 *
 * Returns: (transfer full): the statement
 */
RapStmt *rap_stmt_new (sqlite3 *handle, const char *sql, RapStmtOwner *owner);

/** rap_stmt_bind: binds every parameter as rap_db_prepare() has it */
void rap_stmt_bind (RapStmt *self, const char *types, va_list values);

/** rap_stmt_rebind: resets @self and binds new parameters, for loops */
void rap_stmt_rebind (RapStmt *self, const char *types, ...);

/**
 * rap_stmt_step:
 *
 * Returns: %TRUE if there is a row; %FALSE at the end, and with @error set where it failed
 */
gboolean rap_stmt_step (RapStmt *self, GError **error);

/** rap_stmt_finish: steps to the end. Returns: whether that went well */
gboolean rap_stmt_finish (RapStmt *self, GError **error);

/** rap_stmt_int: Returns: a column of the row as an integer, 0 for NULL; columns count from 0 */
gint64 rap_stmt_int (RapStmt *self, int column);

/** rap_stmt_double: Returns: a column of the row as a real number, 0 for NULL */
double rap_stmt_double (RapStmt *self, int column);

/** rap_stmt_is_null: Returns: whether a column of the row is NULL */
gboolean rap_stmt_is_null (RapStmt *self, int column);

/** rap_stmt_text: Returns: (transfer none) (nullable): the text, of which bytes that are no UTF-8 are made U+FFFD;
 * valid until the next step */
const char *rap_stmt_text (RapStmt *self, int column);

/** rap_stmt_handle: Returns: (transfer none) (nullable): SQLite's statement, %NULL if it could not be prepared */
sqlite3_stmt *rap_stmt_handle (RapStmt *self);

/** rap_stmt_get_failure: Returns: (transfer none) (nullable): why it could not be prepared */
const GError *rap_stmt_get_failure (RapStmt *self);

/** rap_stmt_lend: marks @self as lent by a cache, to which rap_stmt_free() gives it back. Returns: whether it was free
 */
gboolean rap_stmt_lend (RapStmt *self);

/** rap_stmt_free: resets @self and gives it back to the cache, or finalizes it if it has no cache */
void rap_stmt_free (RapStmt *self);

/** rap_stmt_destroy: finalizes @self whatever its state: for the cache alone */
void rap_stmt_destroy (RapStmt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapStmt, rap_stmt_free)

G_END_DECLS
