/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-attribution.h"
#include "rap-csv-writer.h"
#include "rap-db.h"
#include "rap-export-table.h"

G_BEGIN_DECLS

/**
 * RapExportRows:
 *
 * The one writer that turns a view into CSV: it applies attribution, consent and guard by the classes of the columns.
 */
typedef struct _RapExportRows RapExportRows;

/**
 * rap_export_rows_new:
 * @db: the archive; must outlive it
 * @table: the table
 * @attribution: how far people may be named at most
 * @exact: which edition
 *
 * Returns: (transfer full): the writer, or %NULL with @error set; free it with rap_export_rows_free()
 */
RapExportRows *rap_export_rows_new (RapDb *db,
                                    const RapExportTable *table,
                                    RapAttribution attribution,
                                    gboolean exact,
                                    GError **error);

/** rap_export_rows_write_header: writes the header row. Returns: whether it was taken */
gboolean rap_export_rows_write_header (RapExportRows *self, RapCsvWriter *writer, GError **error);

/**
 * rap_export_rows_write:
 * @seminar_id: a seminar
 * @rows: (inout): how many rows there are; those written are added
 *
 * Writes the rows of one seminar.
 *
 * Returns: %FALSE with @error set: of the archive (%RAP_ERROR), of the stream as it came, or a cancellation
 */
gboolean rap_export_rows_write (RapExportRows *self,
                                RapCsvWriter *writer,
                                gint64 seminar_id,
                                guint64 *rows,
                                GCancellable *cancellable,
                                GError **error);

/** rap_export_rows_free: frees it; @self may be %NULL */
void rap_export_rows_free (RapExportRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapExportRows, rap_export_rows_free)

G_END_DECLS
