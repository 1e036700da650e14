/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-backup.h"

#include <glib/gi18n-lib.h>

#include "rap-safe-file.h"

#define STEP_PAGES 1024
#define INTERRUPT_OPS 100000
#define MOST_FAULTS "20"

/* What must hold in every archive, as SQL that counts where it does not. */
static const struct
{
  const char *fault;
  const char *sql;
} rules[] = {
  { N_ ("Rows that refer to a row that is not there"), "SELECT count(*) FROM pragma_foreign_key_check" },
  { N_ ("Points that the search index does not have as they are"),
    "SELECT count(*) FROM point LEFT JOIN doc ON doc.kind = 'point' AND ref = point.id"
    " LEFT JOIN words ON words.rowid = docid WHERE words.text IS NOT point.text" },
  { N_ ("Seminars, sessions, syndicates or people that the search index does not have"),
    "SELECT count(*) FROM (SELECT 'seminar' AS row_kind, id FROM seminar UNION ALL SELECT 'person', id FROM person"
    " UNION ALL SELECT 'session', id FROM session WHERE title IS NOT NULL"
    " UNION ALL SELECT 'syndicate', id FROM syndicate WHERE coalesce(name, brief) IS NOT NULL)"
    " WHERE NOT EXISTS (SELECT 1 FROM doc JOIN words ON words.rowid = docid WHERE ref = id AND kind = row_kind)" },
  { N_ ("Entries of the search index that stand for nothing"),
    "SELECT (SELECT count(*) FROM doc WHERE CASE kind WHEN 'point' THEN ref NOT IN (SELECT id FROM point)"
    " WHEN 'seminar' THEN ref NOT IN (SELECT id FROM seminar) WHEN 'person' THEN ref NOT IN (SELECT id FROM person)"
    " WHEN 'session' THEN ref NOT IN (SELECT id FROM session)"
    " WHEN 'syndicate' THEN ref NOT IN (SELECT id FROM syndicate) ELSE true END)"
    " + abs((SELECT count(*) FROM doc) - (SELECT count(*) FROM words))" },
  { N_ ("Points that belong to a syndicate of another session"),
    "SELECT count(*) FROM point JOIN syndicate ON syndicate.id = syndicate_id"
    " WHERE point.session_id <> syndicate.session_id" },
  { N_ ("Roles in a session of another seminar"),
    "SELECT count(*) FROM role JOIN attendance ON attendance.id = attendance_id"
    " LEFT JOIN syndicate ON syndicate.id = syndicate_id"
    " JOIN session ON session.id = coalesce(role.session_id, syndicate.session_id)"
    " WHERE session.seminar_id <> attendance.seminar_id" },
  { N_ ("Syndicates with the number of another one of their session"),
    "SELECT count(*) - count(DISTINCT session_id || ' ' || number) FROM syndicate" },
  { N_ ("Seminars on a day that the calendar does not have"),
    "SELECT count(*) FROM seminar WHERE date(julianday(date)) IS NOT date" },
  { N_ ("Names kept in a session held under the Chatham House Rule"),
    "SELECT count(*) FROM point_person JOIN point ON point.id = point_id JOIN session ON session.id = session_id"
    " JOIN seminar ON seminar.id = seminar_id WHERE coalesce(session.attribution, seminar.attribution) = 'none'" },
  { N_ ("Steps of the history that are not whole"),
    "SELECT count(*) FROM history WHERE origin <> 'erase' AND bytes <>"
    " (SELECT ifnull(sum(length(changes)), 0) FROM history_part WHERE history_part.seq = history.seq)" },
};

typedef struct
{
  RapBackupProgress progress;
  gpointer data;
  GCancellable *cancellable;
  double from, to; /* the part of the whole that is at hand */
} Work;

static void
tell (Work *work, double fraction)
{
  if (work->progress != NULL)
    work->progress (work->from + (work->to - work->from) * fraction, work->data);
}

static int
interrupt_cb (void *data)
{
  Work *work = data;

  return g_cancellable_is_cancelled (work->cancellable);
}

