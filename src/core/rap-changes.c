/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-changes.h"

#include <string.h>

/* Parents before children, only for the reader's sake: an undo defers all foreign keys. */
const char *const rap_recorded_tables[] = {
  "series",       "seminar", "session",     "syndicate",     "person",    "attendance", "role", "point", "point_echo",
  "point_person", "theme",   "point_theme", "seminar_theme", "came_from", "gone",       "link", NULL,
};

static const char *
intern_table (const char *name)
{
  for (guint i = 0; rap_recorded_tables[i] != NULL; i++)
    if (strcmp (rap_recorded_tables[i], name) == 0)
      return rap_recorded_tables[i];
  return g_intern_string (name);
}

/* The first column of the key; text and blob keys count as 0. */
static gint64
read_key (sqlite3_changeset_iter *iter, int op)
{
  sqlite3_value *value = NULL;

  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

static guint64
read_columns (sqlite3_changeset_iter *iter, int n_columns)
{
  guint64 columns = 0;

  for (int i = 0; i < MIN (n_columns, 64); i++)
    {
      sqlite3_value *value = NULL;
      if (sqlite3changeset_new (iter, i, &value) == SQLITE_OK && value != NULL)
        columns |= G_GUINT64_CONSTANT (1) << i;
    }
  return columns;
}

void
rap_parts_open (RapParts *self, RapDb *db, gint64 seq)
{
  self->stmt = rap_db_prepare (db, "SELECT changes FROM history_part WHERE seq = ?1 ORDER BY n", "i", seq);
  self->left = 0;
}

void
rap_parts_close (RapParts *self)
{
  g_clear_pointer (&self->stmt, rap_stmt_free);
}

int
rap_parts_read (void *data_self, void *data, int *size)
{
  RapParts *self = data_self;
  sqlite3_stmt *stmt = rap_stmt_handle (self->stmt);
  g_autoptr (GError) error = NULL;
  const char *part;
  int length;

  if (self->left == 0)
    {
      if (!rap_stmt_step (self->stmt, &error))
        {
          *size = 0;
          return error == NULL ? SQLITE_OK : SQLITE_ERROR;
        }
      self->left = sqlite3_column_bytes (stmt, 0);
    }
  part = sqlite3_column_blob (stmt, 0);
  length = sqlite3_column_bytes (stmt, 0);
  *size = MIN (*size, self->left);
  memcpy (data, part + length - self->left, *size);
  self->left -= *size;
  return SQLITE_OK;
}

RapChanges *
rap_changes_read (RapDb *db, gint64 seq, GError **error)
{
  g_autoptr (RapChanges) self = g_new0 (RapChanges, 1);
  RapParts parts;
  sqlite3_changeset_iter *iter = NULL;
  int code, finish;

  self->seq = seq;
  self->seminar_id = rap_db_int (db, "SELECT seminar_id FROM history WHERE seq = ?1", "i", seq);
  self->rows = g_array_new (FALSE, FALSE, sizeof (RapChange));
  rap_parts_open (&parts, db, seq);
  code = sqlite3changeset_start_strm (&iter, rap_parts_read, &parts);
  while (code == SQLITE_OK && (code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    {
      RapChange row = { 0 };
      const char *table;
      int n_columns, indirect;

      sqlite3changeset_op (iter, &table, &n_columns, &row.op, &indirect);
      row.table = intern_table (table);
      row.id = read_key (iter, row.op);
      if (row.op == SQLITE_UPDATE)
        row.columns = read_columns (iter, n_columns);
      g_array_append_val (self->rows, row);
      code = SQLITE_OK;
    }
  finish = sqlite3changeset_finalize (iter);
  rap_parts_close (&parts);
  if (code != SQLITE_DONE || finish != SQLITE_OK)
    {
      rap_db_fail (db, code != SQLITE_DONE ? code : finish, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

RapChanges *
rap_changes_new_everything (void)
{
  RapChanges *self = g_new0 (RapChanges, 1);

  self->everything = TRUE;
  self->rows = g_array_new (FALSE, FALSE, sizeof (RapChange));
  return self;
}

gboolean
rap_changes_touch (RapChanges *self, const char *table)
{
  if (self->everything)
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (g_array_index (self->rows, RapChange, i).table, table) == 0)
      return TRUE;
  return FALSE;
}

const char *
rap_changes_owner (const char *table)
{
  if (strcmp (table, "point_theme") == 0 || strcmp (table, "point_person") == 0 || strcmp (table, "point_echo") == 0)
    return "point";
  if (strcmp (table, "seminar_theme") == 0 || strcmp (table, "came_from") == 0)
    return "seminar";
  return table;
}

void
rap_changes_free (RapChanges *self)
{
  g_array_unref (self->rows);
  g_free (self);
}
