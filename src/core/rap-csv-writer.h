/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapCsvWriter:
 *
 * Writes rows as RFC 4180 has them: UTF-8, CRLF after each row. A cell is in quotation marks only where a reader
 * could otherwise take it for something else: it holds a quotation mark, a line end, or any of comma, semicolon and
 * tab (whichever delimiter is used, so that a program which guesses the delimiter guesses right); it begins or ends
 * with a space; it begins with U+FEFF, which would be taken for a byte order mark; it is "".
 *
 * To be used from one thread. Bytes are collected and go to the stream 64 KiB at a time.
 */
typedef struct _RapCsvWriter RapCsvWriter;

/**
 * rap_csv_writer_new:
 * @stream: where the bytes go; needs no buffer of its own
 * @delimiter: `,`, `;`, a tab, or another ASCII character that is neither a quotation mark nor a line end
 * @bom: whether to begin with a byte order mark, for the spreadsheets that want one
 *
 * Returns: (transfer full): a writer; free it with rap_csv_writer_free()
 */
RapCsvWriter *rap_csv_writer_new (GOutputStream *stream, char delimiter, gboolean bom);

/**
 * rap_csv_writer_text:
 * @self: a writer
 * @text: (nullable): the cell, UTF-8 (passed on byte for byte); may hold NUL bytes if @len is given
 * @len: its bytes, or -1 if it ends with a NUL
 *
 * Adds a cell to the row. %NULL writes nothing, "" writes `""`: RapCsvReader tells the two apart
 * (%RapCsvCell.absent), other programs take both for empty. One exception: a %NULL that is the only cell of its row
 * is written `""`, for the row would otherwise be a blank line, which is no row.
 */
void rap_csv_writer_text (RapCsvWriter *self, const char *text, gssize len);

/**
 * rap_csv_writer_guarded:
 * @self: a writer
 * @text: (nullable): the cell
 * @len: its bytes, or -1
 *
 * As rap_csv_writer_text(), with a `'` in front where rap_csv_guard_needed() says so: a text cell of a
 * spreadsheet-safe file.
 */
void rap_csv_writer_guarded (RapCsvWriter *self, const char *text, gssize len);

/**
 * rap_csv_writer_int:
 * @self: a writer
 * @value: a number
 *
 * Adds a whole number, never guarded.
 */
void rap_csv_writer_int (RapCsvWriter *self, gint64 value);

/**
 * rap_csv_writer_id:
 * @self: a writer
 * @kind: the kind letter
 * @id: an id, 0 or more
 * @exact: which edition, see rap_id_format()
 *
 * Adds an id as files have it.
 */
void rap_csv_writer_id (RapCsvWriter *self, char kind, gint64 id, gboolean exact);

/**
 * rap_csv_writer_row_end:
 * @self: a writer
 * @error: return location for an error of the stream, as it came
 *
 * Ends the row; hands the bytes on if there are enough of them.
 *
 * Returns: %FALSE if the stream failed, now or before; there is no use in going on then
 */
gboolean rap_csv_writer_row_end (RapCsvWriter *self, GError **error);

/**
 * rap_csv_writer_flush:
 * @self: a writer
 * @error: return location for an error of the stream, as it came
 *
 * Hands all bytes to the stream. To be called after the last row: freeing the writer does not.
 *
 * Returns: %TRUE if every byte so far was taken
 */
gboolean rap_csv_writer_flush (RapCsvWriter *self, GError **error);

/** rap_csv_writer_free: frees it; what rap_csv_writer_flush() did not write is lost */
void rap_csv_writer_free (RapCsvWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapCsvWriter, rap_csv_writer_free)

G_END_DECLS
