/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written by hand of inserted rows against what SQLite's session extension records of the same rows. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-changeset.h"
#include "rap-import.h"
#include "rap-programme.h"
#include "random-rows.h"

/* More than the library reads past the end of a changeset that was corrupted */
#define PADDING 65536
#define MEGABYTE (1024 * 1024)

typedef struct
{
  GByteArray *bytes;
  guint n_parts;
  int largest;
  guint fail_at; /* the part that cannot be written, from 1 */
} Parts;

static void
run (RapDb *db, const char *beginning, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("%s%s", beginning, table);

  rap_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static int
write_cb (void *data, const void *part, int size)
{
  Parts *parts = data;

  if (++parts->n_parts == parts->fail_at)
    return SQLITE_FULL;
  parts->largest = MAX (parts->largest, size);
  g_byte_array_append (parts->bytes, part, (guint) size);
  return SQLITE_OK;
}

static GBytes *
write_by_hand (RapDb *db, const char *table, const char *sql, Parts *told)
{
  Parts parts = { .bytes = g_byte_array_new () };
  g_autoptr (RapStmt) rows = rap_db_prepare (db, sql, NULL);
  g_autoptr (GError) error = NULL;

  rap_changeset_write_inserts (db, table, rows, write_cb, &parts, &error);
  g_assert_no_error (error);
  if (told != NULL)
    *told = parts;
  return g_byte_array_free_to_bytes (parts.bytes);
}

static sqlite3_session *
start_session (RapDb *db, const char *table)
{
  sqlite3_session *session;

  g_assert_cmpint (sqlite3session_create (rap_db_handle (db), "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, table), ==, SQLITE_OK);
  return session;
}

static GBytes *
end_session (sqlite3_session *session)
{
  void *data;
  int size;

  g_assert_cmpint (sqlite3session_changeset (session, &size, &data), ==, SQLITE_OK);
  sqlite3session_delete (session);
  return g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
}

static void
append_value (GByteArray *bytes, sqlite3_value *value)
{
  const int type = value != NULL ? sqlite3_value_type (value) : 0;
  const gint64 number = type == SQLITE_INTEGER ? sqlite3_value_int64 (value) : 0;
  const double real = type == SQLITE_FLOAT ? sqlite3_value_double (value) : 0;
  const int size = type == SQLITE_TEXT || type == SQLITE_BLOB ? sqlite3_value_bytes (value) : 0;

  g_byte_array_append (bytes, (const guint8 *) &type, sizeof type);
  g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
  g_byte_array_append (bytes, (const guint8 *) &real, sizeof real);
  g_byte_array_append (bytes, (const guint8 *) &size, sizeof size);
  if (size > 0)
    g_byte_array_append (bytes, sqlite3_value_blob (value), (guint) size);
}

static GBytes *
describe_change (sqlite3_changeset_iter *iter)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *table;
  unsigned char *keys;
  int about[3];

  sqlite3changeset_op (iter, &table, &about[0], &about[1], &about[2]);
  g_assert_cmpint (sqlite3changeset_pk (iter, &keys, NULL), ==, SQLITE_OK);
  g_byte_array_append (bytes, (const guint8 *) table, (guint) strlen (table) + 1);
  g_byte_array_append (bytes, (const guint8 *) about, sizeof about);
  g_byte_array_append (bytes, keys, (guint) about[0]);
  for (int i = 0; i < about[0]; i++)
    {
      sqlite3_value *before = NULL, *after = NULL;
      if (about[1] != SQLITE_INSERT)
        g_assert_cmpint (sqlite3changeset_old (iter, i, &before), ==, SQLITE_OK);
      if (about[1] != SQLITE_DELETE)
        g_assert_cmpint (sqlite3changeset_new (iter, i, &after), ==, SQLITE_OK);
      append_value (bytes, before);
      append_value (bytes, after);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

/* All changes of a changeset, sorted, for a session gives them in no order. Returns: NULL if it is not one */
static GPtrArray *
list_changes (GBytes *changeset)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const gsize size = g_bytes_get_size (changeset);
  g_autofree char *padded = g_malloc0 (size + PADDING);
  sqlite3_changeset_iter *iter;
  int code;

  memcpy (padded, g_bytes_get_data (changeset, NULL), size);
  g_assert_cmpint (sqlite3changeset_start (&iter, (int) size, padded), ==, SQLITE_OK);
  while ((code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    g_ptr_array_add (changes, describe_change (iter));
  if (sqlite3changeset_finalize (iter) != SQLITE_OK || code != SQLITE_DONE)
    return NULL;
  g_ptr_array_sort (changes, compare_cb);
  return g_steal_pointer (&changes);
}

static gboolean
same_changes (GBytes *a, GBytes *b)
{
  g_autoptr (GPtrArray) changes_a = list_changes (a);
  g_autoptr (GPtrArray) changes_b = list_changes (b);

  if (changes_a == NULL || changes_b == NULL || changes_a->len != changes_b->len)
    return FALSE;
  for (guint i = 0; i < changes_a->len; i++)
    if (!g_bytes_equal (changes_a->pdata[i], changes_b->pdata[i]))
      return FALSE;
  return TRUE;
}

static GBytes *
corrupt (GBytes *changeset, gsize at)
{
  gsize size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (changeset, NULL), g_bytes_get_size (changeset));

  g_bytes_get_data (changeset, &size);
  copy[at] ^= 1;
  return g_bytes_new_take (copy, size);
}

static int
conflict_cb (void *data, int reason, sqlite3_changeset_iter *iter)
{
  ++*(guint *) data;
  return SQLITE_CHANGESET_ABORT;
}

static void
apply (RapDb *db, GBytes *changeset, int flags)
{
  guint conflicts = 0;
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);

  g_assert_cmpint (sqlite3changeset_apply_v2 (rap_db_handle (db), (int) size, (void *) data, NULL, conflict_cb,
                                              &conflicts, NULL, NULL, flags),
                   ==, SQLITE_OK);
  g_assert_cmpuint (conflicts, ==, 0);
}

/* Rows may say anything here, so that every sort of value comes into every column. */
static RapDb *
free_of_rules (Archive *archive)
{
  RapDb *db = rap_store_db (archive->store);

  run (db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", "");
  return db;
}

static void
test_single_rows (Archive *archive, gconstpointer data)
{
  RapDb *db = free_of_rules (archive);

  for (guint t = 0; rap_recorded_tables[t] != NULL; t++)
    {
      const char *table = rap_recorded_tables[t];
      g_autofree char *all = g_strdup_printf ("SELECT * FROM %s", table);

      for (guint i = 0; i < 100; i++)
        {
          sqlite3_session *session = start_session (db, table);
          g_autoptr (GBytes) recorded = NULL;
          g_autoptr (GBytes) written = NULL;

          random_rows_add (db, table, 1);
          recorded = end_session (session);
          written = write_by_hand (db, table, all, NULL);
          g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written),
                           g_bytes_get_data (recorded, NULL), g_bytes_get_size (recorded));
          run (db, "DELETE FROM ", table);
        }
    }
}

/* Rows that were there before stay, those of the changeset go and come again. */
static void
test_many_rows (Archive *archive, gconstpointer data)
{
  RapDb *db = free_of_rules (archive);

  for (guint t = 0; rap_recorded_tables[t] != NULL; t++)
    {
      const char *table = rap_recorded_tables[t];
      g_autofree char *fresh = g_strdup_printf ("SELECT * FROM %s EXCEPT SELECT * FROM kept", table);
      g_autofree char *lost =
          g_strdup_printf ("SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM %s)", table);
      g_autoptr (GBytes) recorded = NULL;
      g_autoptr (GBytes) written = NULL;
      g_autoptr (GBytes) broken = NULL;
      g_autoptr (GBytes) again = NULL;
      sqlite3_session *session;
      gint64 kept;

      random_rows_add (db, table, 50);
      run (db, "CREATE TEMP TABLE kept AS SELECT * FROM ", table);
      kept = archive_count (archive, table);
      session = start_session (db, table);
      random_rows_add (db, table, 300);
      g_assert_cmpint (archive_count (archive, table), >, kept);
      recorded = end_session (session);
      written = write_by_hand (db, table, fresh, NULL);
      g_assert_cmpuint (g_bytes_get_size (written), ==, g_bytes_get_size (recorded));
      g_assert_true (same_changes (written, recorded));
      broken = corrupt (written, g_bytes_get_size (written) - 1);
      g_assert_false (same_changes (broken, recorded));

      apply (db, written, SQLITE_CHANGESETAPPLY_INVERT);
      g_assert_cmpint (archive_count (archive, table), ==, kept);
      g_assert_cmpint (archive_number (archive, lost), ==, 0);
      apply (db, written, 0);
      again = write_by_hand (db, table, fresh, NULL);
      g_assert_true (g_bytes_equal (again, written));
      run (db, "DROP TABLE temp.", "kept");
    }
}

/* The control: no byte of a changeset can be another without being noticed. */
static void
test_every_byte_counts (Archive *archive, gconstpointer data)
{
  RapDb *db = free_of_rules (archive);
  static const char *const rows[][2] = {
    { "point",
      "INSERT INTO point VALUES(-5, 1 << 62, 'plenary', NULL, 7, '', '\xe2\x82\xac', 0, 1, 1, NULL, NULL, 3, 4)" },
    { "point_theme", "INSERT INTO point_theme VALUES(1, 2, 0.5)" },
    { "came_from", "INSERT INTO came_from VALUES(1, x'00ff', 3)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *all = g_strdup_printf ("SELECT * FROM %s", rows[i][0]);
      sqlite3_session *session = start_session (db, rows[i][0]);
      g_autoptr (GBytes) recorded = NULL;
      g_autoptr (GBytes) written = NULL;

      run (db, rows[i][1], "");
      recorded = end_session (session);
      written = write_by_hand (db, rows[i][0], all, NULL);
      g_assert_true (same_changes (written, recorded));
      for (gsize at = 0; at < g_bytes_get_size (written); at++)
        {
          g_autoptr (GBytes) broken = corrupt (written, at);
          g_assert_false (same_changes (broken, recorded));
        }
    }
}

/* Lengths around those where the number before a text takes a byte more. */
static void
test_lengths (Archive *archive, gconstpointer data)
{
#define TEXT "substr(printf('%.*c', ?1 + 1, 'x'), 2)"
  static const char *const rows[][2] = {
    { "point",
      "INSERT INTO point VALUES(1, 2, 'plenary', NULL, NULL, 'insight', " TEXT ", 0, 0, 0, NULL, NULL, NULL, 3)" },
    { "point_person", "INSERT INTO point_person VALUES(1, 2, 'said', " TEXT ")" },
    { "came_from", "INSERT INTO came_from VALUES(1, zeroblob(?1), 2)" },
  };
  static const gint64 lengths[] = { 0, 1, 127, 128, 16383, 16384, 2097151, 2097152 };
  RapDb *db = free_of_rules (archive);
  gsize without = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        /* the bytes of the number before it: seven bits each */
        const gsize number = 1 + (lengths[j] > 127) + (lengths[j] > 16383) + (lengths[j] > 2097151);
        g_autofree char *all = g_strdup_printf ("SELECT * FROM %s", rows[i][0]);
        sqlite3_session *session = start_session (db, rows[i][0]);
        g_autoptr (GBytes) recorded = NULL;
        g_autoptr (GBytes) written = NULL;
        g_autoptr (GError) error = NULL;

        rap_db_run (db, &error, rows[i][1], "i", lengths[j]);
        g_assert_no_error (error);
        recorded = end_session (session);
        written = write_by_hand (db, rows[i][0], all, NULL);
        if (lengths[j] == 0)
          without = g_bytes_get_size (written) - 1;
        g_assert_cmpuint (g_bytes_get_size (written), ==, without + number + (gsize) lengths[j]);
        g_assert_true (g_bytes_equal (written, recorded));
        apply (db, written, SQLITE_CHANGESETAPPLY_INVERT);
        g_assert_cmpint (archive_count (archive, rows[i][0]), ==, 0);
      }
#undef TEXT
}

static void
test_parts (Archive *archive, gconstpointer data)
{
  static const char all[] = "SELECT * FROM point";
  RapDb *db = free_of_rules (archive);
  sqlite3_session *session = start_session (db, "point");
  g_autoptr (GBytes) recorded = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStmt) rows = NULL;
  Parts parts = { 0 };
  Parts failing = { .bytes = g_byte_array_new (), .fail_at = 2 };

  /* the largest are larger than a part */
  run (db,
       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
       " INSERT INTO point SELECT i - 1500, i, 'plenary', NULL, i, 'insight',"
       " printf('%.*c', iif(i % 1000 = 0, 1500000, i % 1500), 'x'), 0, i, 1, NULL, NULL, NULL, i FROM n",
       "");
  recorded = end_session (session);
  written = write_by_hand (db, "point", all, &parts);
  g_assert_cmpuint (parts.n_parts, >=, 4);
  g_assert_cmpint (parts.largest, <, MEGABYTE + 1500000 + 1000);
  g_assert_cmpuint (g_bytes_get_size (written), ==, g_bytes_get_size (recorded));
  g_assert_true (same_changes (written, recorded));
  apply (db, written, SQLITE_CHANGESETAPPLY_INVERT);
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
  apply (db, written, 0);

  /* a part that cannot be written ends it */
  rows = rap_db_prepare (db, all, NULL);
  g_assert_false (rap_changeset_write_inserts (db, "point", rows, write_cb, &failing, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (failing.n_parts, ==, 2);
  g_byte_array_unref (failing.bytes);
}

/* A whole import: the step in the history is what a session of one's own sees of it. */
static void
test_import (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autofree char *path = g_build_filename (archive->folder, "points.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) csv = g_string_new ("point,themes,syndicate_number,starred,recorded_at\n");
  g_autoptr (RapImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) recorded = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (RapStmt) stmt = NULL;
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  GByteArray *bytes = g_byte_array_new ();
  sqlite3_session *session;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (csv, "Grüße %0*d,a%d;b,%d,%s,2011-01-19T15:42:05Z\n", 1 + i % 1200, i, i % 7, i % 3,
                            i % 2 == 0 ? "yes" : "no");
  g_assert_true (g_file_set_contents (path, csv->str, (gssize) csv->len, NULL));
  import = rap_import_open (archive->store, RAP_IMPORT_POINTS, rap_programme_seminar_of (db, session_id), file, NULL,
                            &error);
  g_assert_no_error (error);
  rap_import_check (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  before = archive_dump (archive);
  session = start_session (db, rap_recorded_tables[0]);
  for (guint i = 1; rap_recorded_tables[i] != NULL; i++)
    g_assert_cmpint (sqlite3session_attach (session, rap_recorded_tables[i]), ==, SQLITE_OK);
  rap_import_write (import, FALSE, &error);
  g_assert_no_error (error);
  recorded = end_session (session);
  g_assert_cmpint (archive_count (archive, "point"), ==, 3000);
  g_assert_cmpint (archive_count (archive, "came_from"), ==, 3000);
  g_assert_cmpint (archive_count (archive, "point_theme"), ==, 6000);
  stmt = rap_db_prepare (db, "SELECT changes FROM history_part WHERE seq = (SELECT max(seq) FROM history) ORDER BY n",
                         NULL);
  while (rap_stmt_step (stmt, NULL))
    g_byte_array_append (bytes, sqlite3_column_blob (rap_stmt_handle (stmt), 0),
                         (guint) sqlite3_column_bytes (rap_stmt_handle (stmt), 0));
  written = g_byte_array_free_to_bytes (bytes);
  g_assert_cmpuint (g_bytes_get_size (written), >, MEGABYTE);
  g_assert_true (same_changes (written, recorded));
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  undone = archive_dump (archive);
  g_assert_cmpstr (undone, ==, before);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/changeset/single-rows", test_single_rows);
  archive_test_add ("/changeset/many-rows", test_many_rows);
  archive_test_add ("/changeset/every-byte-counts", test_every_byte_counts);
  archive_test_add ("/changeset/lengths", test_lengths);
  archive_test_add ("/changeset/parts", test_parts);
  archive_test_add ("/changeset/import", test_import);
  return g_test_run ();
}
