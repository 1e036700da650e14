/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-db.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "rap-sqlite-error.h"

#define WAIT_MS 5000
#define RESOURCES "/io/github/rapporteur/Rapporteur/schema/"

/* The versions this program knows, oldest first. */
static const char *const migrations[] = { "001.sql", "002.sql" };

struct _RapDb
{
  sqlite3 *handle;
  char *path;
  GHashTable *cache; /* SQL → RapStmt */
  RapStmtOwner owner;
  gboolean journal_waits; /* it is not WAL only because somebody wrote when that was tried */
};

/* Whether a file can be made in @folder. SQLite, which then tries to read it, would say that there is no such file. */
static gboolean
check_folder (const char *folder, const char *name, GError **error)
{
  g_autofree char *within = g_build_filename (folder, ".", NULL);
  g_autofree char *shown = g_filename_display_name (folder);
  int number;

  if (g_access (within, W_OK) == 0)
    return TRUE;
  number = errno;
  if (number == ENOENT)
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                 _ ("There is no folder “%s” for the archive “%s”; nothing was made."), shown, name);
  else
    g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
                 _ ("The archive “%s” cannot be made in the folder “%s” (%s); nothing was changed."), name, shown,
                 g_strerror (number));
  return FALSE;
}

static gboolean
check_place (const char *path, RapDbFlags flags, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
                   _ ("“%s” is a folder, not an archive; it was left as it is."), name);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_str_equal (path, ":memory:"))
    return TRUE;
  if ((flags & RAP_DB_READ_ONLY) != 0)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("There is no archive “%s”."), name);
      return FALSE;
    }
  return check_folder (folder, name, error);
}

static gboolean
set_up_connection (RapDb *self, RapDbFlags flags, GError **error)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_busy_timeout (self->handle, (flags & RAP_DB_WAIT) != 0 ? WAIT_MS : 0);
  /* EXTRA is FULL, and where there is no WAL it also makes sure that the journal is gone: a power cut could bring the
   * journal's name back, and with it what was before the commit */
  return rap_db_exec (self, "PRAGMA cell_size_check = 1; PRAGMA synchronous = EXTRA; PRAGMA temp_store = MEMORY;",
                      error);
}

/* WAL, or where a file system cannot share memory (network drives) SQLite's classic journal. */
static gboolean
set_up_journal (RapDb *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *mode = NULL;

  if (rap_db_exec (self, "PRAGMA journal_mode = WAL", &local))
    mode = rap_db_text (self, "PRAGMA journal_mode", NULL);
  if (mode != NULL && g_str_equal (mode, "wal"))
    return TRUE;
  /* somebody writes in the other mode just now; theirs is as safe, if slower */
  self->journal_waits = g_error_matches (local, RAP_ERROR, RAP_ERROR_BUSY);
  if (self->journal_waits)
    return TRUE;
  g_clear_error (&local);
  return rap_db_exec (self, "PRAGMA journal_mode = DELETE", error);
}

static gboolean
migrate_to_newest (RapDb *self, GError **error)
{
  g_autoptr (GBytes) views = g_resources_lookup_data (RESOURCES "views.sql", 0, error);
  const char *scripts[G_N_ELEMENTS (migrations)];
  GBytes *loaded[G_N_ELEMENTS (migrations)] = { NULL };
  gboolean done = views != NULL;

  for (guint i = 0; done && i < G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *name = g_strconcat (RESOURCES, migrations[i], NULL);
      loaded[i] = g_resources_lookup_data (name, 0, error);
      done = loaded[i] != NULL;
      scripts[i] = done ? g_bytes_get_data (loaded[i], NULL) : NULL;
    }
  done = done && rap_db_migrate (self, scripts, G_N_ELEMENTS (migrations), g_bytes_get_data (views, NULL), error);
  for (guint i = 0; i < G_N_ELEMENTS (migrations); i++)
    g_clear_pointer (&loaded[i], g_bytes_unref);
  return done;
}

static RapStmt *
prepare_va (RapDb *self, const char *sql, const char *types, va_list values)
{
  RapStmt *stmt = g_hash_table_lookup (self->cache, sql);

  if (stmt == NULL)
    {
      stmt = rap_stmt_new (self->handle, sql, &self->owner);
      if (rap_stmt_get_failure (stmt) == NULL && rap_stmt_lend (stmt))
        g_hash_table_insert (self->cache, g_strdup (sql), stmt);
    }
  else if (!rap_stmt_lend (stmt))
    {
      /* in use further up the stack */
      stmt = rap_stmt_new (self->handle, sql, &self->owner);
    }
  rap_stmt_bind (stmt, types, values);
  return stmt;
}

static void
set_open_error (RapDb *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->path);
  const int number = self->handle != NULL ? sqlite3_system_errno (self->handle) : ENOMEM;

  g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
               _ ("The archive “%s” cannot be opened (%s); nothing was changed."), name, g_strerror (number));
}

