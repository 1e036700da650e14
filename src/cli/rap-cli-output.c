/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli-output.h"

#include <errno.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "rap-cli.h"
#include "rap-csv-writer.h"
#include "rap-id.h"
#include "rap-json.h"

#define GAP 2
#define WIDEST 60       /* in columns; what is longer would push all that follows out of sight, in every row */
#define WIDEST_LAST 200 /* nothing follows the last column, and its texts are what one came to read */

struct _RapOutput
{
  RapOutputFormat format;
  const RapOutputColumn *columns;
  guint n_columns;
  guint column;     /* the next one */
  guint last;       /* that a table shows */
  GPtrArray *cells; /* of a table: its rows, one after the other */
  gboolean *is_number;
  RapCsvWriter *csv;
  RapJson *json;
  GError *error;
};

static guint
measure_character (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_character (g_utf8_get_char (p));
  return width;
}

/* The text as it is, or what fits before an ellipsis; a mark that takes no room stays with its letter. */
static char *
shorten (const char *text, guint widest)
{
  const char *end = text;
  guint width = 0;

  if (measure (text) <= widest)
    return g_strdup (text);
  for (;;)
    {
      const gunichar c = g_utf8_get_char (end);

      width += measure_character (c);
      if (width >= widest)
        break;
      end = g_utf8_next_char (end);
    }
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

static void
print_row (RapOutput *self, const char *const *cells, const guint *widths)
{
  const guint last = self->last;

  for (guint i = 0; i <= last; i++)
    {
      const guint pad = widths[i] - measure (cells[i]);

      if (self->columns[i].title == NULL)
        continue;
      if (self->is_number[i])
        rap_output_print ("%*s%s", (int) pad, "", cells[i]);
      else
        rap_output_print ("%s%*s", cells[i], i < last ? (int) pad : 0, "");
      rap_output_print ("%*s", i < last ? GAP : 0, "");
    }
  rap_output_print ("\n");
}

static void
print_table (RapOutput *self)
{
  const guint n = self->n_columns;
  const guint n_rows = self->cells->len / n;
  g_autofree guint *widths = g_new0 (guint, n);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % n] = MAX (widths[i % n], measure (self->cells->pdata[i]));
  for (guint row = 0; n_rows > 1 && row < n_rows; row++)
    print_row (self, (const char *const *) self->cells->pdata + (gsize) row * n, widths);
}

/* Ends a cell, and with the last one of a row the row. */
static void
end_cell (RapOutput *self)
{
  self->column = (self->column + 1) % self->n_columns;
  if (self->column != 0 || self->format == RAP_OUTPUT_TABLE)
    return;
  if (self->format == RAP_OUTPUT_CSV)
    {
      rap_csv_writer_row_end (self->csv, self->error == NULL ? &self->error : NULL);
      return;
    }
  rap_json_close (self->json);
  {
    g_autofree char *part = rap_json_take (self->json);
    fputs (part, stdout);
  }
}

static void
begin_cell (RapOutput *self)
{
  if (self->format == RAP_OUTPUT_JSON && self->column == 0)
    rap_json_open (self->json, NULL, '{');
}

static void
add_table_cell (RapOutput *self, const char *text)
{
  g_autofree char *clean = rap_output_clean (text);

  g_ptr_array_add (self->cells, shorten (clean, self->column == self->last ? WIDEST_LAST : WIDEST));
}

static void
set_up_csv (RapOutput *self)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  self->csv = rap_csv_writer_new (stream, ',', FALSE);
  for (guint i = 0; i < self->n_columns; i++)
    rap_csv_writer_text (self->csv, self->columns[i].name, -1);
  rap_csv_writer_row_end (self->csv, &self->error);
}

static gboolean
set_write_error (GError **error, const char *reason)
{
  g_set_error (error, RAP_ERROR, RAP_ERROR_FAILED, _ ("Standard output cannot be written (%s)."), reason);
  return FALSE;
}

