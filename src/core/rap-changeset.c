/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-changeset.h"

#include <string.h>

#define PART_BYTES (1024 * 1024)

static void
append_byte (GByteArray *bytes, guint8 byte)
{
  g_byte_array_append (bytes, &byte, 1);
}

/* SQLite's variable-length integer: seven bits a byte, the highest first, all but the last with the eighth bit set. */
static void
append_varint (GByteArray *bytes, guint32 value)
{
  guint8 varint[5];
  guint n = sizeof varint;

  varint[--n] = value & 0x7f;
  while ((value >>= 7) != 0)
    varint[--n] = (value & 0x7f) | 0x80;
  g_byte_array_append (bytes, varint + n, sizeof varint - n);
}

static void
append_value (GByteArray *bytes, sqlite3_stmt *row, int column)
{
  const int type = sqlite3_column_type (row, column);
  const void *data;
  double real;
  guint64 word;

  append_byte (bytes, (guint8) type); /* the format's numbers are those of the types */
  switch (type)
    {
    case SQLITE_INTEGER:
      word = GUINT64_TO_BE ((guint64) sqlite3_column_int64 (row, column));
      g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
      break;
    case SQLITE_FLOAT:
      real = sqlite3_column_double (row, column);
      memcpy (&word, &real, sizeof word);
      word = GUINT64_TO_BE (word);
      g_byte_array_append (bytes, (const guint8 *) &word, sizeof word);
      break;
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      data = type == SQLITE_TEXT ? sqlite3_column_text (row, column) : sqlite3_column_blob (row, column);
      append_varint (bytes, (guint32) sqlite3_column_bytes (row, column));
      g_byte_array_append (bytes, data, (guint) sqlite3_column_bytes (row, column));
      break;
    }
}

static void
append_header (GByteArray *bytes, RapDb *db, const char *table)
{
  g_autoptr (RapStmt) columns = rap_db_prepare (db, "SELECT pk FROM pragma_table_info(?1)", "s", table);
  g_autoptr (GByteArray) keys = g_byte_array_new ();

  while (rap_stmt_step (columns, NULL))
    append_byte (keys, (guint8) rap_stmt_int (columns, 0));
  append_byte (bytes, 'T');
  append_varint (bytes, keys->len);
  g_byte_array_append (bytes, keys->data, keys->len);
  g_byte_array_append (bytes, (const guint8 *) table, (guint) strlen (table) + 1);
}

gboolean
rap_changeset_write_inserts (RapDb *db,
                             const char *table,
                             RapStmt *rows,
                             RapChangesetWrite write,
                             void *data,
                             GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (PART_BYTES + PART_BYTES / 4);
  sqlite3_stmt *row = rap_stmt_handle (rows);
  g_autoptr (GError) local = NULL;
  int code = SQLITE_OK;

  append_header (bytes, db, table);
  while (code == SQLITE_OK && rap_stmt_step (rows, &local))
    {
      append_byte (bytes, SQLITE_INSERT);
      append_byte (bytes, 0); /* a change of its own, not the effect of another */
      for (int i = 0; i < sqlite3_column_count (row); i++)
        append_value (bytes, row, i);
      if (bytes->len < PART_BYTES)
        continue;
      code = write (data, bytes->data, (int) bytes->len);
      g_byte_array_set_size (bytes, 0);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (code == SQLITE_OK && bytes->len > 0)
    code = write (data, bytes->data, (int) bytes->len);
  return code == SQLITE_OK || rap_db_fail (db, code, error);
}
