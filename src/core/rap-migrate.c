/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "rap-db.h"

#define APPLICATION_ID 0x52617031 /* "Rap1" */

static gboolean
read_number (RapDb *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  RapStmt *stmt = rap_stmt_new (rap_db_handle (self), sql, NULL);

  *number = rap_stmt_step (stmt, &local) ? rap_stmt_int (stmt, 0) : 0;
  rap_stmt_free (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
set_newer_error (RapDb *self, GError **error)
{
  g_set_error (error, RAP_ERROR, RAP_ERROR_NEWER,
               _ ("The archive “%s” was made by a newer Rapporteur; it was left as it is. Update this program."),
               rap_db_path (self));
  return FALSE;
}

/* Runs @sql, with the text ?1 if it has one, on the file @path. Returns the first column of the first row, if any. */
static char *
ask_file (const char *path, const char *sql, const char *text, int *code)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  char *answer = NULL;

  *code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL);
  if (*code == SQLITE_OK)
    *code = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);
  if (*code == SQLITE_OK)
    {
      if (text != NULL)
        sqlite3_bind_text (stmt, 1, text, -1, SQLITE_STATIC);
      *code = sqlite3_step (stmt);
      if (*code == SQLITE_ROW)
        answer = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
    }
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return answer;
}

/* A copy of the archive as it is now, read back and checked. It has its name only when it is whole and on disk. This
 * is done by another connection, because VACUUM does not run in the transaction that keeps everybody else from writing
 * in the meantime. */
static gboolean
make_copy (RapDb *self, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.before-v%" G_GINT64_FORMAT, rap_db_path (self), version + 1);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *verdict = NULL;
  int code, fd;

  g_unlink (part);
  g_free (ask_file (rap_db_path (self), "VACUUM INTO ?1", part, &code));
  if (code == SQLITE_DONE)
    verdict = ask_file (part, "PRAGMA integrity_check", NULL, &code);
  if (g_strcmp0 (verdict, "ok") == 0 && (fd = g_open (part, O_RDONLY | O_CLOEXEC, 0)) >= 0)
    {
      gboolean synced = fsync (fd) == 0;
      g_close (fd, NULL);
      /* the folder is synced with the migration's own journal */
      if (synced && g_rename (part, path) == 0)
        return TRUE;
      code = SQLITE_IOERR;
    }
  g_unlink (part);
  if (verdict == NULL || g_str_equal (verdict, "ok"))
    return rap_db_fail (self, code, error);
  g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
               _ ("The archive “%s” is damaged (%s); it was left as it is. Restore a backup."), rap_db_path (self),
               verdict);
  return FALSE;
}

static gboolean
run_script (RapDb *self, const char *script, const char *views, gint64 version, GError **error)
{
  g_autofree char *stamp =
      g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d;", (int) version, APPLICATION_ID);

  return rap_db_exec (self, script, error) &&
         (strstr (script, "-- ends the history\n") == NULL ||
          rap_db_exec (self, "DELETE FROM history_part; DELETE FROM history;", error)) &&
         rap_db_exec (self, views, error) && rap_db_exec (self, stamp, error);
}

/* One version further, in one transaction; @version is the one before and after, *@copied whether there is a copy. */
static gboolean
bring_on (RapDb *self,
          const char *const *scripts,
          int n_scripts,
          const char *views,
          gint64 *version,
          gboolean *copied,
          GError **error)
{
  if (!rap_db_begin (self, error))
    return FALSE;
  /* another process may have brought it on since we looked */
  if (read_number (self, "PRAGMA user_version", version, error) &&
      (*version <= n_scripts || set_newer_error (self, error)) &&
      (*version == n_scripts || *version == 0 || *copied || (*copied = make_copy (self, *version, error))) &&
      (*version == n_scripts || run_script (self, scripts[*version], views, *version + 1, error)) &&
      rap_db_commit (self, error))
    {
      *version = MIN (*version + 1, n_scripts);
      return TRUE;
    }
  rap_db_rollback (self);
  return FALSE;
}

