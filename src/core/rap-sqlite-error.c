/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-sqlite-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* SQLite does not say whether it was the file or its folder, where it needs a journal. */
static void
set_access_error (const char *path, const char *name, gboolean unopened, GError **error)
{
  const gboolean is_file = path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
  g_autofree char *folder = is_file ? g_path_get_dirname (path) : NULL;
  g_autofree char *shown = is_file ? g_filename_display_name (folder) : NULL;

  if (is_file && g_access (folder, W_OK) != 0)
    g_set_error (
        error, RAP_ERROR, RAP_ERROR_READ_ONLY,
        _ ("The archive “%s” needs a journal beside it, but its folder “%s” cannot be written (%s); nothing was"
           " changed."),
        name, shown, g_strerror (errno));
  else if (is_file && g_access (path, W_OK) != 0)
    g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
                 _ ("The archive “%s” cannot be written (%s); nothing was changed."), name, g_strerror (errno));
  else if (unopened)
    g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY, _ ("The archive “%s” cannot be opened; nothing was changed."),
                 name);
  else
    g_set_error (error, RAP_ERROR, RAP_ERROR_READ_ONLY,
                 _ ("The archive “%s” or its folder cannot be written; nothing was changed."), name);
}

void
rap_sqlite_set_error (sqlite3 *handle, const char *path, int code, GError **error)
{
  const char *own = path != NULL ? path : sqlite3_db_filename (handle, "main");
  g_autofree char *name = g_filename_display_name (own != NULL && *own != '\0' ? own : _ ("the archive"));

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* a race for WAL's locks */
      g_set_error (error, RAP_ERROR, RAP_ERROR_BUSY,
                   _ ("Another program is using the archive “%s”; nothing was changed."), name);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
                   _ ("“%s” is not a Rapporteur archive; it was left as it is."), name);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_AN_ARCHIVE,
                   _ ("The archive “%s” is damaged; it was left as it is. Restore a backup."), name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      set_access_error (own, name, (code & 0xff) == SQLITE_CANTOPEN, error);
      break;
    case SQLITE_FULL:
      g_set_error (error, RAP_ERROR, RAP_ERROR_FULL, _ ("The disk that holds “%s” is full; nothing was changed."),
                   name);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                   _ ("The archive “%s” does not take this (%s); nothing was changed."), name, sqlite3_errmsg (handle));
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CANCELLED, _ ("Stopped; nothing was changed."));
      break;
    default:
      g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED, _ ("The archive “%s” failed (%s); nothing was changed."), name,
                   sqlite3_errmsg (handle));
    }
}
