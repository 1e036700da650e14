/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-fixture.h"
#include "rap-error.h"

#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
assert_rows_len (const char *bytes, gssize len, const char *rows)
{
  /* Every way of cutting the text into blocks gives the same */
  for (gsize block = 0; block < 9; block++)
    {
      RapCsvOptions options = { .delimiter = ',', .block_size = block };
      g_autoptr (GError) error = NULL;
      g_autoptr (RapCsvReader) reader = csv_open_bytes (bytes, len, &options, &error);
      g_autofree char *seen = NULL;

      g_assert_no_error (error);
      seen = csv_read_all (reader, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (seen, ==, rows);
    }
}

static void
assert_rows (const char *bytes, const char *rows)
{
  assert_rows_len (bytes, -1, rows);
}

static void
test_cells (void)
{
  assert_rows ("a,b\n1,2\n", "1:a|b;2:1|2");
  assert_rows ("a,b\n1,2", "1:a|b;2:1|2");
  assert_rows ("a", "1:a");
  assert_rows (",", "1:-|-");
  assert_rows ("a,\"\",,\n", "1:a||-|-");
  assert_rows (" a ,\tb\t, \n", "1: a |\tb\t| ");
  assert_rows ("\" a \",\"\t\"", "1: a |\t");
  assert_rows ("\"a,b\",\"say \"\"yes\"\"\",\"\"\"\"", "1:a,b|say \"yes\"|\"");
  assert_rows ("\"\"\"a\"\"\"", "1:\"a\"");
  assert_rows ("a;b|c\td", "1:a;b|c\td");
  assert_rows ("\xEF\xBB\xBF\"a\",b\n", "1:a|b");
  assert_rows ("a,\xEF\xBB\xBF"
               "b\n",
               "1:a|\xEF\xBB\xBF"
               "b");
  assert_rows_len ("a\0,\0\n\"\0\",b\n", 11, "1:a0|0;2:0|b");
}

static void
test_line_ends (void)
{
  assert_rows ("a,b\r\n1,2\r\n", "1:a|b;2:1|2");
  assert_rows ("a,b\r1,2\r", "1:a|b;2:1|2");
  assert_rows ("a,b\n1,2\r\n3,4\r5,6", "1:a|b;2:1|2;3:3|4;4:5|6");
  assert_rows ("\"a\nb\",c\n1,2\n", "1:a\nb|c;3:1|2");
  assert_rows ("\"a\r\nb\",c\r\n1,2\r\n", "1:a\r\nb|c;3:1|2");
  assert_rows ("\"a\rb\",\"\r\"\r1,2\r", "1:a\rb|\r;4:1|2");
  assert_rows ("\"a\r\",\"\nb\"\n1,2\n", "1:a\r|\nb;4:1|2");
  assert_rows ("\"a\r\r\nb\"\n1\n", "1:a\r\r\nb;4:1");
  assert_rows ("a,b\r\r\n1,2\r\r\n", "1:a|b;3:1|2");
}

static void
test_blank_lines (void)
{
  const struct
  {
    const char *text, *rows;
    guint blank;
  } cases[] = {
    { "\n\na\n\nb\n\n\n", "3:a;5:b", 5 },
    { "\r\n\r\na\r\n\r\nb\r\n\r\n", "3:a;5:b", 4 },
    { "\ra\r\rb\r\r", "2:a;4:b", 3 },
    { "a\n\"\"\nb\n", "1:a;2:;3:b", 0 },
    { "a\n \nb\n", "1:a;2: ;3:b", 0 },
    { "\n\r\na\n\n\r\n", "3:a", 4 },
    { "\n\r\n\r", "", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize block = 1; block < 4; block++)
      {
        RapCsvOptions options = { .delimiter = ',', .block_size = block };
        g_autoptr (RapCsvReader) reader = csv_open_bytes (cases[i].text, -1, &options, NULL);
        g_autofree char *seen = csv_read_all (reader, NULL);

        g_assert_cmpstr (seen, ==, cases[i].rows);
        g_assert_cmpuint (rap_csv_reader_get_blank_lines (reader), ==, cases[i].blank);
      }
}

/* What breaks the rules: refused with line and column after the rows before it, or read on with a warning for that row
 */
static void
test_faults (void)
{
  const struct
  {
    const char *text, *before, *reason, *lenient;
  } cases[] = {
    { "a,b\n1,\"open\n2,3\n", "1:a|b", "line 2, column 2: a quotation mark is not closed", "1:a|b;!2:1|open\n2,3\n" },
    { "a,\"x\ny\",\"open", "", "line 2, column 3: a quotation mark is not closed", "!1:a|x\ny|open" },
    { "a\n\"b\" c\nd\n", "1:a",
      "line 2, column 1: there is text between a closing quotation mark and the end of the cell", "1:a;!2:b\" c\nd\n" },
    { "a\n\"b\"c\",\"d\"\ne\n", "1:a",
      "line 2, column 1: there is text between a closing quotation mark and the end of the cell", "1:a;!2:b\"c|d;3:e" },
    { "a\n\n\"x\",b\"c\"\nd\n", "1:a",
      "line 3, column 2: there is a quotation mark within a cell that does not begin with one", "1:a;!3:x|b\"c\";4:d" },
    { "a\n \"b\" ,c\nd\n", "1:a",
      "line 2, column 1: there is a quotation mark within a cell that does not begin with one",
      "1:a;!2: \"b\" |c;3:d" },
    { "a\n\"b\" \t ,\"c\"  \nd\n", "1:a",
      "line 2, column 1: there is text between a closing quotation mark and the end of the cell", "1:a;!2:b|c;3:d" },
    { "a\"b,\"open", "", "line 1, column 1: there is a quotation mark within a cell that does not begin with one",
      "!1:a\"b|open" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize block = 1; block < 12; block++)
      {
        RapCsvOptions options = { .delimiter = ',', .block_size = block };
        g_autoptr (RapCsvReader) strict = csv_open_bytes (cases[i].text, -1, &options, NULL);
        g_autoptr (RapCsvReader) lenient = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (GError) again = NULL;
        g_autofree char *before = csv_read_all (strict, &error);
        g_autofree char *seen = NULL;
        const RapCsvRow *row;

        g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
        g_assert_cmpstr (error->message, ==, cases[i].reason);
        g_assert_cmpstr (before, ==, cases[i].before);
        g_assert_false (rap_csv_reader_next_row (strict, &row, &again));
        g_assert_cmpstr (again->message, ==, cases[i].reason);

        g_clear_error (&error);
        options.lenient = TRUE;
        lenient = csv_open_bytes (cases[i].text, -1, &options, NULL);
        seen = csv_read_all (lenient, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (seen, ==, cases[i].lenient);
      }
}

static void
test_warning (void)
{
  RapCsvOptions options = { .lenient = TRUE };
  g_autoptr (RapCsvReader) reader = csv_open_bytes ("a,b\n1,2\"\n3,4\n5,\"6\n", -1, &options, NULL);
  const char *warnings[] = { NULL,
                             "line 2, column 2: there is a quotation mark within a cell that does not begin with one",
                             NULL, "line 4, column 2: a quotation mark is not closed" };
  const RapCsvRow *row;

  for (gsize i = 0; i < G_N_ELEMENTS (warnings); i++)
    {
      g_assert_true (rap_csv_reader_next_row (reader, &row, NULL));
      g_assert_cmpstr (row->warning, ==, warnings[i]);
    }
}

static void
assert_refused (GString *text, gboolean lenient, const char *reason)
{
  RapCsvOptions options = { .delimiter = ',', .lenient = lenient };
  g_autoptr (GError) error = NULL;
  g_autoptr (RapCsvReader) reader = csv_open_bytes (text->str, text->len, &options, &error);
  g_autofree char *seen = NULL;

  g_assert_no_error (error);
  seen = csv_read_all (reader, &error);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, reason);
  g_assert_cmpstr (seen, ==, "1:a|b");
}

static void
append_cell (GString *text, gsize len, gboolean quoted)
{
  g_string_append (text, quoted ? "\"" : "");
  g_string_set_size (text, text->len + len);
  memset (text->str + text->len - len, 'x', len);
  g_string_append (text, quoted ? "\"" : "");
}

static void
test_limits (void)
{
  for (guint mode = 0; mode < 4; mode++)
    {
      gboolean quoted = mode & 1, lenient = mode & 2;
      g_autoptr (GString) text = g_string_new ("a,b\n1,");
      RapCsvOptions options = { .lenient = lenient };
      g_autoptr (RapCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      const RapCsvRow *row;

      append_cell (text, RAP_CSV_MAX_CELL, quoted); /* the control: as long as it may be */
      g_string_append (text, "\nlast,row\n");
      reader = csv_open_bytes (text->str, text->len, &options, NULL);
      for (guint i = 0; i < 3; i++)
        {
          g_assert_true (rap_csv_reader_next_row (reader, &row, &error));
          g_assert_cmpuint (row->n_cells, ==, 2);
          g_assert_cmpuint (i != 1 || row->cells[1].len == RAP_CSV_MAX_CELL, ==, TRUE);
        }

      g_string_assign (text, "a,b\n1,");
      append_cell (text, RAP_CSV_MAX_CELL + 1, quoted);
      g_string_append (text, "\nlast,row\n");
      assert_refused (text, lenient, "line 2, column 2: the cell is longer than 1 MiB");
      g_string_assign (text, "a,b\n1,");
      append_cell (text, 3 * RAP_CSV_MAX_CELL, quoted);
      assert_refused (text, lenient, "line 2, column 2: the cell is longer than 1 MiB");

      g_string_assign (text, "a,b\n");
      for (guint i = 0; i < 17; i++)
        {
          append_cell (text, 1000 * 1000, quoted);
          g_string_append_c (text, ',');
        }
      assert_refused (text, lenient, "line 2, column 17: the row is longer than 16 MiB");

      g_string_assign (text, "a,b\n");
      for (guint i = 0; i < RAP_CSV_MAX_COLUMNS; i++)
        g_string_append (text, "c,");
      assert_refused (text, lenient, "line 2, column 10001: the row has more than 10,000 columns");
      g_string_truncate (text, text->len - 1);
      g_clear_pointer (&reader, rap_csv_reader_free);
      reader = csv_open_bytes (text->str, text->len, &options, NULL);
      g_assert_true (rap_csv_reader_next_row (reader, &row, &error));
      g_assert_true (rap_csv_reader_next_row (reader, &row, &error));
      g_assert_cmpuint (row->n_cells, ==, RAP_CSV_MAX_COLUMNS);
    }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rap-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "points.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (RapCsvReader) reader = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rap_csv_reader_open (file, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rap_csv_reader_open (parent, NULL, NULL, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (error->message, "is a folder"));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "a\tb\n1\t2\n", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_null (rap_csv_reader_open (file, NULL, cancelled, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_CANCELLED);
  g_clear_error (&error);
  reader = rap_csv_reader_open (file, NULL, NULL, &error);
  g_assert_no_error (error);
  seen = csv_read_all (reader, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, "1:a|b;2:1|2");
  g_unlink (path);
  g_rmdir (folder);
}

/* A pipe cannot be read twice; a stream that is not at its start is read from where it stands */
static void
test_streams (void)
{
  const char *text = "skipped,x\na,b\nWien,\xD6sterreich\n";
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GInputStream) pipe_end = NULL;
  g_autoptr (RapCsvReader) reader = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *seen_of_pipe = NULL;
  gboolean guessed;
  int fds[2];

  g_assert_true (g_seekable_seek (G_SEEKABLE (memory), 10, G_SEEK_SET, NULL, NULL));
  reader = rap_csv_reader_new (memory, NULL, NULL, NULL);
  seen = csv_read_all (reader, NULL);
  g_assert_cmpstr (seen, ==, "1:a|b;2:Wien|Österreich");
  g_clear_pointer (&reader, rap_csv_reader_free);

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], text + 10, strlen (text) - 10), ==, strlen (text) - 10);
  close (fds[1]);
  pipe_end = g_unix_input_stream_new (fds[0], TRUE);
  reader = rap_csv_reader_new (pipe_end, NULL, NULL, NULL);
  seen_of_pipe = csv_read_all (reader, NULL);
  g_assert_cmpstr (seen_of_pipe, ==, "1:a|b;2:Wien|Österreich");
  g_assert_cmpstr (rap_csv_reader_get_encoding (reader, &guessed), ==, "WINDOWS-1252");
  g_assert_true (guessed);
}

