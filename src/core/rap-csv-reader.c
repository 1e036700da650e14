/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-csv-reader.h"

#include "rap-charset.h"
#include "rap-csv-sniff.h"
#include "rap-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define BLOCK (64 * 1024)
/* REPALL_NL to count lines; EMPTY_IS_NULL to tell nothing from "" */
#define LENIENT (CSV_REPALL_NL | CSV_EMPTY_IS_NULL)
#define STRICT (CSV_STRICT | CSV_STRICT_FINI | LENIENT)

/* A row that was read but not given out yet */
typedef struct
{
  guint first; /* of self->cells */
  guint n_cells;
  guint64 line;
  char *warning;
} Row;

struct _RapCsvReader
{
  GInputStream *stream;
  GIOStream *spool; /* holds stream, if it was a copy */
  RapCharset *charset;
  guint64 size;
  gsize block_size;
  gboolean lenient;
  const char *text; /* decoded, the charset's */
  gsize text_len;
  gsize text_done;
  struct csv_parser parser;

  char *arena; /* the bytes of all cells, each with a NUL after it */
  gsize arena_used;
  gsize arena_size;
  GArray *cells;
  GArray *rows;
  guint given; /* how many of the rows have been given out */
  RapCsvRow row;

  guint row_cells; /* of the row that is not at its end yet: the last ones of cells and arena */
  gsize row_start;
  char *row_warning;
  guint64 line; /* that it began on */
  gboolean after_cr;
  guint64 blank_lines;
  gboolean at_end;
  GError *failure; /* comes after the rows */
};

static int
no_space (unsigned char c)
{
  return 0; /* spaces are part of cells: the parser would trim them */
}

static void *
grow_cell (void *memory, size_t size)
{
  /* Two bytes more than a cell may have, for the parser keeps a closing quotation mark for a while and grows early */
  return size <= RAP_CSV_MAX_CELL + 2 ? realloc (memory, size) : NULL;
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->warning);
}

static guint64
count_lines_within_row (RapCsvReader *self)
{
  gboolean after_cr = FALSE;

  return rap_count_line_ends (self->arena + self->row_start, self->arena_used - self->row_start, &after_cr);
}

/* Where the cell begins that the parser is in */
static char *
say_where (RapCsvReader *self, const char *reason)
{
  return g_strdup_printf (_ ("line %" PRIu64 ", column %u: %s"), self->line + count_lines_within_row (self),
                          self->row_cells + 1, reason);
}

static void
fail (RapCsvReader *self, const char *reason)
{
  g_autofree char *message = say_where (self, reason);

  if (self->failure == NULL)
    self->failure = g_error_new_literal (RAP_ERROR, RAP_ERROR_BAD_FILE, message);
}

/* A breach of the rules: the end of reading, or a warning for the row */
static gboolean
tolerate (RapCsvReader *self, const char *reason)
{
  if (!self->lenient)
    fail (self, reason);
  else if (self->row_warning == NULL)
    self->row_warning = say_where (self, reason);
  return self->lenient;
}

static void
add_cell_cb (void *text, size_t len, void *data)
{
  RapCsvReader *self = data;
  RapCsvCell cell = { self->arena + self->arena_used, len, text == NULL };

  if (self->failure != NULL)
    return;
  if (len > RAP_CSV_MAX_CELL)
    {
      fail (self, _ ("the cell is longer than 1 MiB"));
      return;
    }
  if (self->row_cells == RAP_CSV_MAX_COLUMNS)
    {
      fail (self, _ ("the row has more than 10,000 columns"));
      return;
    }
  if (self->arena_used - self->row_start + len > RAP_CSV_MAX_ROW)
    {
      fail (self, _ ("the row is longer than 16 MiB"));
      return;
    }
  if (len > 0)
    memcpy (self->arena + self->arena_used, text, len);
  self->arena[self->arena_used + len] = '\0';
  self->arena_used += len + 1;
  g_array_append_val (self->cells, cell);
  self->row_cells++;
}

static void
end_row_cb (int end, void *data)
{
  RapCsvReader *self = data;

  if (self->failure != NULL)
    return;
  if (self->row_cells > 0)
    {
      Row row = { self->cells->len - self->row_cells, self->row_cells, self->line,
                  g_steal_pointer (&self->row_warning) };

      g_array_append_val (self->rows, row);
      self->line += count_lines_within_row (self) + 1;
      self->row_cells = 0;
      self->row_start = self->arena_used;
      self->after_cr = end == '\r';
    }
  else if (end == '\n' && self->after_cr) /* the second half of a CRLF */
    self->after_cr = FALSE;
  else
    {
      self->blank_lines++;
      self->line++;
      self->after_cr = end == '\r';
    }
}

/* Makes room for what @len more bytes can add: the rows before have been given out, the cells of the one that is not at
 * its end move to the front. Nothing moves while the parser runs. */