/* Copies all pages within one snapshot, so that a writer neither waits nor makes the copying start again. */
static int
copy_pages (RapDb *db, sqlite3 *copy, Work *work)
{
  sqlite3_backup *backup;
  int code;

  if (!rap_db_run (db, NULL, "BEGIN", NULL))
    return sqlite3_errcode (rap_db_handle (db));
  rap_db_int (db, "SELECT count(*) FROM sqlite_schema", NULL);
  backup = sqlite3_backup_init (copy, "main", rap_db_handle (db), "main");
  do
    {
      code = backup != NULL ? sqlite3_backup_step (backup, STEP_PAGES) : sqlite3_errcode (copy);
      if (code == SQLITE_OK && g_cancellable_is_cancelled (work->cancellable))
        code = SQLITE_INTERRUPT;
      if (code == SQLITE_OK)
        tell (work, 1 - sqlite3_backup_remaining (backup) / (double) MAX (1, sqlite3_backup_pagecount (backup)));
    }
  while (code == SQLITE_OK);
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  rap_db_run (db, NULL, "ROLLBACK", NULL);
  return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* For every row of an integrity check: adds what is not "ok". */
static int
add_fault_cb (void *faults, int n, char **values, char **names)
{
  if (g_strcmp0 (values[0], "ok") != 0)
    g_ptr_array_add (faults, g_strdup (values[0]));
  return 0;
}

static int
read_count_cb (void *count, int n, char **values, char **names)
{
  *(gint64 *) count = g_ascii_strtoll (values[0], NULL, 10);
  return 0;
}

static int
check_structure (sqlite3 *copy, GPtrArray *faults)
{
  return sqlite3_exec (copy, "PRAGMA integrity_check(" MOST_FAULTS ")", add_fault_cb, faults, NULL);
}

static int
check_rule (sqlite3 *copy, const char *fault, const char *sql, GPtrArray *faults)
{
  gint64 count = 0;
  const int code = sqlite3_exec (copy, sql, read_count_cb, &count, NULL);

  if (code == SQLITE_OK && count != 0)
    g_ptr_array_add (faults, g_strdup_printf ("%s: %" G_GINT64_FORMAT, _ (fault), count));
  return code;
}

/* A check that cannot be done is a fault found, unless it was stopped. */
static int
check_contents (sqlite3 *copy, Work *work, GPtrArray *faults)
{
  int code = sqlite3_exec (copy, "INSERT INTO words(words, rank) VALUES('integrity-check', 1)", NULL, NULL, NULL);

  if (code == SQLITE_INTERRUPT)
    return code;
  if (code != SQLITE_OK)
    g_ptr_array_add (faults, g_strdup (_ ("The search index does not hold the words that it should")));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      code = check_rule (copy, rules[i].fault, rules[i].sql, faults);
      if (code == SQLITE_INTERRUPT)
        return code;
      if (code != SQLITE_OK)
        g_ptr_array_add (faults, g_strdup (sqlite3_errmsg (copy)));
      tell (work, (i + 1) / (double) G_N_ELEMENTS (rules));
    }
  return SQLITE_OK;
}

static gboolean
check_free (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
               _ ("There is something at “%s” already; it was left as it is and no backup was made."), name);
  return FALSE;
}

/* What went wrong with the copy, or with the archive where that is the one to blame. */
static gboolean
fail (RapDb *db, sqlite3 *copy, RapSafeFile *file, int code, GError **error)
{
  const int primary = code & 0xff;
  GError *cause;

  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
      primary == SQLITE_INTERRUPT)
    return rap_db_fail (db, code, error);
  cause = g_error_new_literal (G_IO_ERROR, primary == SQLITE_FULL ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_FAILED,
                               sqlite3_errmsg (copy));
  g_propagate_error (error, rap_safe_file_explain_error (file, cause));
  return FALSE;
}

static gboolean
write_copy (RapDb *db, sqlite3 *copy, RapSafeFile *file, Work *work, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  int code;

  /* the copy of an archive that is open says that it has a WAL; alone it has none. Nothing is lost with a journal in
   * memory: until it has its name the copy is nothing */
  code = sqlite3_exec (copy, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (db, copy, work);
  work->from = work->to;
  work->to = 1;
  sqlite3_progress_handler (copy, INTERRUPT_OPS, interrupt_cb, work);
  if (code == SQLITE_OK)
    code = sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = check_structure (copy, faults);
  if (code != SQLITE_OK)
    return fail (db, copy, file, code, error);
  return faults->len == 0 || rap_db_fail (db, SQLITE_CORRUPT, error);
}

gboolean
rap_backup_write (RapDb *db,
                  const char *path,
                  RapBackupProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Work work = { progress, data, cancellable, 0, 0.7 };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (RapSafeFile) file = NULL;
  sqlite3 *copy = NULL;
  gboolean done;
  int code;

  g_return_val_if_fail (db != NULL && path != NULL, FALSE);

  if (!check_free (path, error) || (file = rap_safe_file_new (folder, name, error)) == NULL)
    return FALSE;
  code = sqlite3_open_v2 (rap_safe_file_get_path (file), &copy, SQLITE_OPEN_READWRITE, NULL);
  done = code == SQLITE_OK ? write_copy (db, copy, file, &work, error) : fail (db, copy, file, code, error);
  sqlite3_close (copy);
  if (!done || !check_free (path, error) || !rap_safe_file_commit (file, error))
    return FALSE;
  tell (&work, 1);
  return TRUE;
}

GPtrArray *
rap_backup_check (RapDb *db, RapBackupProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Work work = { progress, data, cancellable, 0, 0.3 };
  sqlite3 *copy = NULL;
  int code;

  g_return_val_if_fail (db != NULL, NULL);

  /* a temporary file that SQLite takes away itself */
  code = sqlite3_open_v2 ("", &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  sqlite3_db_config (copy, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (db, copy, &work);
  sqlite3_progress_handler (copy, INTERRUPT_OPS, interrupt_cb, &work);
  if (code == SQLITE_OK)
    code = check_structure (copy, faults);
  work.from = 0.7;
  work.to = 1;
  tell (&work, 0);
  if (code == SQLITE_OK)
    code = check_contents (copy, &work, faults);
  sqlite3_close (copy);
  if (code == SQLITE_OK)
    return g_steal_pointer (&faults);
  rap_db_fail (db, code, error);
  return NULL;
}
