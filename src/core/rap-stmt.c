/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-stmt.h"

#include "rap-sqlite-error.h"

struct _RapStmt
{
  sqlite3_stmt *stmt;
  GError *failure; /* why there is no stmt */
  RapStmtOwner *owner;
  GPtrArray *repaired; /* texts that were no UTF-8 */
  gboolean cached;
  gboolean lent;
};

/* Hands @failure to whoever asked, or keeps the first one nobody asked for. */
static void
fail (RapStmt *self, GError *failure, GError **error)
{
  if (error == NULL && self->owner != NULL)
    self->owner->n_unasked++;
  if (error == NULL && self->owner != NULL && self->owner->unasked == NULL)
    {
      g_debug ("%s", failure->message);
      error = &self->owner->unasked;
    }
  g_propagate_error (error, failure);
}

/* Whether @self would write after the transaction that it belongs to is over. */
static gboolean
comes_too_late (RapStmt *self)
{
  return self->owner != NULL && self->owner->in_transaction && !sqlite3_stmt_readonly (self->stmt) &&
         sqlite3_get_autocommit (sqlite3_db_handle (self->stmt));
}

RapStmt *
rap_stmt_new (sqlite3 *handle, const char *sql, RapStmtOwner *owner)
{
  RapStmt *self = g_new0 (RapStmt, 1);
  int code = sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);

  self->owner = owner;
  if (code == SQLITE_ERROR) /* the statement itself is wrong */
    g_critical ("%s in: %s", sqlite3_errmsg (handle), sql);
  if (code != SQLITE_OK)
    rap_sqlite_set_error (handle, NULL, code, &self->failure);
  return self;
}

void
rap_stmt_bind (RapStmt *self, const char *types, va_list values)
{
  int n = 0;

  for (const char *type = types; type != NULL && *type != '\0'; type++)
    {
      n++;
      switch (*type)
        {
        case 'i':
          sqlite3_bind_int64 (self->stmt, n, va_arg (values, gint64));
          break;
        case 'r':
          {
            gint64 id = va_arg (values, gint64);
            if (id != 0)
              sqlite3_bind_int64 (self->stmt, n, id);
            else
              sqlite3_bind_null (self->stmt, n);
          }
          break;
        case 'd':
          sqlite3_bind_double (self->stmt, n, va_arg (values, double));
          break;
        case 's':
          sqlite3_bind_text (self->stmt, n, va_arg (values, const char *), -1, SQLITE_STATIC);
          break;
        case 'b':
          {
            GBytes *bytes = va_arg (values, GBytes *);
            gsize size = 0;
            const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
            sqlite3_bind_blob64 (self->stmt, n, data, size, SQLITE_STATIC);
          }
          break;
        default:
          g_return_if_reached ();
        }
    }
}

void
rap_stmt_rebind (RapStmt *self, const char *types, ...)
{
  va_list values;

  sqlite3_reset (self->stmt);
  va_start (values, types);
  rap_stmt_bind (self, types, values);
  va_end (values);
}

gboolean
rap_stmt_step (RapStmt *self, GError **error)
{
  GError *failure = NULL;
  int code;

  if (self->failure != NULL)
    {
      fail (self, g_error_copy (self->failure), error);
      return FALSE;
    }
  g_clear_pointer (&self->repaired, g_ptr_array_unref);
  code = comes_too_late (self) ? SQLITE_ABORT : sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      if (code == SQLITE_ABORT && self->owner != NULL && self->owner->unasked != NULL)
        failure = g_error_copy (self->owner->unasked);
      else
        rap_sqlite_set_error (sqlite3_db_handle (self->stmt), NULL, code, &failure);
      fail (self, failure, error);
    }
  return FALSE;
}

gboolean
rap_stmt_finish (RapStmt *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (rap_stmt_step (self, &local))
    ;
  if (local != NULL)
    {
      fail (self, g_steal_pointer (&local), error);
      return FALSE;
    }
  return TRUE;
}

gint64
rap_stmt_int (RapStmt *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

double
rap_stmt_double (RapStmt *self, int column)
{
  return sqlite3_column_double (self->stmt, column);
}

gboolean
rap_stmt_is_null (RapStmt *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

const char *
rap_stmt_text (RapStmt *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;
  if (self->repaired == NULL)
    self->repaired = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->repaired, g_utf8_make_valid (text, -1));
  return self->repaired->pdata[self->repaired->len - 1];
}

sqlite3_stmt *
rap_stmt_handle (RapStmt *self)
{
  return self->stmt;
}

const GError *
rap_stmt_get_failure (RapStmt *self)
{
  return self->failure;
}

gboolean
rap_stmt_lend (RapStmt *self)
{
  if (self->lent)
    return FALSE;
  self->cached = self->lent = TRUE;
  return TRUE;
}

void
rap_stmt_free (RapStmt *self)
{
  if (!self->cached)
    {
      rap_stmt_destroy (self);
      return;
    }
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->lent = FALSE;
}

void
rap_stmt_destroy (RapStmt *self)
{
  sqlite3_finalize (self->stmt);
  g_clear_pointer (&self->repaired, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self);
}
