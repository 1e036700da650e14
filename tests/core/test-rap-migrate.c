/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive is brought to the newest version whole or not at all, after a copy; a newer or altered one is refused. */
#include <gio/gio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive-fixture.h"

#define STAMP "-- version\n"
#define ADD_MOOD STAMP "ALTER TABLE point ADD COLUMN mood TEXT;"
#define ADD_TABLE STAMP "CREATE TABLE mood(id INTEGER PRIMARY KEY) STRICT;"
#define BREAKS STAMP "UPDATE point SET text = upper(text); CREATE TABLE point(id);"
#define REBUILDS STAMP "-- ends the history\nUPDATE point SET text = upper(text);"
#define N_POINTS 20
#define N_OWN 2
#define COPY ".before-v3" /* N_OWN + 1 */

/* The program's own versions, of the last of which rap_db_open() made the archive; @next is tried as one more. */
typedef struct
{
  char *own[N_OWN];
  char *views;
  const char *scripts[N_OWN + 1];
} Versions;

static char *
read_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/rapporteur/Rapporteur/schema/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static Versions *
make_versions (const char *next)
{
  Versions *versions = g_new0 (Versions, 1);

  for (int i = 0; i < N_OWN; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03d.sql", i + 1);
      versions->scripts[i] = versions->own[i] = read_resource (name);
    }
  versions->views = read_resource ("views.sql");
  versions->scripts[N_OWN] = next;
  return versions;
}

static void
free_versions (Versions *versions)
{
  for (int i = 0; i < N_OWN; i++)
    g_free (versions->own[i]);
  g_free (versions->views);
  g_free (versions);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Versions, free_versions)

static gboolean
migrate (Archive *archive, const char *next, GError **error)
{
  g_autoptr (Versions) versions = make_versions (next);

  return rap_db_migrate (rap_store_db (archive->store), versions->scripts, N_OWN + 1, versions->views, error);
}

static gint64
read_file (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 number = -1;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return number;
}

static char *
copy_path (Archive *archive)
{
  return g_strconcat (archive->path, COPY, NULL);
}

static void
fill (Archive *archive)
{
  gint64 session_id = archive_add_seminar (archive, 2);

  for (int i = 0; i < N_POINTS; i++)
    archive_say (archive->store, session_id, NULL, "people trust #trust");
}

static void
test_two_versions (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = copy_path (archive);

  for (int i = 1; i <= N_OWN; i++)
    {
      g_autofree char *early = g_strdup_printf ("%s.before-v%d", archive->path, i);
      g_assert_false (g_file_test (early, G_FILE_TEST_EXISTS)); /* a new archive leaves none */
    }
  fill (archive);
  g_assert_true (migrate (archive, ADD_MOOD, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_number (archive, "PRAGMA user_version"), ==, N_OWN + 1);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE mood IS NULL"), ==, N_POINTS);
  archive_check (archive);
  /* the copy is the archive of before, whole */
  g_assert_cmpint (read_file (copy, "PRAGMA user_version"), ==, N_OWN);
  g_assert_cmpint (read_file (copy, "SELECT count(*) FROM point"), ==, N_POINTS);
  /* history goes on: a column was only added */
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, N_POINTS - 1);
  archive_check (archive);
}