gboolean
rap_output_parse_format (const char *word, RapOutputFormat *format, GError **error)
{
  static const char *const words[] = { "table", "csv", "json", NULL };

  *format = RAP_OUTPUT_TABLE;
  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      *format = i;
  if (word == NULL || g_strv_contains (words, word))
    return TRUE;
  return rap_cli_usage (error, _ ("“%s” is no format; there are table, csv and json."), word);
}

RapOutput *
rap_output_new (RapOutputFormat format, const RapOutputColumn *columns)
{
  RapOutput *self = g_new0 (RapOutput, 1);

  self->format = format;
  self->columns = columns;
  for (; columns[self->n_columns].name != NULL; self->n_columns++)
    if (columns[self->n_columns].title != NULL)
      self->last = self->n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->is_number = g_new0 (gboolean, self->n_columns);
  if (format == RAP_OUTPUT_TABLE)
    for (guint i = 0; i < self->n_columns; i++)
      g_ptr_array_add (self->cells, g_strdup (columns[i].title != NULL ? _ (columns[i].title) : ""));
  else if (format == RAP_OUTPUT_CSV)
    set_up_csv (self);
  else
    {
      self->json = rap_json_new ();
      rap_json_open (self->json, NULL, '[');
    }
  return self;
}

void
rap_output_id (RapOutput *self, char kind, gint64 id)
{
  char text[RAP_ID_LENGTH + 1];

  rap_output_text (self, id != 0 ? rap_id_format (kind, id, FALSE, text) : NULL);
}

void
rap_output_text (RapOutput *self, const char *text)
{
  begin_cell (self);
  if (self->format == RAP_OUTPUT_TABLE)
    add_table_cell (self, text);
  else if (self->format == RAP_OUTPUT_CSV)
    rap_csv_writer_guarded (self->csv, text, -1);
  else
    rap_json_text (self->json, self->columns[self->column].name, text);
  end_cell (self);
}

void
rap_output_int (RapOutput *self, gint64 value)
{
  begin_cell (self);
  if (self->format == RAP_OUTPUT_TABLE)
    {
      g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, value));
      self->is_number[self->column] = TRUE;
    }
  else if (self->format == RAP_OUTPUT_CSV)
    rap_csv_writer_int (self->csv, value);
  else
    rap_json_int (self->json, self->columns[self->column].name, value);
  end_cell (self);
}

void
rap_output_bool (RapOutput *self, gboolean value)
{
  begin_cell (self);
  if (self->format == RAP_OUTPUT_TABLE)
    add_table_cell (self, value ? C_ ("table", "yes") : NULL);
  else if (self->format == RAP_OUTPUT_CSV)
    rap_csv_writer_text (self->csv, value ? "true" : "false", -1);
  else
    rap_json_bool (self->json, self->columns[self->column].name, value);
  end_cell (self);
}

gboolean
rap_output_end (RapOutput *self, GError **error)
{
  if (self->format == RAP_OUTPUT_TABLE)
    print_table (self);
  else if (self->format == RAP_OUTPUT_JSON)
    {
      g_autofree char *part = NULL;
      rap_json_close (self->json);
      part = rap_json_take (self->json);
      fputs (part, stdout);
    }
  else if (self->error == NULL)
    rap_csv_writer_flush (self->csv, &self->error);
  if (self->error != NULL)
    return set_write_error (error, self->error->message);
  return rap_output_flush (error);
}

void
rap_output_print (const char *format, ...)
{
  va_list values;

  va_start (values, format);
  vfprintf (stdout, format, values);
  va_end (values);
}

gboolean
rap_output_flush (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  return set_write_error (error, g_strerror (errno));
}

char *
rap_output_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (p[0] == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
        c = ' ';
      else if (g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        c = 0xfffd;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

void
rap_output_free (RapOutput *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->is_number);
  g_clear_pointer (&self->csv, rap_csv_writer_free);
  g_clear_pointer (&self->json, rap_json_free);
  g_clear_error (&self->error);
  g_free (self);
}
