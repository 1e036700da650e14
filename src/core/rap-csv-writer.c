/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-csv-writer.h"

#include "rap-csv-guard.h"
#include "rap-id.h"

#include <csv.h>
#include <string.h>

#define FLUSH_AT (64 * 1024)

struct _RapCsvWriter
{
  GOutputStream *stream;
  char *buffer;
  gsize used;
  gsize size;
  guint cells;           /* of the row so far */
  gboolean row_is_empty; /* its cells wrote nothing */
  char delimiter;
  guint8 special[256]; /* 1 for a byte that a cell without quotation marks cannot hold */
  GError *failure;     /* of the stream; nothing is written after it */
};

static inline char *
reserve (RapCsvWriter *self, gsize bytes)
{
  if (G_UNLIKELY (self->size - self->used < bytes))
    {
      self->size = MAX (self->size * 2, self->used + bytes);
      self->buffer = g_realloc (self->buffer, self->size);
    }
  return self->buffer + self->used;
}

static inline void
begin_cell (RapCsvWriter *self)
{
  if (self->cells++ > 0)
    {
      *reserve (self, 1) = self->delimiter;
      self->used++;
    }
  else
    self->row_is_empty = TRUE;
}

static inline gboolean
begins_with_mark (const char *text, gsize len)
{
  return len >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0;
}

/* Copies @text as it is, sixteen bytes at a time; returns whether there is a byte in it that asks for quotation marks
 */
static gboolean
copy_and_look (RapCsvWriter *self, guint8 *to, const guint8 *text, gsize len, gboolean *quotes)
{
  typedef guint8 Sixteen __attribute__ ((vector_size (16)));
  Sixteen special = { 0 }, quote = { 0 };
  guint64 halves[2];
  gsize i = 0;
  gboolean found = FALSE;

  for (; i + 16 <= len; i += 16)
    {
      Sixteen bytes;

      memcpy (&bytes, text + i, 16);
      memcpy (to + i, &bytes, 16);
      quote |= (Sixteen) (bytes == '"');
      special |= (Sixteen) (bytes == '\n') | (Sixteen) (bytes == '\r') | (Sixteen) (bytes == '\t') |
                 (Sixteen) (bytes == ',') | (Sixteen) (bytes == ';') | (Sixteen) (bytes == (guint8) self->delimiter);
    }
  for (; i < len; i++)
    {
      to[i] = text[i];
      *quotes |= text[i] == '"';
      found |= self->special[text[i]];
    }
  memcpy (halves, &quote, 16);
  *quotes |= (halves[0] | halves[1]) != 0;
  memcpy (halves, &special, 16);
  return found || *quotes || (halves[0] | halves[1]) != 0;
}

/* The cell is @prefix (one character, or 0 for none) and then @text */
static void
write_cell (RapCsvWriter *self, char prefix, const char *text, gsize len)
{
  gsize first = prefix != 0;
  gboolean quotes = FALSE;
  char *to;

  begin_cell (self);
  self->row_is_empty = FALSE;
  to = reserve (self, 2 * len + 4);
  to[0] = prefix;
  if (!copy_and_look (self, (guint8 *) to + first, (const guint8 *) text, len, &quotes) && len > 0 && text[0] != ' ' &&
      text[len - 1] != ' ' && !begins_with_mark (text, len))
    {
      self->used += first + len;
      return;
    }
  to[0] = '"';
  to[1] = prefix;
  if (quotes)
    {
      /* It writes an opening mark as well, where the prefix goes */
      self->used += first + csv_write (to + first, 2 * len + 2, text, len);
      to[0] = '"';
      to[first] = prefix != 0 ? prefix : '"';
      return;
    }
  memcpy (to + 1 + first, text, len);
  to[1 + first + len] = '"';
  self->used += 2 + first + len;
}

static gboolean
hand_on (RapCsvWriter *self, GError **error)
{
  if (self->failure == NULL &&
      g_output_stream_write_all (self->stream, self->buffer, self->used, NULL, NULL, &self->failure))
    {
      self->used = 0;
      return TRUE;
    }
  self->used = 0;
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}

RapCsvWriter *
rap_csv_writer_new (GOutputStream *stream, char delimiter, gboolean bom)
{
  RapCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (g_ascii_isprint (delimiter) || delimiter == '\t', NULL);
  g_return_val_if_fail (delimiter != '"' && delimiter != ' ', NULL);

  self = g_new0 (RapCsvWriter, 1);
  self->stream = g_object_ref (stream);
  self->delimiter = delimiter;
  self->size = FLUSH_AT + 4096;
  self->buffer = g_malloc (self->size);
  self->special[(guint8) delimiter] = 1;
  for (const char *p = "\",;\t\r\n"; *p != '\0'; p++)
    self->special[(guint8) *p] = 1;
  if (bom)
    {
      memcpy (self->buffer, "\xEF\xBB\xBF", 3);
      self->used = 3;
    }
  return self;
}

void
rap_csv_writer_text (RapCsvWriter *self, const char *text, gssize len)
{
  if (text != NULL)
    write_cell (self, 0, text, len < 0 ? strlen (text) : (gsize) len);
  else
    begin_cell (self);
}

void
rap_csv_writer_guarded (RapCsvWriter *self, const char *text, gssize len)
{
  if (text != NULL)
    write_cell (self, rap_csv_guard_needed (text, len) ? '\'' : 0, text, len < 0 ? strlen (text) : (gsize) len);
  else
    begin_cell (self);
}

void
rap_csv_writer_int (RapCsvWriter *self, gint64 value)
{
  char digits[24];
  char *end = digits + sizeof digits, *p = end;
  /* The negative of the smallest value fits only an unsigned */
  guint64 left = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--p = '0' + left % 10;
  while ((left /= 10) > 0);
  if (value < 0)
    *--p = '-';
  begin_cell (self);
  self->row_is_empty = FALSE;
  memcpy (reserve (self, end - p), p, end - p);
  self->used += end - p;
}

void
rap_csv_writer_id (RapCsvWriter *self, char kind, gint64 id, gboolean exact)
{
  begin_cell (self);
  self->row_is_empty = FALSE;
  rap_id_format (kind, id, exact, reserve (self, RAP_ID_LENGTH + 1));
  self->used += RAP_ID_LENGTH;
}

gboolean
rap_csv_writer_row_end (RapCsvWriter *self, GError **error)
{
  char *to = reserve (self, 4);

  if (self->cells == 1 && self->row_is_empty)
    {
      memcpy (to, "\"\"", 2);
      to += 2;
      self->used += 2;
    }
  memcpy (to, "\r\n", 2);
  self->used += 2;
  self->cells = 0;
  return self->used < FLUSH_AT || hand_on (self, error);
}

gboolean
rap_csv_writer_flush (RapCsvWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return hand_on (self, error);
}

void
rap_csv_writer_free (RapCsvWriter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_clear_error (&self->failure);
  g_free (self->buffer);
  g_free (self);
}
