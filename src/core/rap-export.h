/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rap-attribution.h"
#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapExportOptions:
 * @seminar_id: a seminar, or 0 for all of them
 * @folder: where the files go; made if only its last part is missing
 * @tables: (nullable) (array zero-terminated=1): names of tables as rap_export_get_tables() has them, %NULL for all
 * @attribution: how far people may be named at most; the default, `named`, leaves it to each session's rule
 * @exact: the exact edition, texts untouched; otherwise the spreadsheet-safe one
 * @bom: whether each file begins with a byte order mark
 * @is_private: the organisers' own edition. What it adds is in tables of the feedback.
 * @delimiter: see rap_csv_is_delimiter(); 0 for a comma
 *
 * What to write, and how. { .folder = … } alone is everything, by the rules, for spreadsheets.
 */
typedef struct
{
  gint64 seminar_id;
  const char *folder;
  const char *const *tables;
  RapAttribution attribution;
  gboolean exact;
  gboolean bom;
  gboolean is_private;
  char delimiter;
} RapExportOptions;

/** RapExportFile: a file that was written: its name in the folder, and how many rows it has below the header */
typedef struct
{
  char *name;
  guint64 rows;
} RapExportFile;

/**
 * RapExportResult:
 * @folder: where they are
 * @files: (array length=n_files): the files in the order of writing, `datapackage.json` last
 */
typedef struct
{
  char *folder;
  RapExportFile *files;
  guint n_files;
} RapExportResult;

/** rap_export_result_free: frees it with the names in it; @self may be %NULL */
void rap_export_result_free (RapExportResult *self);

/** RapExportProgress: called now and then with how much is done, from 0 to 1 */
typedef void (*RapExportProgress) (double done, gpointer data);

/** rap_export_get_tables: Returns: (transfer none) (array zero-terminated=1): the names of the tables there are, such
 * as `points`; the file is called NAME.csv */
const char *const *rap_export_get_tables (void);

/**
 * rap_export:
 * @db: an archive, in no transaction
 * @options: what to write
 * @progress: (nullable): told how far it is
 * @cancellable: (nullable): stops it
 * @result: (out) (transfer full) (optional): what was written
 * @error: return location: %RAP_ERROR_BAD_VALUE (no such table, no such delimiter), %RAP_ERROR_NOT_FOUND (no such
 *   seminar or folder), %RAP_ERROR_READ_ONLY, %RAP_ERROR_FULL, %RAP_ERROR_CANCELLED, %RAP_ERROR_FAILED, or what
 *   reading the archive gives
 *
 * Writes CSV tables and `datapackage.json`, which describes them, from one state of the archive. Each file appears
 * whole or not at all; all are on the disk before the first one replaces an older file of its name, and
 * `datapackage.json` comes last. Memory does not grow with the number of seminars.
 *
 * Returns: whether all of it was written; if not, files of an earlier export are as they were
 */
gboolean rap_export (RapDb *db,
                     const RapExportOptions *options,
                     RapExportProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     RapExportResult **result,
                     GError **error);

/**
 * rap_export_async:
 * @path: the archive; a connection of its own is opened for reading
 * @options: what to write, copied
 * @progress: (nullable) (scope notified): called in the caller's main context, never after @callback
 * @progress_data: for @progress
 * @callback: called when done
 *
 * rap_export() in a thread, for the window.
 */
void rap_export_async (const char *path,
                       const RapExportOptions *options,
                       RapExportProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);

/** rap_export_finish: Returns: (transfer full): what was written, or %NULL with @error set as by rap_export() */
RapExportResult *rap_export_finish (GAsyncResult *async, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapExportResult, rap_export_result_free)

G_END_DECLS
