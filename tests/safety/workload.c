/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workload.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "rap-capture.h"
#include "rap-changes.h"
#include "rap-programme.h"

static gint64
ask (sqlite3 *handle, const char *sql, int *code)
{
  sqlite3_stmt *stmt = NULL;
  gint64 number = -1;

  *code = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);
  if (*code == SQLITE_OK)
    *code = sqlite3_step (stmt);
  if (*code == SQLITE_ROW)
    number = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return number;
}

static void
digest_table (sqlite3 *handle, GChecksum *checksum, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", table);
  sqlite3_stmt *stmt = NULL;

  g_checksum_update (checksum, (const guchar *) table, -1);
  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_checksum_update (checksum, (const guchar *) "?", 1);
  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        guchar type = (guchar) sqlite3_column_type (stmt, i);
        g_checksum_update (checksum, &type, 1);
        g_checksum_update (checksum, sqlite3_column_blob (stmt, i), sqlite3_column_bytes (stmt, i));
        g_checksum_update (checksum, (const guchar *) "\0", 1);
      }
  sqlite3_finalize (stmt);
}

static char *
digest (sqlite3 *handle)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);

  for (guint i = 0; rap_recorded_tables[i] != NULL; i++)
    digest_table (handle, checksum, rap_recorded_tables[i]);
  digest_table (handle, checksum, "history");
  digest_table (handle, checksum, "history_part");
  return g_strdup (g_checksum_get_string (checksum));
}

/* Returns what does not hold, or NULL. */
static const char *
find_fault (sqlite3 *handle)
{
  static const char *const zero[] = {
    "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT count(*) FROM pragma_foreign_key_check",
    "SELECT count(*) FROM point LEFT JOIN doc ON doc.kind = 'point' AND ref = point.id"
    " LEFT JOIN words ON words.rowid = docid WHERE words.text IS NOT point.text",
    "SELECT count(*) FROM doc WHERE kind = 'point' AND ref NOT IN (SELECT id FROM point)",
    "SELECT (SELECT count(*) FROM doc) - (SELECT count(*) FROM words)",
    "SELECT count(*) FROM history LEFT JOIN (SELECT seq, sum(length(changes)) AS n FROM history_part GROUP BY seq)"
    " AS part USING(seq) WHERE n IS NOT bytes",
    "SELECT count(*) FROM history WHERE seq > (SELECT seq FROM sqlite_sequence WHERE name = 'history')",
  };
  int code;

  for (guint i = 0; i < G_N_ELEMENTS (zero); i++)
    if (ask (handle, zero[i], &code) != 0)
      return zero[i];
  ask (handle, "INSERT INTO words(words, rank) VALUES('integrity-check', 1)", &code);
  return code == SQLITE_DONE ? NULL : "FTS5's integrity check";
}

/* How many versions the schema has had. */
static gint64
count_versions (void)
{
  g_auto (GStrv) files =
      g_resources_enumerate_children ("/io/github/rapporteur/Rapporteur/schema", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gint64 n = 0;

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    n += g_ascii_isdigit (*files[i]);
  return n;
}

gint64
workload_say (RapStore *store, const char *typed, GError **error)
{
  RapDb *db = rap_store_db (store);
  const RapVoice plenary = { 0 };
  gint64 session_id = rap_db_int (db, "SELECT min(id) FROM session", NULL), id = 0;
  g_autoptr (RapLineContext) context = rap_capture_context (db, session_id, rap_capture_needs_points (typed));
  g_autoptr (RapLine) line = rap_line_parse (typed, context);

  return rap_capture_add (store, session_id, &plenary, line, 0, &id, error) ? id : 0;
}

gboolean
workload_act (RapStore *store, GError **error)
{
  static const char *const lines[] = { "People trust #trust *",
                                       "Who owns it?",
                                       "! Send the link by 28 Feb #policy",
                                       "\"perpetual beta\" #\"culture change\"",
                                       "= people",
                                       "中文 #中文 +3 ??" };
  static const RapSeminarPlan plan = { .title = "A seminar", .date = "2011-01-19", .syndicates = 3, .series = "Talks" };
  RapDb *db = rap_store_db (store);
  gint64 session_id = rap_db_int (db, "SELECT min(id) FROM session", NULL);
  gint64 id = rap_db_int (db, "SELECT id FROM point ORDER BY random() LIMIT 1", NULL);
  RapVoice voice = { rap_db_int (db,
                                 "SELECT syndicate.id FROM syndicate JOIN point USING(session_id) WHERE point.id = ?1"
                                 " ORDER BY random() LIMIT 1",
                                 "i", id),
                     0 };
  g_autoptr (GError) local = NULL;
  gboolean done = TRUE;

  if (rap_db_take_unasked (db, error))
    return FALSE;
  if (session_id == 0)
    return rap_programme_new_seminar (store, &plan, error) != 0;
  switch (id != 0 ? g_random_int_range (0, 10) : 9)
    {
    case 0:
      return rap_capture_delete (store, &id, 1, error);
    case 1:
      return rap_capture_star (store, &id, 1, error);
    case 2:
      return rap_capture_move (store, &id, 1, &voice, error);
    case 3:
      return rap_programme_add_syndicate (
                 store, rap_db_int (db, "SELECT min(id) FROM session WHERE kind IN ('discussion', 'other')", NULL),
                 error) != 0;
    case 4:
      done = rap_store_undo (store, 0, NULL, &local);
      break;
    case 5:
      done = rap_store_redo (store, 0, NULL, &local);
      break;
    default:
      return workload_say (store, lines[g_random_int_range (0, G_N_ELEMENTS (lines))], error) != 0;
    }
  if (done || local->code == RAP_ERROR_NOTHING)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

char *
workload_probe (const char *path, char **fault)
{
  sqlite3 *handle = NULL;
  char *found = NULL;
  int code = SQLITE_OK;

  *fault = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup ("");
  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, "unix") != SQLITE_OK)
    *fault = g_strdup_printf ("cannot be opened: %s", sqlite3_errmsg (handle));
  else if (ask (handle, "SELECT count(*) FROM sqlite_schema", &code) == 0 && code == SQLITE_ROW &&
           ask (handle, "PRAGMA user_version", &code) == 0)
    found = g_strdup ("");
  /* being made: brought through the first versions, and nothing is in it yet */
  else if (ask (handle, "PRAGMA user_version", &code) < count_versions () &&
           ask (handle, "SELECT count(*) FROM history", &code) == 0 && code == SQLITE_ROW)
    found = g_strdup ("");
  else
    {
      const char *wrong = find_fault (handle);
      if (wrong != NULL)
        *fault = g_strdup_printf ("%s (%s)", wrong, sqlite3_errmsg (handle));
      else
        found = digest (handle);
    }
  sqlite3_close (handle);
  return found;
}

char *
workload_digest (RapStore *store)
{
  return digest (rap_db_handle (rap_store_db (store)));
}

char *
workload_make_folder (void)
{
  char *folder = g_strdup ("/dev/shm/rapporteur-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);
  return g_dir_make_tmp ("rapporteur-XXXXXX", NULL);
}

void
workload_remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}
