/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "rap-db.h"

#define APPLICATION_ID 0x52617031 /* "Rap1" */

static gboolean
read_number (RapDb *self, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  int code;
  RapStmt *stmt = rap_stmt_new (rap_db_handle (self), sql, &code);

  if (stmt == NULL)
    return rap_db_fail (self, code, error);
  *number = rap_stmt_step (stmt, &local) ? rap_stmt_int (stmt, 0) : 0;
  rap_stmt_free (stmt);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A copy of the archive as it is now, read back and checked. */
static gboolean
make_copy (RapDb *self, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.before-v%" G_GINT64_FORMAT, rap_db_path (self), version + 1);
  g_autofree char *verdict = NULL;
  sqlite3 *copy = NULL;
  sqlite3_stmt *stmt = NULL;

  g_unlink (path);
  if (!rap_db_run (self, error, "VACUUM INTO ?1", "s", path))
    return FALSE;
  if (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2 (copy, "PRAGMA integrity_check", -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    verdict = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (copy);
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  g_unlink (path);
  g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
               _ ("The archive “%s” is damaged (%s); it was left as it is. Restore a backup."), rap_db_path (self),
               verdict != NULL ? verdict : "?");
  return FALSE;
}

static gboolean
run_script (RapDb *self, const char *script, const char *views, int version, GError **error)
{
  g_autofree char *stamp =
      g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d;", version, APPLICATION_ID);

  return rap_db_exec (self, script, error) &&
         (strstr (script, "-- ends the history\n") == NULL ||
          rap_db_exec (self, "DELETE FROM history_part; DELETE FROM history;", error)) &&
         rap_db_exec (self, views, error) && rap_db_exec (self, stamp, error);
}

gboolean
rap_db_migrate (RapDb *self, const char *const *scripts, int n_scripts, const char *views, GError **error)
{
  gint64 version, application, tables;

  if (!read_number (self, "PRAGMA user_version", &version, error) ||
      !read_number (self, "PRAGMA application_id", &application, error) ||
      !read_number (self, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (tables > 0 && application != APPLICATION_ID)
    return rap_db_fail (self, SQLITE_NOTADB, error);
  if (version > n_scripts)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_NEWER,
                   _ ("The archive “%s” was made by a newer Rapporteur; it was left as it is. Update this program."),
                   rap_db_path (self));
      return FALSE;
    }
  if (version == n_scripts)
    return TRUE;
  if (version > 0 && !make_copy (self, version, error))
    return FALSE;
  while (version < n_scripts)
    {
      gint64 now;

      if (!rap_db_exec (self, "BEGIN IMMEDIATE", error))
        return FALSE;
      /* another process may have brought it on since we looked */
      if (!read_number (self, "PRAGMA user_version", &now, error))
        now = -1;
      if (now == version && !run_script (self, scripts[version], views, version + 1, error))
        now = -1;
      if (now < 0 || !rap_db_exec (self, "COMMIT", error))
        {
          rap_db_exec (self, "ROLLBACK", NULL);
          return FALSE;
        }
      version = now > version ? now : version + 1;
    }
  return TRUE;
}