static void
prepare_arena (RapCsvReader *self, gsize len)
{
  gsize used = self->arena_used - self->row_start;
  gsize needed = used + self->parser.entry_pos + 2 * len + 2;
  char *from = self->arena + self->row_start;
  RapCsvCell *cells;

  if (needed > self->arena_size)
    {
      char *arena = g_malloc (needed + BLOCK);

      if (used > 0)
        memcpy (arena, from, used);
      g_free (self->arena);
      self->arena = arena;
      self->arena_size = needed + BLOCK;
    }
  else
    memmove (self->arena, from, used);
  self->row_start = 0;
  self->arena_used = used;

  g_array_remove_range (self->cells, 0, self->cells->len - self->row_cells);
  cells = (RapCsvCell *) (void *) self->cells->data;
  for (guint i = 0; i < self->row_cells; i++)
    cells[i].text = i == 0 ? self->arena : cells[i - 1].text + cells[i - 1].len + 1;
  g_array_set_size (self->rows, 0);
  self->given = 0;
}

/* The parser stopped at @c. Lenient readers take that one character without the rules. */
static gboolean
pass_fault (RapCsvReader *self, const char *c)
{
  gboolean blank_after_quote = self->parser.quoted && (*c == ' ' || *c == '\t');

  if (csv_error (&self->parser) != CSV_EPARSE)
    {
      fail (self, _ ("the cell is longer than 1 MiB"));
      return FALSE;
    }
  if (!tolerate (self, self->parser.quoted
                           ? _ ("there is text between a closing quotation mark and the end of the cell")
                           : _ ("there is a quotation mark within a cell that does not begin with one")))
    return FALSE;
  csv_set_opts (&self->parser, LENIENT);
  if (blank_after_quote) /* "this" , is meant to end there */
    csv_set_space_func (&self->parser, NULL);
  csv_parse (&self->parser, c, 1, add_cell_cb, end_row_cb, self);
  csv_set_space_func (&self->parser, no_space);
  csv_set_opts (&self->parser, STRICT);
  return TRUE;
}

static void
parse_block (RapCsvReader *self)
{
  gsize len = MIN (self->text_len - self->text_done, self->block_size);
  const char *text = self->text + self->text_done;
  gsize done = 0;

  prepare_arena (self, len);
  self->text_done += len;
  while (self->failure == NULL)
    {
      done += csv_parse (&self->parser, text + done, len - done, add_cell_cb, end_row_cb, self);
      if (done == len || self->failure != NULL || !pass_fault (self, text + done))
        break;
      done++;
    }
}

static void
parse_end (RapCsvReader *self)
{
  prepare_arena (self, 0);
  self->at_end = TRUE;
  if (csv_fini (&self->parser, add_cell_cb, end_row_cb, self) == 0)
    return;
  g_clear_pointer (&self->row_warning, g_free); /* this is the graver one */
  if (!tolerate (self, _ ("a quotation mark is not closed")))
    return;
  csv_set_opts (&self->parser, LENIENT);
  csv_fini (&self->parser, add_cell_cb, end_row_cb, self);
}

static gboolean
decode_more (RapCsvReader *self, GError **error)
{
  self->text_done = 0;
  return rap_charset_next (self->charset, &self->text, &self->text_len, error);
}

/* Copies @stream, which can be read only once, to a file without a name */
static GInputStream *
spool_stream (RapCsvReader *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  GFileIOStream *spool;
  g_autoptr (GFile) file = g_file_new_tmp (NULL, &spool, error);

  if (file == NULL)
    return NULL;
  self->spool = G_IO_STREAM (spool);
  g_file_delete (file, NULL, NULL);
  if (g_output_stream_splice (g_io_stream_get_output_stream (self->spool), stream, G_OUTPUT_STREAM_SPLICE_NONE,
                              cancellable, error) < 0 ||
      !g_seekable_seek (G_SEEKABLE (spool), 0, G_SEEK_SET, cancellable, error))
    return NULL;
  return g_object_ref (g_io_stream_get_input_stream (self->spool));
}

/* Reads the first bytes, and the size, and goes back */
static gboolean
look_ahead (RapCsvReader *self, guint8 *head, gsize *len, GCancellable *cancellable, GError **error)
{
  GSeekable *seekable = G_SEEKABLE (self->stream);
  goffset start = g_seekable_tell (seekable);

  if (!g_input_stream_read_all (self->stream, head, BLOCK, len, cancellable, error) ||
      !g_seekable_seek (seekable, 0, G_SEEK_END, cancellable, error))
    return FALSE;
  self->size = g_seekable_tell (seekable) - start;
  return g_seekable_seek (seekable, start, G_SEEK_SET, cancellable, error);
}

