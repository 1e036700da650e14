/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What parts the cells of a file, and whether it is CSV at all. */
#include "csv-fixture.h"

#include "rap-error.h"

static void
test_delimiters (void)
{
  const struct
  {
    const char *text;
    char delimiter;
  } cases[] = {
    { "a,b\n1,2\n", ',' },
    { "a;b\n1;2\n", ';' },
    { "a\tb\n1\t2\n", '\t' },
    { "one column\nof text\n", ',' },
    { "Name;Kommentar\nA;Ja, ja, ja\nB;1,5\n", ';' },
    { "Name;Ort, Land;Note\nA;Wien, AT;1,0\n", ';' },
    { "name\tcomment\nA\tyes, but; no, well\n", '\t' },
    { "point,themes\ntrust is slow,trust; culture; people\ntools,tools\n", ',' },
    { "\"a,1\";\"b,2\";\"c,3\"\n1;2;3\n", ';' },
    { "\"a;1\",\"b;2;3;4\"\n1,2\n", ',' },
    { "\"a\n;;;;\",b\n1,2\n", ',' },
    { "a;b;c\n1;\"x,y\",2;3\n1;2;3\n1;2;3\n", ';' },
    { "text\nyes, no\nno, yes\n", ',' },
    { "a;b", ';' },
    { "a\tb\r\n", '\t' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapCsvReader) reader = csv_open_bytes (cases[i].text, -1, NULL, NULL);

      g_assert_cmpint (rap_csv_reader_get_delimiter (reader), ==, cases[i].delimiter);
    }
  for (const char *p = "\"\r\n'-a0 "; *p != '\0'; p++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (csv_open_bytes ("a", 1, &(RapCsvOptions){ .delimiter = *p }, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
    }
}

/* Only the first 64 KiB decide, and a row cut off there is not held against a delimiter */
static void
test_delimiter_of_a_long_file (void)
{
  g_autoptr (GString) text = g_string_new ("point;kind\n");
  g_autoptr (RapCsvReader) reader = NULL;
  guint rows = 1;
  const RapCsvRow *row;

  while (text->len < 200 * 1024)
    {
      g_string_append (text, "\"a point, of two lines\nand \"\"words\"\"\";insight\r\n");
      rows++;
    }
  reader = csv_open_bytes (text->str, text->len, NULL, NULL);
  g_assert_cmpint (rap_csv_reader_get_delimiter (reader), ==, ';');
  for (guint i = 0; i < rows; i++)
    {
      g_assert_true (rap_csv_reader_next_row (reader, &row, NULL));
      g_assert_cmpuint (row->n_cells, ==, 2);
      g_assert_cmpuint (row->line, ==, i == 0 ? 1 : 2 * i);
    }
  g_assert_true (rap_csv_reader_next_row (reader, &row, NULL));
  g_assert_null (row);
  g_assert_cmpfloat (rap_csv_reader_get_progress (reader), ==, 1);
}

static void
test_wrong_kinds (void)
{
  const struct
  {
    const char *bytes;
    gsize len;
    const char *word;
  } cases[] = {
    { "", 0, "empty" },
    { "\xEF\xBB\xBF", 3, "empty" },
    { "\xFF\xFE", 2, "empty" },
    { "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15, "PDF" },
    { "PK\3\4\24\0\6\0\10\0xxxxxxxx[Content_Types].xml xl/workbook.xml", 54, "save it as CSV first" },
    { "PK\3\4\24\0\6\0\10\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 64, "save it as CSV first" },
    { "PK\3\4\24\0\6\0\10\0[Content_Types].xml word/document.xml", 47, "office document" },
    { "PK\3\4\24\0\6\0\10\0other.csv", 19, "ZIP" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10, "workbook" },
    { "SQLite format 3\0\20\0", 18, "SQLite" },
    { "\xEF\xBB\xBF\n<!DOCTYPE html><html>", 25, "web page" },
    { "<HTML><body>Please log in", 25, "web page" },
    { "<?xml version=\"1.0\"?>", 21, "XML" },
    { "{\\rtf1\\ansi", 11, "RTF" },
    { "{\"point\": \"Trust\"}\n{\"point\": \"Tools\"}\n", 38, "JSON" },
    { "\xEF\xBB\xBF[\n  {\n    \"point\": 1", 20, "JSON" },
    { "[[\"a\",\"b\"]]", 11, "JSON" },
    { "<table><tr><td>", 15, "web page" },
    { "BZh91AY&SY", 10, "bzip2" },
    { "7z\xBC\xAF\x27\x1C\0\4", 8, "7z" },
    { "GIF89a", 6, "picture" },
    { "\x1F\x8B\x08\0\0\0", 6, "gzip" },
    { "\xFD"
      "7zXZ\0\0",
      7, "xz" },
    { "\x89PNG\r\n\x1A\n", 8, "picture" },
    { "\xFF\xD8\xFF\xE0", 4, "picture" },
    { "\x7F"
      "ELF\2\1\1",
      7, "program" },
    { "\x81\1\2\3 and a number of letters, which are not many enough to make a text of it\5\xFE", 78, "not text" },
    { "\0\1\2\3\4\5\6\7abc,def\n", 16, "not text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (csv_open_bytes (cases[i].bytes, cases[i].len, NULL, &error));
      g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_FILE);
      if (strstr (error->message, cases[i].word) == NULL)
        g_error ("no “%s” in: %s", cases[i].word, error->message);
    }
}

/* Control: what only looks like one of these for a moment is read. */
static void
test_right_kind (void)
{
  static const char *const texts[] = { "[id],{point}\n1,\"[{\"\n", "\"[{\",a\n1,2\n", "{a}\n\"b\"\n", "<tab>,b\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapCsvReader) reader = csv_open_bytes (texts[i], strlen (texts[i]), NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (reader);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-sniff/delimiters", test_delimiters);
  g_test_add_func ("/csv-sniff/delimiter-of-a-long-file", test_delimiter_of_a_long_file);
  g_test_add_func ("/csv-sniff/wrong-kinds", test_wrong_kinds);
  g_test_add_func ("/csv-sniff/right-kind", test_right_kind);
  return g_test_run ();
}
