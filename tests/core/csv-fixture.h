/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "rap-csv-reader.h"

/* Bytes that are read as CSV. */

static inline RapCsvReader *
csv_open_bytes (const char *bytes, gssize len, const RapCsvOptions *options, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (
      g_memdup2 (bytes, len < 0 ? strlen (bytes) : (gsize) len), len < 0 ? (gssize) strlen (bytes) : len, g_free);

  return rap_csv_reader_new (stream, options, NULL, error);
}

/* A reader's rows in a notation that tests can be written in: `1:a|b;3:c|-` is a row on line 1 and one on line 3, `-`
 * being a cell where there is nothing at all; `!` before a row is its warning; NUL bytes show as 0 */
static inline char *
csv_read_all (RapCsvReader *reader, GError **error)
{
  GString *seen = g_string_new (NULL);
  const RapCsvRow *row;

  while (rap_csv_reader_next_row (reader, &row, error) && row != NULL)
    {
      if (seen->len > 0)
        g_string_append_c (seen, ';');
      g_string_append_printf (seen, "%s%" G_GUINT64_FORMAT ":", row->warning != NULL ? "!" : "", row->line);
      for (guint i = 0; i < row->n_cells; i++)
        {
          const RapCsvCell *cell = &row->cells[i];

          g_string_append (seen, i > 0 ? "|" : "");
          if (cell->absent)
            g_string_append_c (seen, '-');
          for (gsize k = 0; k < cell->len; k++)
            g_string_append_c (seen, cell->text[k] != '\0' ? cell->text[k] : '0');
        }
    }
  return g_string_free (seen, FALSE);
}
