/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup is the archive, whole or not there; a check finds each fault that is put into a copy. */
#include "archive-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-backup.h"
#include "rap-sample.h"

static char *
name_file (Archive *archive, const char *name)
{
  return g_build_filename (archive->folder, name, NULL);
}

static guint
count_files (Archive *archive)
{
  g_autoptr (GDir) dir = g_dir_open (archive->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
fill (Archive *archive)
{
  g_autoptr (GError) error = NULL;

  rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
}

static void
note_progress_cb (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_write (Archive *archive, gconstpointer data)
{
  g_autofree char *path = name_file (archive, "copy.rapporteur");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *mode = NULL;
  g_autoptr (GError) error = NULL;
  RapStore *original;
  double progress = 0;
  guint n_files;

  fill (archive);
  n_files = count_files (archive);
  before = archive_dump (archive);
  rap_backup_write (rap_store_db (archive->store), path, note_progress_cb, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (progress, ==, 1);
  g_assert_cmpuint (count_files (archive), ==, n_files + 1);

  original = archive->store;
  archive->store = rap_store_open (path, "cli", RAP_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  mode = rap_db_text (rap_store_db (archive->store), "PRAGMA journal_mode", NULL);
  g_assert_cmpstr (mode, ==, "delete"); /* one file, for read-only media too */
  g_assert_finalize_object (archive->store);
  archive->store = original;
}

/* Somebody else writes in the middle of the copying, does not wait, and is not in the copy. */
static void
write_meanwhile_cb (double fraction, gpointer data)
{
  RapStore **other = data;
  g_autoptr (GError) error = NULL;

  if (*other == NULL)
    return;
  rap_db_exec (rap_store_db (*other), "DELETE FROM point_theme", &error);
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (other));
}

static void
test_writer (Archive *archive, gconstpointer data)
{
  g_autofree char *path = name_file (archive, "copy.rapporteur");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  RapStore *other;

  fill (archive);
  /* so much that it is not copied in one go */
  rap_db_exec (rap_store_db (archive->store), "UPDATE seminar SET summary = hex(zeroblob(5000000))", &error);
  g_assert_no_error (error);
  before = archive_dump (archive);
  other = rap_store_open (archive->path, "other", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  rap_backup_write (rap_store_db (archive->store), path, write_meanwhile_cb, &other, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (other);
  after = archive_dump (archive);
  g_assert_cmpstr (after, !=, before);
  g_clear_pointer (&after, g_free);
  g_assert_finalize_object (archive->store);
  archive->store = rap_store_open (path, "cli", RAP_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  after = archive_dump (archive);
  g_assert_true (strcmp (after, before) == 0);
}

static void
test_refused (Archive *archive, gconstpointer data)
{
  g_autofree char *taken = name_file (archive, "taken");
  g_autofree char *nowhere = name_file (archive, "no/copy");
  g_autofree char *path = name_file (archive, "copy");
  g_autofree char *contents = NULL;
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  RapDb *db = rap_store_db (archive->store);
  guint n_files;

  fill (archive);
  g_file_set_contents (taken, "mine", -1, NULL);
  n_files = count_files (archive);
  rap_backup_write (db, taken, NULL, NULL, NULL, &error);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_file_get_contents (taken, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "mine");

  rap_backup_write (db, nowhere, NULL, NULL, NULL, &error);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_cancellable_cancel (stopped);
  rap_db_exec (db, "UPDATE seminar SET summary = hex(zeroblob(5000000))", NULL);
  rap_backup_write (db, path, NULL, NULL, stopped, &error);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (archive), ==, n_files);
}

/* What the check finds, a line each. */
static char *
find_faults (Archive *archive)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = rap_backup_check (rap_store_db (archive->store), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (faults, NULL);
  return g_strjoinv ("\n", (char **) faults->pdata);
}

static void
test_check (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    const char *harm;
  } harms[] = {
    { "refer", "PRAGMA foreign_keys = 0; DELETE FROM theme WHERE name = 'trust'; PRAGMA foreign_keys = 1" },
    { "Points that the search", "UPDATE point SET text = text || '!' WHERE id = (SELECT min(id) FROM point)" },
    { "stand for nothing", "DELETE FROM words WHERE rowid = (SELECT docid FROM doc WHERE kind = 'point' LIMIT 1)" },
    { "sessions, syndicates", "DELETE FROM doc WHERE kind = 'session'" },
    { "stand for nothing", "UPDATE doc SET ref = -ref WHERE kind = 'person'" },
    { "words that it should", "PRAGMA writable_schema = 1; UPDATE words_data SET block = zeroblob(8) WHERE id > 10" },
    { "another session", "UPDATE point SET session_id = (SELECT min(id) FROM session) WHERE syndicate_id IS NOT NULL" },
    { "another seminar", "UPDATE role SET session_id = (SELECT id FROM session WHERE seminar_id <>"
                         " (SELECT seminar_id FROM attendance WHERE attendance.id = attendance_id))"
                         " WHERE kind = 'speaker'" },
    { "number", "UPDATE syndicate SET number = 1" },
    { "calendar", "UPDATE seminar SET date = '2011-02-30'" },
    { "Chatham House", "UPDATE seminar SET attribution = 'none'; UPDATE session SET attribution = NULL" },
    { "not whole", "UPDATE history SET bytes = bytes + 1" },
  };
  RapDb *db = rap_store_db (archive->store);
  g_autofree char *none = NULL;

  fill (archive);
  none = find_faults (archive);
  g_assert_cmpstr (none, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/harmed-%u", archive->folder, i);
      g_autofree char *faults = NULL;
      g_autoptr (GError) error = NULL;
      RapStore *sound = archive->store;

      rap_backup_write (db, path, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      archive->store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);
      g_assert_no_error (error);
      sqlite3_db_config (rap_db_handle (rap_store_db (archive->store)), SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
      rap_db_exec (rap_store_db (archive->store), harms[i].harm, &error);
      g_assert_no_error (error);
      faults = find_faults (archive);
      g_test_message ("%s", faults);
      g_assert_nonnull (strstr (faults, harms[i].fault));
      g_assert_finalize_object (archive->store);
      archive->store = sound;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/backup/write", test_write);
  archive_test_add ("/backup/writer", test_writer);
  archive_test_add ("/backup/refused", test_refused);
  archive_test_add ("/backup/check", test_check);
  return g_test_run ();
}