/* An archive of the first version, as its program left it, opens; what it holds can be undone as before. */
static void
test_from_the_first (Archive *archive, gconstpointer data)
{
  g_autoptr (Versions) versions = make_versions (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (archive->path, "-1", NULL);
  g_autofree char *copy = g_strconcat (path, ".before-v2", NULL);
  g_autoptr (RapStore) store = NULL;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, versions->own[0], NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (handle,
                    "PRAGMA application_id = 1382117425; PRAGMA user_version = 1;"
                    "INSERT INTO seminar(id, title, date, tz) VALUES(7, 'Old', '2011-01-19', 'UTC'); COMMIT",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (handle);
  store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rap_db_int (rap_store_db (store), "PRAGMA user_version", NULL), ==, N_OWN);
  g_assert_cmpint (rap_db_int (rap_store_db (store), "SELECT starts_at IS NULL FROM seminar WHERE title = 'Old'", NULL),
                   ==, 1);
  g_assert_cmpint (read_file (copy, "PRAGMA user_version"), ==, 1);
}

static void
test_failing (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill (archive);
  before = archive_dump (archive);
  g_assert_false (migrate (archive, BREAKS, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (archive_number (archive, "PRAGMA user_version"), ==, N_OWN);
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
  g_clear_pointer (&after, g_free);

  /* control: without a transaction around it the first half of that script stays */
  g_assert_false (rap_db_exec (rap_store_db (archive->store), BREAKS, NULL));
  after = archive_dump (archive);
  g_assert_cmpstr (after, !=, before);
}

static void
test_newer (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length;

  fill (archive);
  g_assert_true (migrate (archive, ADD_TABLE, &error));
  g_assert_finalize_object (g_steal_pointer (&archive->store));
  g_assert_true (g_file_get_contents (archive->path, &before, &length, NULL));
  g_assert_null (rap_store_open (archive->path, "window", RAP_DB_DEFAULT, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NEWER);
  g_assert_true (g_file_get_contents (archive->path, &after, NULL, NULL));
  g_assert_cmpmem (before, length, after, length);
}

static void
test_ends_the_history (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id;

  fill (archive);
  g_assert_true (migrate (archive, REBUILDS, &error));
  g_assert_cmpint (archive_count (archive, "history"), ==, 0);
  g_assert_cmpint (archive_count (archive, "history_part"), ==, 0);
  g_assert_false (rap_store_undo (archive->store, 0, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOTHING);
  g_clear_error (&error);
  /* and begins anew with a number that was not there before */
  session_id = archive_number (archive, "SELECT id FROM session");
  archive_say (archive->store, session_id, NULL, "new");
  g_assert_cmpint (archive_number (archive, "SELECT min(seq) FROM history"), ==, N_POINTS + 2);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
}

static void
test_damaged_is_not_migrated (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = copy_path (archive);

  fill (archive);
  /* an index that lost an entry: everything can be read, and integrity_check still says no */
  g_assert_true (rap_db_exec (rap_store_db (archive->store),
                              "DROP INDEX point_session_id; CREATE TABLE broken(a INT NOT NULL) STRICT;"
                              "INSERT INTO broken VALUES(1)",
                              &error));
  sqlite3_db_config (rap_db_handle (rap_store_db (archive->store)), SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  g_assert_true (rap_db_exec (rap_store_db (archive->store),
                              "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET"
                              " sql = 'CREATE TABLE broken(a TEXT NOT NULL) STRICT' WHERE name = 'broken';"
                              "PRAGMA writable_schema = RESET",
                              &error));
  g_assert_no_error (error);
  g_assert_false (migrate (archive, ADD_TABLE, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpint (archive_number (archive, "PRAGMA user_version"), ==, N_OWN);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Opens the archive and brings it on, as a program that just starts does; exits with how that went. */
static pid_t
migrate_in_child (const char *path, int go)
{
  pid_t pid = fork ();
  char byte;

  if (pid == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Versions) versions = make_versions (ADD_MOOD);
      RapDb *db;

      if (read (go, &byte, 1) < 0)
        _exit (9);
      db = rap_db_open (path, RAP_DB_WAIT, &error);
      if (db != NULL && rap_db_migrate (db, versions->scripts, N_OWN + 1, versions->views, &error))
        _exit (0);
      /* the other one was done before this one looked: to rap_db_open() the archive is a newer one */
      _exit (g_error_matches (error, RAP_ERROR, RAP_ERROR_NEWER) ? 0 : 1);
    }
  return pid;
}

static void
test_two_at_once (Archive *archive, gconstpointer data)
{
  g_autofree char *copy = copy_path (archive);

  fill (archive);
  for (int round = 0; round < 5; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%d", archive->path, round);
      g_autofree char *path_copy = g_strconcat (path, COPY, NULL);
      pid_t children[2];
      int go[2], status;

      g_assert_true (rap_db_run (rap_store_db (archive->store), NULL, "VACUUM INTO ?1", "s", path));
      g_assert_cmpint (pipe (go), ==, 0);
      for (int i = 0; i < 2; i++)
        children[i] = migrate_in_child (path, go[0]);
      g_assert_cmpint (write (go[1], "go", 2), ==, 2);
      for (int i = 0; i < 2; i++)
        {
          g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
          g_assert_true (WIFEXITED (status));
          g_assert_cmpint (WEXITSTATUS (status), ==, 0);
        }
      close (go[0]);
      close (go[1]);
      g_assert_cmpint (read_file (path, "PRAGMA user_version"), ==, N_OWN + 1);
      g_assert_cmpint (read_file (path, "SELECT count(*) FROM point WHERE mood IS NULL"), ==, N_POINTS);
      /* the copy is still that of before, not one that the slower process made of the new version */
      g_assert_cmpint (read_file (path_copy, "PRAGMA user_version"), ==, N_OWN);
    }
}

static void
test_altered (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gboolean opens;
  } cases[] = {
    { "CREATE TABLE somebody_else(a)", TRUE },
    { "CREATE INDEX somebody_else ON point(text)", TRUE },
    { "CREATE VIEW somebody_else AS SELECT text FROM point", TRUE },
    { "CREATE TRIGGER somebody_else AFTER INSERT ON point BEGIN DELETE FROM point; END", FALSE },
    { "DROP INDEX point_merged_into", FALSE },
    { "ALTER TABLE point ADD COLUMN mood TEXT", FALSE },
    { "ALTER TABLE point RENAME COLUMN text TO words", FALSE },
    { "DROP TABLE gone", FALSE },
    { "DROP TABLE words", FALSE },
  };

  fill (archive);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", archive->path, i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (RapStore) store = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      sqlite3 *handle;

      g_assert_true (rap_db_run (rap_store_db (archive->store), NULL, "VACUUM INTO ?1", "s", path));
      sqlite3_open (path, &handle);
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (sqlite3_exec (handle, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      g_assert_true (g_file_get_contents (path, &before, &length, NULL));
      store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);
      g_assert_cmpint (store != NULL, ==, cases[i].opens);
      if (cases[i].opens)
        continue;
      g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE);
      g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
      g_assert_cmpmem (before, length, after, length);
    }
}

/* Views hold nothing: those of another version of the program are made anew without a migration. */
static void
test_views_are_renewed (Archive *archive, gconstpointer data)
{
  g_autoptr (Versions) versions = make_versions (NULL);
  const char *old = "DROP VIEW IF EXISTS said; CREATE VIEW said AS SELECT 1 AS n;";
  const char *new = "DROP VIEW IF EXISTS said; CREATE VIEW said AS SELECT 2 AS n;";
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_db_migrate (db, versions->scripts, N_OWN, old, &error));
  g_assert_cmpint (archive_number (archive, "SELECT n FROM said"), ==, 1);
  g_assert_true (rap_db_migrate (db, versions->scripts, N_OWN, new, &error));
  g_assert_cmpint (archive_number (archive, "SELECT n FROM said"), ==, 2);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/migrate/two-versions", test_two_versions);
  archive_test_add ("/migrate/from-the-first", test_from_the_first);
  archive_test_add ("/migrate/failing", test_failing);
  archive_test_add ("/migrate/newer", test_newer);
  archive_test_add ("/migrate/ends-the-history", test_ends_the_history);
  archive_test_add ("/migrate/damaged-is-not-migrated", test_damaged_is_not_migrated);
  archive_test_add ("/migrate/two-at-once", test_two_at_once);
  archive_test_add ("/migrate/altered", test_altered);
  archive_test_add ("/migrate/views-are-renewed", test_views_are_renewed);
  return g_test_run ();
}
