/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-csv-reader.h"
#include "rap-error.h"

G_BEGIN_DECLS

/**
 * RapImportFile:
 *
 * A CSV file that is imported: its columns, its rows, which can be read again, and how it is spoken of where something
 * is wrong with it.
 */
typedef struct _RapImportFile RapImportFile;

/**
 * rap_import_file_open:
 * @file: a CSV file; of a pipe the rows can be read only once
 * @options: (nullable): encoding and delimiter, where they are not to be found out; @lenient is not looked at
 * @error: return location: what rap_csv_reader_open() says, by rap_import_file_refuse()
 *
 * Reads the header and a few rows as examples. A fault in one of these is told when the rows are read.
 *
 * Returns: (transfer full): it, about to give its first row; free it with rap_import_file_free()
 */
RapImportFile *rap_import_file_open (GFile *file, const RapCsvOptions *options, GError **error);

/**
 * rap_import_file_refuse:
 * @code: what kind of error it is
 * @reason: why: a part of a sentence, without a full stop
 *
 * The one place where an import is refused: “FILE”: reason; nothing was imported.
 *
 * Returns: %FALSE, with @error set
 */
gboolean rap_import_file_refuse (RapImportFile *self, RapError code, const char *reason, GError **error);

/** rap_import_file_refuse_for: as rap_import_file_refuse(); @reason: (transfer full): why, as an error has it */
gboolean rap_import_file_refuse_for (RapImportFile *self, GError *reason, GError **error);

/** rap_import_file_get_name: Returns: (transfer full): its name without the folder, to show */
char *rap_import_file_get_name (RapImportFile *self);

/** rap_import_file_get_columns: Returns: (transfer none) (element-type RapImportColumn): its columns, in order */
GPtrArray *rap_import_file_get_columns (RapImportFile *self);

/** rap_import_file_get_encoding: Returns: the encoding's name; as rap_csv_reader_get_encoding() */
const char *rap_import_file_get_encoding (RapImportFile *self, gboolean *guessed);

/** rap_import_file_get_delimiter: Returns: the delimiter */
char rap_import_file_get_delimiter (RapImportFile *self);

/**
 * rap_import_file_rewind:
 * @cancellable: (nullable): stops reading
 * @error: return location: as for rap_import_file_open(), and if the header is not what it was
 *
 * Returns: whether the next row is the first
 */
gboolean rap_import_file_rewind (RapImportFile *self, GCancellable *cancellable, GError **error);

/**
 * rap_import_file_next_row:
 * @row: (out) (transfer none): the next row, which is there until this is called again; %NULL after the last
 * @error: return location: what is wrong with the file, by rap_import_file_refuse()
 *
 * Returns: whether it could be read
 */
gboolean rap_import_file_next_row (RapImportFile *self, const RapCsvRow **row, GError **error);

/** rap_import_file_get_progress: Returns: how much of it was read, from 0 to 1 */
double rap_import_file_get_progress (RapImportFile *self);

/** rap_import_file_get_blank_lines: Returns: how many blank lines were read, which are no rows */
guint64 rap_import_file_get_blank_lines (RapImportFile *self);

/** rap_import_file_close: lets go of the file until rap_import_file_rewind() */
void rap_import_file_close (RapImportFile *self);

/**
 * rap_import_file_read_again:
 * @error: return location: what is wrong with the file, a reason
 *
 * Returns: (transfer full): a reader of its own, from the header on; free it with rap_csv_reader_free()
 */
RapCsvReader *rap_import_file_read_again (RapImportFile *self, GError **error);

/** rap_import_file_free: frees it, at whatever row */
void rap_import_file_free (RapImportFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportFile, rap_import_file_free)

G_END_DECLS
