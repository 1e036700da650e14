/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-stmt.h"

#include "rap-sqlite-error.h"

struct _RapStmt
{
  sqlite3_stmt *stmt;
  gboolean cached;
  gboolean lent;
};

RapStmt *
rap_stmt_new (sqlite3 *handle, const char *sql, int *code)
{
  sqlite3_stmt *stmt = NULL;
  RapStmt *self;

  *code = sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (*code != SQLITE_OK)
    return NULL;
  self = g_new0 (RapStmt, 1);
  self->stmt = stmt;
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
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    rap_sqlite_set_error (sqlite3_db_handle (self->stmt), code, error);
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
      g_propagate_error (error, g_steal_pointer (&local));
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
  return (const char *) sqlite3_column_text (self->stmt, column);
}

sqlite3_stmt *
rap_stmt_handle (RapStmt *self)
{
  return self->stmt;
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
  g_free (self);
}
