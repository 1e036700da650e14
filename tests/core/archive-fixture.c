/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archive-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-capture.h"
#include "rap-programme.h"

static void
set_up (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  archive->folder = g_dir_make_tmp ("rapporteur-XXXXXX", &error);
  archive->path = g_build_filename (archive->folder, "archive.rapporteur", NULL);
  archive->store = rap_store_open (archive->path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
tear_down (Archive *archive, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (archive->store != NULL)
    g_assert_finalize_object (archive->store);
  dir = g_dir_open (archive->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (archive->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (archive->folder);
  g_free (archive->folder);
  g_free (archive->path);
}

void
archive_test_add (const char *name, ArchiveTest test)
{
  g_test_add (name, Archive, NULL, set_up, test, tear_down);
}

void
archive_reopen (Archive *archive)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (archive->store);
  archive->store = rap_store_open (archive->path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
}

sqlite3 *
archive_hold (Archive *archive)
{
  sqlite3 *other = NULL;
  g_autoptr (GError) error = NULL;

  rap_db_exec (rap_store_db (archive->store), "PRAGMA journal_mode = DELETE", &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (archive->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  return other;
}

char *
archive_dump (Archive *archive)
{
  RapDb *db = rap_store_db (archive->store);
  GString *dump = g_string_new (NULL);

  for (guint i = 0; rap_recorded_tables[i] != NULL; i++)
    {
      g_autofree char *columns =
          rap_db_text (db, "SELECT group_concat('quote(' || name || ')', '||'',''||') FROM pragma_table_info(?1)", "s",
                       rap_recorded_tables[i]);
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s ORDER BY 1", columns, rap_recorded_tables[i]);
      g_autoptr (RapStmt) rows = rap_db_prepare (db, sql, NULL);

      while (rap_stmt_step (rows, NULL))
        g_string_append_printf (dump, "%s: %s\n", rap_recorded_tables[i], rap_stmt_text (rows, 0));
    }
  return g_string_free (dump, FALSE);
}

void
archive_check (Archive *archive)
{
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = rap_db_text (db, "PRAGMA integrity_check", NULL);

  g_assert_cmpstr (verdict, ==, "ok");
  g_assert_cmpint (rap_db_int (db, "SELECT count(*) FROM pragma_foreign_key_check", NULL), ==, 0);
  rap_db_exec (db, "INSERT INTO words(words, rank) VALUES('integrity-check', 1)", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rap_db_int (db,
                               "SELECT count(*) FROM point LEFT JOIN doc ON doc.kind = 'point' AND ref = point.id"
                               " LEFT JOIN words ON words.rowid = docid WHERE words.text IS NOT point.text",
                               NULL),
                   ==, 0);
  g_assert_cmpint (
      rap_db_int (db, "SELECT count(*) FROM doc WHERE kind = 'point' AND ref NOT IN (SELECT id FROM point)", NULL), ==,
      0);
  g_assert_cmpint (rap_db_int (db, "SELECT (SELECT count(*) FROM doc) - (SELECT count(*) FROM words)", NULL), ==, 0);
}

gint64
archive_count (Archive *archive, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);

  return rap_db_int (rap_store_db (archive->store), sql, NULL);
}

gint64
archive_number (Archive *archive, const char *sql)
{
  return rap_db_int (rap_store_db (archive->store), sql, NULL);
}

gint64
archive_say (RapStore *store, gint64 session_id, const RapVoice *voice, const char *typed)
{
  const RapVoice plenary = { 0 };
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (store), session_id, TRUE);
  g_autoptr (RapLine) line = rap_line_parse (typed, context);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  rap_capture_add (store, session_id, voice != NULL ? voice : &plenary, line, 0, &id, &error);
  g_assert_no_error (error);
  return id;
}

gint64
archive_add_seminar (Archive *archive, int syndicates)
{
  RapSeminarPlan plan = { .title = "A seminar", .date = "2011-01-19", .syndicates = syndicates };
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_new_seminar (archive->store, &plan, &error);

  g_assert_no_error (error);
  return rap_programme_find_session (rap_store_db (archive->store), id, 0, &error);
}

RapVoice
archive_syndicate (Archive *archive, gint64 session_id, int number)
{
  g_autoptr (GError) error = NULL;
  RapVoice voice = { rap_programme_find_syndicate (rap_store_db (archive->store), session_id, number, &error), 0 };

  g_assert_no_error (error);
  return voice;
}

void
archive_run (Archive *archive, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rap_db_exec (rap_store_db (archive->store), sql, &error);
  g_assert_no_error (error);
}

void
archive_change (Archive *archive, gint64 seminar_id, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_store_begin (archive->store, "Change", seminar_id, &error));
  archive_run (archive, sql);
  g_assert_true (rap_store_commit (archive->store, &error));
}
