/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-safe-file.h"

#include "rap-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _RapSafeFile
{
  char *folder;
  char *name;
  char *temporary;       /* the path, until the file has its name */
  GOutputStream *stream; /* until synced */
  int fd;                /* likewise; the stream's */
};

static GError *
describe (RapSafeFile *self, GIOErrorEnum code, const char *reason)
{
  g_autofree char *folder = g_filename_display_name (self->folder);
  g_autofree char *name = g_filename_display_name (self->name);

  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      if (g_file_test (self->folder, G_FILE_TEST_EXISTS) && !g_file_test (self->folder, G_FILE_TEST_IS_DIR))
        return g_error_new (RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("%s was not written: %s is a file, not a folder."), name,
                            folder);
      return g_error_new (RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("%s was not written: there is no folder %s."), name,
                          folder);
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return g_error_new (RAP_ERROR, RAP_ERROR_READ_ONLY, _ ("%s was not written: the folder %s cannot be written to."),
                          name, folder);
    case G_IO_ERROR_NO_SPACE:
      return g_error_new (RAP_ERROR, RAP_ERROR_FULL, _ ("%s was not written: the disk that holds %s is full."), name,
                          folder);
    default:
      return g_error_new (RAP_ERROR, RAP_ERROR_FAILED, _ ("%s was not written to the folder %s: %s."), name, folder,
                          reason);
    }
}

static gboolean
fail_with_errno (RapSafeFile *self, int number, GError **error)
{
  /* A quota that is used up is a full disk to its owner */
  GIOErrorEnum code = number == EDQUOT ? G_IO_ERROR_NO_SPACE : g_io_error_from_errno (number);

  g_propagate_error (error, describe (self, code, g_strerror (number)));
  return FALSE;
}

RapSafeFile *
rap_safe_file_new (const char *folder, const char *name, GError **error)
{
  g_autoptr (RapSafeFile) self = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL, NULL);

  self = g_new0 (RapSafeFile, 1);
  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  /* 0666 so that the user's umask decides, as for any file they save */
  self->fd = g_mkstemp_full (self->temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      fail_with_errno (self, errno, error);
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }
  self->stream = g_unix_output_stream_new (self->fd, TRUE);
  return g_steal_pointer (&self);
}

GOutputStream *
rap_safe_file_get_stream (RapSafeFile *self)
{
  g_return_val_if_fail (self != NULL && self->stream != NULL, NULL);

  return self->stream;
}

const char *
rap_safe_file_get_path (RapSafeFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->temporary;
}

GError *
rap_safe_file_explain_error (RapSafeFile *self, GError *error)
{
  GError *explained;

  g_return_val_if_fail (self != NULL && error != NULL, error);

  if (error->domain == RAP_ERROR)
    return error;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    explained = g_error_new_literal (RAP_ERROR, RAP_ERROR_CANCELLED, error->message);
  else
    explained = describe (self, error->domain == G_IO_ERROR ? error->code : G_IO_ERROR_FAILED, error->message);
  g_error_free (error);
  return explained;
}

gboolean
rap_safe_file_sync (RapSafeFile *self, GError **error)
{
  GError *local = NULL;

  g_return_val_if_fail (self != NULL && self->stream != NULL, FALSE);

  if (fsync (self->fd) != 0)
    return fail_with_errno (self, errno, error);
  if (!g_output_stream_close (self->stream, NULL, &local))
    {
      g_propagate_error (error, rap_safe_file_explain_error (self, local));
      return FALSE;
    }
  g_clear_object (&self->stream);
  return TRUE;
}

gboolean
rap_safe_file_commit (RapSafeFile *self, GError **error)
{
  g_autofree char *path = NULL;
  int folder_fd;

  g_return_val_if_fail (self != NULL && self->temporary != NULL, FALSE);

  if (self->stream != NULL && !rap_safe_file_sync (self, error))
    return FALSE;
  path = g_build_filename (self->folder, self->name, NULL);
  if (g_rename (self->temporary, path) != 0)
    return fail_with_errno (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);

  /* The name is there; that it survives a power cut is up to the folder. Some file systems refuse to fsync one (EINVAL)
   */
  folder_fd = g_open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (folder_fd >= 0)
    {
      if (fsync (folder_fd) != 0 && errno == EIO)
        g_warning ("%s may not survive a power cut: %s", path, g_strerror (errno));
      g_close (folder_fd, NULL);
    }
  return TRUE;
}

void
rap_safe_file_free (RapSafeFile *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}