/* A byte that is not of the encoding: the rows before it are given, then the error has its line */
static void
test_undecodable (void)
{
  RapCsvOptions options = { .encoding = "UTF-8", .delimiter = ',' };
  g_autoptr (RapCsvReader) reader = csv_open_bytes ("a,b\nc,\"d\r\ne\"\nf,\xE9\n", -1, &options, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = csv_read_all (reader, &error);

  g_assert_cmpstr (seen, ==, "1:a|b;2:c|d\r\ne");
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
  g_assert_cmpstr (error->message, ==, "line 4: the byte 0xE9 does not belong to the encoding UTF-8");
}

/* Whatever the bytes are, reading ends, and how they are cut into blocks makes no difference to rows, warnings and
 * errors */
static void
test_anything (void)
{
  static const char *const pieces[] = { "\"", "\"\"", ",", ";", "\r", "\n", "\r\n", " ", "\t", "a", "é", "\xE9", "日" };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (i % 7 == 0 ? "\xEF\xBB\xBF" : "");
      RapCsvOptions options = { .delimiter = i % 3 == 0 ? 0 : ',', .lenient = i % 2 };
      g_autofree char *first = NULL;
      guint n = g_test_rand_int_range (1, 60);

      for (guint k = 0; k < n; k++)
        if (g_test_rand_int_range (0, 40) > 0)
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces) - (i % 5 == 0 ? 0 : 2))]);
        else
          g_string_append_c (text, g_test_rand_int_range (0, i % 5 == 0 ? 256 : 128));
      for (guint block = 0; block < 4; block++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (RapCsvReader) reader = NULL;
          g_autofree char *seen = NULL;
          g_autofree char *all = NULL;

          options.block_size = block;
          reader = csv_open_bytes (text->str, text->len, &options, &error);
          seen = reader != NULL ? csv_read_all (reader, &error) : NULL;
          all = g_strdup_printf ("%s, then %s", seen, error != NULL ? error->message : "the end");
          if (error != NULL)
            g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
          if (block == 0)
            first = g_steal_pointer (&all);
          else
            g_assert_cmpstr (all, ==, first);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/cells", test_cells);
  g_test_add_func ("/csv-reader/line-ends", test_line_ends);
  g_test_add_func ("/csv-reader/blank-lines", test_blank_lines);
  g_test_add_func ("/csv-reader/faults", test_faults);
  g_test_add_func ("/csv-reader/warning", test_warning);
  g_test_add_func ("/csv-reader/limits", test_limits);
  g_test_add_func ("/csv-reader/files", test_files);
  g_test_add_func ("/csv-reader/streams", test_streams);
  g_test_add_func ("/csv-reader/undecodable", test_undecodable);
  g_test_add_func ("/csv-reader/anything", test_anything);
  return g_test_run ();
}
