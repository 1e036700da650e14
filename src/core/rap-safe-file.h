/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapSafeFile:
 *
 * A file that appears whole or not at all: it is written under a temporary name in the folder where it shall be,
 * reaches the disk, and only then takes its name, in place of an older file of that name. Until then the older one
 * stays as it was. For several files that belong together: write them all, rap_safe_file_sync() them all, then
 * rap_safe_file_commit() them all, so that what can fail (a full disk) fails before the first one is replaced.
 */
typedef struct _RapSafeFile RapSafeFile;

/**
 * rap_safe_file_new:
 * @folder: the folder, which must exist
 * @name: the name in it
 * @error: return location: %RAP_ERROR_READ_ONLY, %RAP_ERROR_FULL, %RAP_ERROR_NOT_FOUND (no such folder) or
 *   %RAP_ERROR_FAILED, in a sentence that names @folder
 *
 * Begins a file.
 *
 * Returns: (transfer full): the file; free it with rap_safe_file_free()
 */
RapSafeFile *rap_safe_file_new (const char *folder, const char *name, GError **error);

/**
 * rap_safe_file_get_stream:
 * @self: a file
 *
 * Returns: (transfer none): where to write its contents; not buffered. Errors of writing to it are not in sentences:
 * pass them through rap_safe_file_explain_error().
 */
GOutputStream *rap_safe_file_get_stream (RapSafeFile *self);

/**
 * rap_safe_file_get_path:
 * @self: a file that was not synced yet
 *
 * Returns: (transfer none): where its contents are for now, for a library that wants to write them by itself
 */
const char *rap_safe_file_get_path (RapSafeFile *self);

/**
 * rap_safe_file_explain_error:
 * @self: a file
 * @error: (transfer full): what writing to its stream failed with
 *
 * Returns: (transfer full): the same as an error of %RAP_ERROR, in a sentence that names file and folder. An error
 * that is of %RAP_ERROR already, or a cancellation (which becomes %RAP_ERROR_CANCELLED), keeps its text.
 */
GError *rap_safe_file_explain_error (RapSafeFile *self, GError *error);

/**
 * rap_safe_file_sync:
 * @self: a file that was written to its end
 * @error: return location, as for rap_safe_file_new()
 *
 * Brings the contents to the disk (fsync) and closes them; the file has not got its name yet.
 *
 * Returns: %TRUE if that was done
 */
gboolean rap_safe_file_sync (RapSafeFile *self, GError **error);

/**
 * rap_safe_file_commit:
 * @self: a file that was written to its end
 * @error: return location, as for rap_safe_file_new()
 *
 * Gives the file its name, durably: rap_safe_file_sync() if that was not done yet, rename, fsync of the folder.
 *
 * Returns: %TRUE if the file is there; otherwise what was there before is
 */
gboolean rap_safe_file_commit (RapSafeFile *self, GError **error);

/**
 * rap_safe_file_free:
 * @self: (transfer full): a file
 *
 * Ends it. What was not committed is thrown away.
 */
void rap_safe_file_free (RapSafeFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapSafeFile, rap_safe_file_free)

G_END_DECLS
