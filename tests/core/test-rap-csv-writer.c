/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-csv-guard.h"
#include "rap-csv-reader.h"
#include "rap-csv-writer.h"

#include <string.h>

static GBytes *
finish (RapCsvWriter *writer, GOutputStream *stream)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_csv_writer_flush (writer, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
assert_cell (const char *text, const char *written)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (RapCsvWriter) writer = rap_csv_writer_new (stream, ',', FALSE);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *line = g_strconcat ("1,", written, "\r\n", NULL);

  rap_csv_writer_int (writer, 1);
  rap_csv_writer_text (writer, text, -1);
  g_assert_true (rap_csv_writer_row_end (writer, NULL));
  bytes = finish (writer, stream);
  seen = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (seen, ==, line);
}

static void
test_quoting (void)
{
  assert_cell (NULL, "");
  assert_cell ("", "\"\"");
  assert_cell ("trust", "trust");
  assert_cell ("two words", "two words");
  assert_cell ("a,b", "\"a,b\"");
  assert_cell ("a;b", "\"a;b\"");
  assert_cell ("a\tb", "\"a\tb\"");
  assert_cell ("he said \"yes\"", "\"he said \"\"yes\"\"\"");
  assert_cell ("a\nb", "\"a\nb\"");
  assert_cell ("a\rb", "\"a\rb\"");
  assert_cell ("long enough to be looked at by eights\r\nb", "\"long enough to be looked at by eights\r\nb\"");
  assert_cell (" a", "\" a\"");
  assert_cell ("a ", "\"a \"");
  assert_cell ("\xEF\xBB\xBF", "\"\xEF\xBB\xBF\"");
  assert_cell ("－", "－");
}

