/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RAP_CSV_MAX_CELL (1024 * 1024)
#define RAP_CSV_MAX_ROW (16 * 1024 * 1024)
#define RAP_CSV_MAX_COLUMNS 10000

/**
 * RapCsvReader:
 *
 * Reads CSV (RFC 4180, with any line end: CRLF, LF, a lone CR) in any encoding, row by row, in memory that does not
 * grow with the file. Cells come as they are in the file: no trimming, no type guessing; quotation marks are undone.
 *
 * The messages of its errors are reasons, parts of a sentence without a full stop: only who reads knows what was left
 * untouched.
 *
 * A blank line is no row; rap_csv_reader_get_blank_lines() counts them, so that nothing is left out unseen. A line
 * with anything on it is a row: a space, a delimiter, or `""`, the row of one empty cell.
 *
 * To be used from one thread.
 */
typedef struct _RapCsvReader RapCsvReader;

/**
 * RapCsvOptions:
 * @encoding: (nullable): a name that iconv knows, or %NULL to find it out, see rap_charset_new()
 * @delimiter: the delimiter, or 0 to choose comma, semicolon or tab by the file's first 64 KiB
 * @lenient: read rows that break the rules as well as can be, each with a warning. Otherwise the first one is an
 * error.
 * @block_size: bytes to hand on at a time, 0 for 64 KiB; for tests
 */
typedef struct
{
  const char *encoding;
  char delimiter;
  gboolean lenient;
  gsize block_size;
} RapCsvOptions;

/**
 * RapCsvCell:
 * @text: UTF-8, never %NULL, with a NUL after its last byte; it may hold NUL bytes itself
 * @len: its bytes
 * @absent: nothing stands between the delimiters, not even `""`
 */
typedef struct
{
  const char *text;
  gsize len;
  gboolean absent;
} RapCsvCell;

/**
 * RapCsvRow:
 * @cells: (array length=n_cells): its cells
 * @n_cells: at least 1. Rows of one file may differ in it: what that means is the caller's to say.
 * @line: the line of the file that it begins on, from 1
 * @warning: (nullable): for a lenient reader, why the row may not be what was meant, with line and column
 */
typedef struct
{
  const RapCsvCell *cells;
  guint n_cells;
  guint64 line;
  const char *warning;
} RapCsvRow;

/**
 * rap_csv_reader_open:
 * @file: a file
 * @options: (nullable): how to read it
 * @cancellable: (nullable): stops this and the reading of rows
 * @error: return location: %RAP_ERROR_NOT_FOUND, %RAP_ERROR_BAD_FILE (a folder, an empty file, a workbook, PDF,
 * database, web page, … in place of CSV: a reason that says which, and what to do), %RAP_ERROR_BAD_VALUE (an
 * encoding nobody knows), %RAP_ERROR_CANCELLED, %RAP_ERROR_FAILED
 *
 * Opens a CSV file.
 *
 * Returns: (transfer full): a reader; free it with rap_csv_reader_free()
 */
RapCsvReader *
rap_csv_reader_open (GFile *file, const RapCsvOptions *options, GCancellable *cancellable, GError **error);

/**
 * rap_csv_reader_new:
 * @stream: bytes; if they cannot be read twice (a pipe), they are copied to a temporary file first
 * @options: (nullable): how to read them
 * @cancellable: (nullable): stops this and the reading of rows
 * @error: return location, as for rap_csv_reader_open()
 *
 * Reads CSV from a stream. @stream is used to its end and not closed.
 *
 * Returns: (transfer full): a reader; free it with rap_csv_reader_free()
 */
RapCsvReader *
rap_csv_reader_new (GInputStream *stream, const RapCsvOptions *options, GCancellable *cancellable, GError **error);

/**
 * rap_csv_reader_next_row:
 * @self: a reader
 * @row: (out): the row, or %NULL after the last one; it and its cells are valid until the next call
 * @error: return location: %RAP_ERROR_BAD_FILE in a reason with line and column (the number of the cell in its row,
 * from 1), for broken structure, for bytes that are not of the encoding, and for what passes RAP_CSV_MAX_CELL,
 *   RAP_CSV_MAX_ROW or RAP_CSV_MAX_COLUMNS, which lenient readers refuse too; %RAP_ERROR_CANCELLED; %RAP_ERROR_FAILED
 *
 * Reads a row. Rows before a fault are given before the error is.
 *
 * Returns: %FALSE on an error, which every later call repeats
 */
gboolean rap_csv_reader_next_row (RapCsvReader *self, const RapCsvRow **row, GError **error);

/**
 * rap_csv_reader_get_encoding:
 * @self: a reader
 * @guessed: (out) (optional): whether it was inferred from what the bytes look like; not so if it was given, if there
 * is a byte order mark, or if the whole file is UTF-8
 *
 * Returns: the encoding's name, to show
 */
const char *rap_csv_reader_get_encoding (RapCsvReader *self, gboolean *guessed);

/**
 * rap_csv_reader_get_delimiter:
 * @self: a reader
 *
 * Returns: the delimiter that was given or chosen
 */
char rap_csv_reader_get_delimiter (RapCsvReader *self);

/**
 * rap_csv_reader_get_blank_lines:
 * @self: a reader
 *
 * Returns: how many blank lines were passed over by now, those of the end included
 */
guint64 rap_csv_reader_get_blank_lines (RapCsvReader *self);

/**
 * rap_csv_reader_get_progress:
 * @self: a reader
 *
 * Returns: how much of the file has been read, from 0 to 1
 */
double rap_csv_reader_get_progress (RapCsvReader *self);

/** rap_csv_reader_free: frees it, at whatever row; rows read from it are gone */
void rap_csv_reader_free (RapCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapCsvReader, rap_csv_reader_free)

G_END_DECLS
