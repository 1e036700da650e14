/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-export.h"

G_BEGIN_DECLS

/**
 * RapExportWork:
 * @db: a connection of its own, for reading, which waits for who holds the archive
 * @options: what is or would be written
 * @data: as given to rap_export_task_run()
 * @error: return location: a sentence to show, also if it was stopped
 *
 * What is done in the thread.
 *
 * Returns: (transfer full): what came out, or %NULL with @error set
 */
typedef gpointer (*RapExportWork) (RapDb *db,
                                   const RapExportOptions *options,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * rap_export_task_run:
 * @path: the archive
 * @options: copied
 * @work: what to do
 * @data: (transfer full): for @work
 * @free_data: (nullable): frees @data
 * @free_result: frees what @work returns, should nobody take it
 * @cancellable: (nullable): stops it; what was done by then is done, and says so
 * @callback: called when done, with a result for rap_export_task_finish()
 *
 * Does something with an export in a thread, for the window.
 */
void rap_export_task_run (const char *path,
                          const RapExportOptions *options,
                          RapExportWork work,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer callback_data);

/** rap_export_task_finish: Returns: (transfer full): what the work returned, or %NULL with @error set */
gpointer rap_export_task_finish (GAsyncResult *async, GError **error);

G_END_DECLS