static gboolean
begin_text (RapCsvReader *self,
            const RapCsvOptions *options,
            const guint8 *head,
            gsize head_len,
            GCancellable *cancellable,
            GError **error)
{
  char delimiter = options->delimiter;
  gboolean utf8;

  if (!rap_csv_check_kind (head, head_len, error))
    return FALSE;
  self->charset = rap_charset_new (self->stream, options->encoding, cancellable, error);
  if (self->charset == NULL)
    return FALSE;
  utf8 = g_str_equal (rap_charset_get_encoding (self->charset, NULL), "UTF-8");
  if ((!rap_charset_is_wide (self->charset) && !rap_csv_check_text (head, head_len, utf8, error)) ||
      !decode_more (self, error))
    return FALSE;
  if (self->text_len == 0)
    return rap_csv_check_kind ((const guint8 *) "", 0, error); /* nothing but a byte order mark */
  if (delimiter == 0)
    delimiter =
        rap_csv_guess_delimiter (self->text, self->text_len, rap_charset_get_position (self->charset) >= self->size);
  csv_set_delim (&self->parser, delimiter);
  return TRUE;
}

RapCsvReader *
rap_csv_reader_open (GFile *file, const RapCsvOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GFile) parent = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, &local);
  if (stream != NULL)
    return rap_csv_reader_new (G_INPUT_STREAM (stream), options, cancellable, error);
  parent = g_file_get_parent (file);
  folder = parent != NULL ? g_file_get_parse_name (parent) : g_file_get_parse_name (file);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("there is no such file in %s"), folder);
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE, _ ("it is a folder, not a CSV file"));
  else
    g_propagate_error (error, rap_explain_read_error (g_steal_pointer (&local)));
  return NULL;
}

RapCsvReader *
rap_csv_reader_new (GInputStream *stream, const RapCsvOptions *options, GCancellable *cancellable, GError **error)
{
  static const RapCsvOptions defaults = { 0 };
  g_autoptr (RapCsvReader) self = NULL;
  g_autofree guint8 *head = g_malloc (BLOCK);
  GError *local = NULL;
  gsize head_len = 0;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  options = options != NULL ? options : &defaults;
  if (options->delimiter != 0 && !rap_csv_is_delimiter (options->delimiter))
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("“%c” cannot separate cells"), options->delimiter);
      return NULL;
    }

  self = g_new0 (RapCsvReader, 1);
  self->lenient = options->lenient;
  self->block_size = options->block_size > 0 ? options->block_size : BLOCK;
  self->line = 1;
  self->cells = g_array_new (FALSE, FALSE, sizeof (RapCsvCell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  csv_init (&self->parser, STRICT);
  csv_set_space_func (&self->parser, no_space);
  csv_set_realloc_func (&self->parser, grow_cell);
  csv_set_blk_size (&self->parser, BLOCK);

  if (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)))
    self->stream = g_object_ref (stream);
  else
    self->stream = spool_stream (self, stream, cancellable, &local);
  if (self->stream == NULL || !look_ahead (self, head, &head_len, cancellable, &local))
    {
      g_propagate_error (error, rap_explain_read_error (local));
      return NULL;
    }
  return begin_text (self, options, head, head_len, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
rap_csv_reader_next_row (RapCsvReader *self, const RapCsvRow **row, GError **error)
{
  Row *next;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  *row = NULL;
  while (self->given == self->rows->len && self->failure == NULL && !self->at_end)
    {
      if (self->text_done == self->text_len && !decode_more (self, &self->failure))
        break;
      if (self->text_len > 0)
        parse_block (self);
      else
        parse_end (self);
    }
  if (self->given < self->rows->len)
    {
      next = &g_array_index (self->rows, Row, self->given++);
      self->row.cells = &g_array_index (self->cells, RapCsvCell, next->first);
      self->row.n_cells = next->n_cells;
      self->row.line = next->line;
      self->row.warning = next->warning;
      *row = &self->row;
      return TRUE;
    }
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  return self->failure == NULL;
}

const char *
rap_csv_reader_get_encoding (RapCsvReader *self, gboolean *guessed)
{
  g_return_val_if_fail (self != NULL, NULL);

  return rap_charset_get_encoding (self->charset, guessed);
}

char
rap_csv_reader_get_delimiter (RapCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return csv_get_delim (&self->parser);
}

guint64
rap_csv_reader_get_blank_lines (RapCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blank_lines;
}

double
rap_csv_reader_get_progress (RapCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size > 0 ? CLAMP ((double) rap_charset_get_position (self->charset) / self->size, 0, 1) : 1;
}

void
rap_csv_reader_free (RapCsvReader *self)
{
  if (self == NULL)
    return;
  csv_free (&self->parser);
  g_clear_pointer (&self->charset, rap_charset_free);
  g_clear_object (&self->stream);
  g_clear_object (&self->spool);
  g_clear_error (&self->failure);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self->row_warning);
  g_free (self->arena);
  g_free (self);
}