static void
test_rows (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (RapCsvWriter) writer = rap_csv_writer_new (stream, ';', TRUE);
  g_autoptr (GBytes) bytes = NULL;
  const char *expected = "\xEF\xBB\xBFid;agreed\r\n"
                         "p000000000000a;-9223372036854775808\r\n"
                         "\"\"\r\n"
                         ";\r\n"
                         "\"'-1;2\";'=a\r\n"
                         "P000000000000A;9223372036854775807;0;-10\r\n";

  rap_csv_writer_text (writer, "id", -1);
  rap_csv_writer_text (writer, "agreed", 6);
  rap_csv_writer_row_end (writer, NULL);
  rap_csv_writer_id (writer, 'p', 10, FALSE);
  rap_csv_writer_int (writer, G_MININT64);
  rap_csv_writer_row_end (writer, NULL);
  rap_csv_writer_text (writer, NULL, -1);
  rap_csv_writer_row_end (writer, NULL);
  rap_csv_writer_text (writer, NULL, -1);
  rap_csv_writer_guarded (writer, NULL, 0);
  rap_csv_writer_row_end (writer, NULL);
  rap_csv_writer_guarded (writer, "-1;2", -1);
  rap_csv_writer_guarded (writer, "=a", -1);
  rap_csv_writer_row_end (writer, NULL);
  rap_csv_writer_id (writer, 'p', 10, TRUE);
  rap_csv_writer_int (writer, G_MAXINT64);
  rap_csv_writer_int (writer, 0);
  rap_csv_writer_int (writer, -10);
  rap_csv_writer_row_end (writer, NULL);
  bytes = finish (writer, stream);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static void
test_failing_stream (void)
{
  char room[100000];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (RapCsvWriter) writer = rap_csv_writer_new (stream, ',', FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  guint rows = 0;

  do
    {
      rap_csv_writer_text (writer, "a point of no great length", -1);
      rows++;
    }
  while (rap_csv_writer_row_end (writer, &error) && rows < 100000);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (rows, <, 10000);
  g_assert_false (rap_csv_writer_flush (writer, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static char *
make_text (gsize *len)
{
  static const char *const pieces[] = {
    "\"", ",",    ";",  "\t",    "\r",     "\n", "\r\n", " ",      "'",       "=", "+", "-", "@",  "＝", "＠",
    "a",  "Z",    "0",  "é",     "日本語", "😀",  "–",    "\u200F", "e\u0301", "“", "’", "#", "\\", "|",  "\xEF\xBB\xBF",
    "\0", "\x1A", "\v", "\u2028"
  };
  GString *text = g_string_new (NULL);
  guint n = g_test_rand_int_range (0, g_test_rand_int_range (0, 50) == 0 ? 2000 : 12);

  for (guint i = 0; i < n; i++)
    {
      guint piece = g_test_rand_int_range (0, G_N_ELEMENTS (pieces) + 4);

      if (piece >= G_N_ELEMENTS (pieces))
        g_string_append_unichar (text, g_test_rand_int_range (0x20, 0xD7FF));
      else
        g_string_append_len (text, pieces[piece], MAX (strlen (pieces[piece]), 1));
    }
  *len = text->len;
  return g_string_free (text, FALSE);
}

static void
check_cell (const RapCsvCell *cell, const char *text, gsize len, gboolean exact)
{
  const char *seen = cell->text;
  gsize seen_len = cell->len;

  g_assert_cmpint (cell->absent, ==, text == NULL);
  g_assert_cmpint (cell->text[cell->len], ==, '\0');
  if (!exact)
    rap_csv_guard_strip (&seen, &seen_len);
  g_assert_cmpmem (seen, seen_len, text != NULL ? text : "", len);
}

/* What was written is what is read: any text, any edition, any delimiter, with and without a mark, in blocks of any
 * size, and the delimiter found where it is not given */
static void
test_round_trip (void)
{
  for (guint table = 0; table < 300; table++)
    {
      const guint n_columns = 2 + table % 4, n_rows = 40;
      gboolean exact = table & 1;
      char delimiter = ",;\t"[table % 3];
      RapCsvOptions options = { .delimiter = table % 5 == 0 ? 0 : delimiter,
                                .block_size = g_test_rand_int_range (0, 40) };
      g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
      g_autoptr (RapCsvWriter) writer = rap_csv_writer_new (out, delimiter, table & 2);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GArray) lens = g_array_new (FALSE, FALSE, sizeof (gsize));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GInputStream) in = NULL;
      g_autoptr (RapCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      const RapCsvRow *row;

      for (guint i = 0; i < n_rows * n_columns; i++)
        {
          gsize len = 0;
          char *text = NULL;

          if (i < n_columns)
            text = g_strdup_printf ("column_%u", i);
          else if (g_test_rand_int_range (0, 10) > 0)
            text = make_text (&len);
          len = i < n_columns ? strlen (text) : len;
          (exact ? rap_csv_writer_text : rap_csv_writer_guarded) (writer, text, len);
          g_ptr_array_add (texts, text);
          g_array_append_val (lens, len);
          if (i % n_columns == n_columns - 1)
            g_assert_true (rap_csv_writer_row_end (writer, NULL));
        }
      bytes = finish (writer, out);
      in = g_memory_input_stream_new_from_bytes (bytes);
      reader = rap_csv_reader_new (in, &options, NULL, &error);
      g_assert_no_error (error);
      for (guint r = 0; r < n_rows; r++)
        {
          g_assert_true (rap_csv_reader_next_row (reader, &row, &error));
          g_assert_nonnull (row);
          g_assert_cmpuint (row->n_cells, ==, n_columns);
          for (guint c = 0; c < n_columns; c++)
            check_cell (&row->cells[c], g_ptr_array_index (texts, r * n_columns + c),
                        g_array_index (lens, gsize, r * n_columns + c), exact);
        }
      g_assert_true (rap_csv_reader_next_row (reader, &row, &error));
      g_assert_null (row);
      g_assert_cmpuint (rap_csv_reader_get_blank_lines (reader), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/quoting", test_quoting);
  g_test_add_func ("/csv-writer/rows", test_rows);
  g_test_add_func ("/csv-writer/failing-stream", test_failing_stream);
  g_test_add_func ("/csv-writer/round-trip", test_round_trip);
  return g_test_run ();
}
