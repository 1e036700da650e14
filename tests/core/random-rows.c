/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-rows.h"

#include <float.h>
#include <string.h>

typedef struct
{
  char *type;
  gboolean may_be_null;
} Column;

static GByteArray *
random_bytes (guint len)
{
  GByteArray *bytes = g_byte_array_sized_new (len);

  for (guint i = 0; i < len; i++)
    {
      guint8 byte = (guint8) g_test_rand_int ();
      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static void
bind_random_int (sqlite3_stmt *insert, int n)
{
  static const gint64 borders[] = { 0, 1, -1, 127, 128, -128, G_MAXINT32, G_MININT32, G_MAXINT64, G_MININT64 };
  guint64 any = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

  if (g_test_rand_bit ())
    sqlite3_bind_int64 (insert, n, (gint64) any >> g_test_rand_int_range (0, 64));
  else
    sqlite3_bind_int64 (insert, n, borders[any % G_N_ELEMENTS (borders)]);
}

static void
bind_random_real (sqlite3_stmt *insert, int n)
{
  static const double borders[] = { 0, -0.0, 1, -3, 0.1, DBL_MIN, DBL_MAX, -DBL_MAX, 5e-324, 9007199254740993.0 };

  if (g_test_rand_bit ())
    sqlite3_bind_double (insert, n, g_test_rand_double_range (-1e6, 1e6));
  else if (g_test_rand_int_range (0, 8) == 0)
    sqlite3_bind_double (insert, n, g_ascii_strtod (g_test_rand_bit () ? "inf" : "-inf", NULL));
  else
    sqlite3_bind_double (insert, n, borders[g_test_rand_int_range (0, G_N_ELEMENTS (borders))]);
}

static void
bind_random_text (sqlite3_stmt *insert, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const int sort = g_test_rand_int_range (0, 40);
  guint chars = sort == 0   ? 0
                : sort < 4  ? 1
                : sort == 4 ? (guint) g_test_rand_int_range (16000, 120000)
                            : (guint) g_test_rand_int_range (2, 300);

  while (chars-- > 0)
    if (sort < 20)
      g_string_append_c (text, (char) g_test_rand_int_range (sort < 8 ? 0 : ' ', 127));
    else
      {
        gunichar c = (gunichar) g_test_rand_int_range (1, 0x110000);
        g_string_append_unichar (text, g_unichar_validate (c) ? c : 0x4e00);
      }
  sqlite3_bind_text (insert, n, text->str, (int) text->len, SQLITE_TRANSIENT);
}

static void
bind_random_blob (sqlite3_stmt *insert, int n)
{
  g_autoptr (GByteArray) blob = random_bytes ((guint) g_test_rand_int_range (0, 300));

  sqlite3_bind_blob (insert, n, blob->len > 0 ? (gconstpointer) blob->data : "", (int) blob->len, SQLITE_TRANSIENT);
}

static void
bind_random (sqlite3_stmt *insert, int n, const Column *column)
{
  if (column->may_be_null && g_test_rand_int_range (0, 3) == 0)
    sqlite3_bind_null (insert, n);
  else if (strcmp (column->type, "REAL") == 0)
    bind_random_real (insert, n);
  else if (strcmp (column->type, "TEXT") == 0)
    bind_random_text (insert, n);
  else if (strcmp (column->type, "BLOB") == 0)
    bind_random_blob (insert, n);
  else
    bind_random_int (insert, n);
}

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->type);
}

static GArray *
list_columns (RapDb *db, const char *table)
{
  g_autoptr (RapStmt) info =
      rap_db_prepare (db, "SELECT type, NOT \"notnull\" AND NOT pk FROM pragma_table_info(?1)", "s", table);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  g_array_set_clear_func (columns, clear_column);
  while (rap_stmt_step (info, NULL))
    {
      Column column = { g_strdup (rap_stmt_text (info, 0)), rap_stmt_int (info, 1) != 0 };
      g_array_append_val (columns, column);
    }
  g_assert_cmpuint (columns->len, >, 0);
  return columns;
}

void
random_rows_add (RapDb *db, const char *table, guint n)
{
  g_autoptr (GArray) columns = list_columns (db, table);
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *insert;

  g_string_printf (sql, "INSERT OR IGNORE INTO %s VALUES(?", table);
  for (guint i = 1; i < columns->len; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  g_assert_cmpint (sqlite3_prepare_v2 (rap_db_handle (db), sql->str, -1, &insert, NULL), ==, SQLITE_OK);
  for (; n > 0; n--)
    {
      for (guint i = 0; i < columns->len; i++)
        bind_random (insert, (int) i + 1, &g_array_index (columns, Column, i));
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
}