/* An empty archive in memory: what the structure has to be. */
static sqlite3 *
make_model (const char *const *scripts, int n_scripts, const char *views)
{
  sqlite3 *model = NULL;
  int code = sqlite3_open (":memory:", &model);

  for (int i = 0; code == SQLITE_OK && i < n_scripts; i++)
    code = sqlite3_exec (model, scripts[i], NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (model, views, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return model;
  sqlite3_close (model);
  return NULL;
}

static GHashTable *
read_structure (sqlite3 *handle, gboolean views, GError **error)
{
  GHashTable *structure = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RapStmt *stmt = rap_stmt_new (handle,
                                "SELECT CASE type WHEN 'trigger' THEN type ELSE sql END FROM sqlite_schema"
                                " WHERE sql NOTNULL AND (type = 'view') = ?1",
                                NULL);

  rap_stmt_rebind (stmt, "i", (gint64) views);
  while (rap_stmt_step (stmt, error))
    g_hash_table_add (structure, g_strdup (rap_stmt_text (stmt, 0)));
  rap_stmt_free (stmt);
  return structure;
}

/* Compares tables and indexes, or else views, with the model's. What somebody added is let be, but for triggers: they
 * would write behind the history's back. */
static gboolean
has_structure (RapDb *self, sqlite3 *model, gboolean views, GError **error)
{
  g_autoptr (GHashTable) wanted = read_structure (model, views, NULL);
  g_autoptr (GHashTable) found = read_structure (rap_db_handle (self), views, error);
  gboolean same = !g_hash_table_contains (found, "trigger");
  GHashTableIter iter;
  gpointer sql;

  g_hash_table_iter_init (&iter, wanted);
  while (same && g_hash_table_iter_next (&iter, &sql, NULL))
    same = g_hash_table_contains (found, sql);
  return same;
}

/* Views hold nothing, so old or altered ones are just made anew; but if damage altered them, it may be no archive to
 * write to, and if a newer program came in between, they are its own. */
static gboolean
renew_views (RapDb *self, gint64 version, const char *views, GError **error)
{
  g_autofree char *verdict = rap_db_text (self, "PRAGMA quick_check(1)", NULL);
  gint64 now;

  if (g_strcmp0 (verdict, "ok") != 0)
    return rap_db_fail (self, SQLITE_CORRUPT, error);
  if (!rap_db_begin (self, error))
    return FALSE;
  if (read_number (self, "PRAGMA user_version", &now, error) && (now == version || set_newer_error (self, error)) &&
      rap_db_exec (self, views, error) && rap_db_commit (self, error))
    return TRUE;
  rap_db_rollback (self);
  return FALSE;
}

/* Where nothing can be written, the right views stand before the wrong ones for this connection alone. */
static gboolean
cover_views (RapDb *self, const char *views, GError **error)
{
  g_autoptr (GString) own = g_string_new (views);

  g_string_replace (own, "DROP VIEW IF EXISTS ", "DROP VIEW IF EXISTS temp.", 0);
  g_string_replace (own, "CREATE VIEW ", "CREATE TEMP VIEW ", 0);
  return rap_db_exec (self, own->str, error);
}

/* What an archive is at one moment. */
typedef struct
{
  gint64 version, application, pages;
  gboolean good, good_views; /* meant only at the newest version */
} State;

static gboolean
compare_structure (RapDb *self,
                   const char *const *scripts,
                   int n_scripts,
                   const char *views,
                   State *state,
                   GError **error)
{
  sqlite3 *model = make_model (scripts, n_scripts, views);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (model != NULL, FALSE);

  state->good = has_structure (self, model, FALSE, &local);
  state->good_views = state->good && has_structure (self, model, TRUE, local == NULL ? &local : NULL);
  sqlite3_close (model);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* All in one reading transaction: a newer program may be bringing the archive on just now, and neither its version with
 * the tables of before nor the reverse is to be taken for damage. */
static gboolean
look (RapDb *self, const char *const *scripts, int n_scripts, const char *views, State *state, GError **error)
{
  gboolean done;

  *state = (State){ 0 };
  if (!rap_db_exec (self, "BEGIN", error))
    return FALSE;
  done = read_number (self, "PRAGMA user_version", &state->version, error) &&
         read_number (self, "PRAGMA application_id", &state->application, error) &&
         read_number (self, "PRAGMA page_count", &state->pages, error) &&
         (state->version != n_scripts || compare_structure (self, scripts, n_scripts, views, state, error));
  rap_db_exec (self, "ROLLBACK", NULL);
  return done;
}

gboolean
rap_db_migrate (RapDb *self, const char *const *scripts, int n_scripts, const char *views, GError **error)
{
  State state;
  gboolean copied;

  if (!look (self, scripts, n_scripts, views, &state, error))
    return FALSE;
  copied = state.version == 0; /* of what is made just now there is nothing to copy */
  /* only in a file without a byte is an archive made: a damaged one can look as if it had no tables */
  if (state.pages > 0 && (state.application != APPLICATION_ID || state.version < 1))
    return rap_db_fail (self, SQLITE_NOTADB, error);
  while (state.version < n_scripts)
    {
      if (!bring_on (self, scripts, n_scripts, views, &state.version, &copied, error))
        return FALSE;
      if (state.version == n_scripts && !look (self, scripts, n_scripts, views, &state, error))
        return FALSE;
    }
  if (state.version > n_scripts)
    return set_newer_error (self, error);
  if (!state.good)
    {
      g_set_error (
          error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
          _ ("Another program altered the structure of the archive “%s”; it was left as it is. Restore a backup."),
          rap_db_path (self));
      return FALSE;
    }
  if (state.good_views)
    return TRUE;
  return sqlite3_db_readonly (rap_db_handle (self), "main") ? cover_views (self, views, error)
                                                            : renew_views (self, n_scripts, views, error);
}
