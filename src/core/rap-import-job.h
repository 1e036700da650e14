/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

#define RAP_TYPE_IMPORT_JOB (rap_import_job_get_type ())
G_DECLARE_FINAL_TYPE (RapImportJob, rap_import_job, RAP, IMPORT_JOB, GObject)

/**
 * RapImportJob:
 *
 * A #RapImport for a window: everything that can take long is done by a worker with a connection of its own, so the
 * window goes on. One operation at a time:
 *
 *     rap_import_job_open_async ()           what the file is: encoding, delimiter, columns, examples, guesses
 *     rap_import_set_map (), …               of rap_import_job_get_import ()
 *     rap_import_job_check_async ()          what would become of each row
 *     rap_import_get_preview (), rap_import_choose (), rap_import_set_person ()
 *     rap_import_job_write_async ()          one step, of origin `import`; then rap_store_refresh() of the window's
 * store shows it at once rap_import_job_save_rejected_async ()  before or after writing
 *
 * Going back to an earlier phase is going on from there. Between operations the functions of #RapImport can be called;
 * the properties `busy` (while an operation is under way) and `progress` (of the check, from 0 to 1) change on the main
 * loop. Dropping the job at any time leaves nothing behind.
 */

/**
 * rap_import_job_new:
 * @archive: the path of the archive, which is opened once more
 * @kind: what the file's rows are
 * @seminar_id: the seminar whose they shall be
 * @file: a CSV file
 *
 * Returns: (transfer full): a job that has done nothing yet
 */
RapImportJob *rap_import_job_new (const char *archive, RapImportKind kind, gint64 seminar_id, GFile *file);

/**
 * rap_import_job_open_async:
 * @options: (nullable): encoding and delimiter, where they are not to be found out
 *
 * Does what rap_import_open() does; again with other options, what was said of the columns is forgotten.
 */
void rap_import_job_open_async (RapImportJob *self,
                                const RapCsvOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);

/** rap_import_job_check_async: does what rap_import_check() does, telling `progress`; @cancellable stops it */
void
rap_import_job_check_async (RapImportJob *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/**
 * rap_import_job_write_async:
 * @skip_rejected: whether to leave out rejected rows
 *
 * Does what rap_import_write() does. It cannot be stopped. After %RAP_ERROR_BUSY it can be tried again.
 */
void
rap_import_job_write_async (RapImportJob *self, gboolean skip_rejected, GAsyncReadyCallback callback, gpointer data);

/**
 * rap_import_job_save_rejected_async:
 * @file: where to
 *
 * Does what rap_import_save_rejected() does.
 */
void rap_import_job_save_rejected_async (RapImportJob *self, GFile *file, GAsyncReadyCallback callback, gpointer data);

/**
 * rap_import_job_finish:
 * @result: what the callback of any operation was given
 * @error: return location for what went wrong: a sentence to show
 *
 * Has to be called by every callback: the job is busy until then.
 *
 * Returns: whether it was done
 */
gboolean rap_import_job_finish (RapImportJob *self, GAsyncResult *result, GError **error);

/**
 * rap_import_job_get_import:
 *
 * Returns: (transfer none) (nullable): the import, to look at it and to say things while no operation is under way;
 * %NULL before the file was opened
 */
RapImport *rap_import_job_get_import (RapImportJob *self);

/** rap_import_job_get_step: Returns: the step of the history that it wrote, 0 if none; for when no operation is under
 * way */
gint64 rap_import_job_get_step (RapImportJob *self);

/** rap_import_job_get_file: Returns: (transfer none): the file */
GFile *rap_import_job_get_file (RapImportJob *self);

G_END_DECLS