/* A connection is of one thread, and SQLite's mutexes would take a third of an export's time. */
static int
open_file (RapDb *self, const char *name, int flags)
{
  return sqlite3_open_v2 (name, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
}

/* An archive that was copied while it was open says that it has a WAL. Where none lies beside it and none can be made,
 * on read-only media, it is whole without. */
static int
open_without_wal (RapDb *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *immutable = g_strconcat (uri, "?immutable=1", NULL);

  sqlite3_close (g_steal_pointer (&self->handle));
  return open_file (self, immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

static int
open_to_read (RapDb *self)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);
  int code = open_file (self, self->path, SQLITE_OPEN_READONLY);
  int read;

  if (code != SQLITE_OK)
    return code;
  read = sqlite3_exec (self->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (read != SQLITE_CANTOPEN && read != SQLITE_READONLY)
    return SQLITE_OK;
  /* with either of them beside it the file alone may be half of a transaction */
  if (g_file_test (wal, G_FILE_TEST_EXISTS) || g_file_test (journal, G_FILE_TEST_EXISTS))
    return SQLITE_OK;
  return open_without_wal (self);
}

RapDb *
rap_db_open (const char *path, RapDbFlags flags, GError **error)
{
  g_autoptr (RapDb) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if (!check_place (path, flags, error))
    return NULL;
  self = g_new0 (RapDb, 1);
  self->path = g_strdup (path);
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rap_stmt_destroy);
  if ((flags & RAP_DB_READ_ONLY) != 0)
    code = open_to_read (self);
  else
    code = open_file (self, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (code != SQLITE_OK)
    {
      set_open_error (self, error);
      return NULL;
    }
  if (!set_up_connection (self, flags, error))
    return NULL;
  if (!migrate_to_newest (self, error))
    return NULL;
  if ((flags & (RAP_DB_READ_ONLY | RAP_DB_WAIT)) == 0 && !set_up_journal (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rap_db_close (RapDb *self)
{
  if (self == NULL)
    return;
  g_hash_table_remove_all (self->cache);
  /* Copied while it is marked as WAL an archive would lose rows, and it would not open on read-only media. Only the
   * last connection succeeds with this, which is just what is wanted. */
  if (self->handle != NULL)
    {
      sqlite3_busy_timeout (self->handle, 0);
      sqlite3_exec (self->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    }
  sqlite3_close (self->handle);
  g_hash_table_unref (self->cache);
  g_clear_error (&self->owner.unasked);
  g_free (self->path);
  g_free (self);
}

void
rap_db_settle_journal (RapDb *self)
{
  if (!self->journal_waits)
    return;
  self->journal_waits = FALSE;
  set_up_journal (self, NULL);
}

sqlite3 *
rap_db_handle (RapDb *self)
{
  return self->handle;
}

const char *
rap_db_path (RapDb *self)
{
  return self->path;
}

gboolean
rap_db_exec (RapDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || rap_db_fail (self, code, error);
}

RapStmt *
rap_db_prepare (RapDb *self, const char *sql, const char *types, ...)
{
  va_list values;
  RapStmt *stmt;

  va_start (values, types);
  stmt = prepare_va (self, sql, types, values);
  va_end (values);
  return stmt;
}

gboolean
rap_db_run (RapDb *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  g_autoptr (RapStmt) stmt = NULL;

  va_start (values, types);
  stmt = prepare_va (self, sql, types, values);
  va_end (values);
  return rap_stmt_finish (stmt, error);
}

gint64
rap_db_int (RapDb *self, const char *sql, const char *types, ...)
{
  va_list values;
  g_autoptr (RapStmt) stmt = NULL;

  va_start (values, types);
  stmt = prepare_va (self, sql, types, values);
  va_end (values);
  return rap_stmt_step (stmt, NULL) ? rap_stmt_int (stmt, 0) : 0;
}

char *
rap_db_text (RapDb *self, const char *sql, const char *types, ...)
{
  va_list values;
  g_autoptr (RapStmt) stmt = NULL;

  va_start (values, types);
  stmt = prepare_va (self, sql, types, values);
  va_end (values);
  return rap_stmt_step (stmt, NULL) ? g_strdup (rap_stmt_text (stmt, 0)) : NULL;
}

gboolean
rap_db_begin (RapDb *self, GError **error)
{
  g_clear_error (&self->owner.unasked);
  if (!rap_db_run (self, error, "BEGIN IMMEDIATE", NULL))
    return FALSE;
  self->owner.in_transaction = TRUE;
  if (rap_db_run (self, error, "PRAGMA defer_foreign_keys = 1", NULL))
    return TRUE;
  rap_db_rollback (self);
  return FALSE;
}

gboolean
rap_db_commit (RapDb *self, GError **error)
{
  if (rap_db_take_unasked (self, error) || !rap_db_run (self, error, "COMMIT", NULL))
    {
      rap_db_rollback (self);
      return FALSE;
    }
  self->owner.in_transaction = FALSE;
  return TRUE;
}

void
rap_db_rollback (RapDb *self)
{
  self->owner.in_transaction = FALSE;
  if (!sqlite3_get_autocommit (self->handle))
    rap_db_run (self, NULL, "ROLLBACK", NULL);
}

gboolean
rap_db_take_unasked (RapDb *self, GError **error)
{
  if (self->owner.unasked == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&self->owner.unasked));
  return TRUE;
}

guint
rap_db_count_unasked (RapDb *self)
{
  return self->owner.n_unasked;
}

gboolean
rap_db_fail (RapDb *self, int code, GError **error)
{
  rap_sqlite_set_error (self->handle, self->path, code, error);
  return FALSE;
}
