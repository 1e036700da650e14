/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "rap-csv-sniff.h"

#include "rap-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  guint rows;
  guint like_first; /* rows of as many cells as the first */
  guint faults;     /* where the rules of quoting are broken */
  guint columns;    /* of the first row */
  guint cells;      /* of the row so far */
} Shape;

static const char *
find_bytes (const guint8 *head, gsize len, const char *bytes)
{
  return memmem (head, len, bytes, strlen (bytes));
}

static const char *
name_zip (const guint8 *head, gsize len)
{
  if (find_bytes (head, len, "xl/") != NULL || find_bytes (head, len, "vnd.oasis.opendocument.spreadsheet") != NULL)
    return N_ ("the file is a spreadsheet workbook; open it in the spreadsheet and save it as CSV first");
  if (find_bytes (head, len, "word/") != NULL || find_bytes (head, len, "vnd.oasis.opendocument") != NULL)
    return N_ ("the file is an office document, not CSV");
  return N_ ("the file is a ZIP archive, not CSV; unpack it first");
}

/* Brackets and then a quotation mark, which in CSV would stand within a cell that does not begin with one. */
static gboolean
is_json (const char *text)
{
  const char *first = text + strspn (text, "[{ \t\r\n");

  return (*text == '[' || *text == '{') && *first == '"';
}

static const char *
name_markup (const guint8 *head, gsize len)
{
  static const char *const web[] = { "<!doctype html", "<html", "<head", "<body", "<table" };
  g_autofree char *start = NULL;
  const char *p;

  start = g_ascii_strdown ((const char *) head, MIN (len, 512));
  p = g_str_has_prefix (start, "\xEF\xBB\xBF") ? start + 3 : start;
  p += strspn (p, " \t\r\n");
  for (gsize i = 0; i < G_N_ELEMENTS (web); i++)
    if (g_str_has_prefix (p, web[i]))
      return N_ ("the file is a web page, not CSV; perhaps the site asked for a log-in in place of the download");
  if (is_json (p))
    return N_ ("the file is JSON, not CSV");
  if (g_str_has_prefix (p, "<?xml"))
    return N_ ("the file is XML, not CSV");
  return NULL;
}

static const char *
name_kind (const guint8 *head, gsize len)
{
  static const struct
  {
    const char *signature;
    gsize len;
    const char *kind;
  } kinds[] = {
    { "%PDF-", 5, N_ ("the file is a PDF document, not CSV") },
    { "SQLite format 3", 16, N_ ("the file is an SQLite database, not CSV") },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
      N_ ("the file is a spreadsheet workbook or office document of an older kind; save it as CSV first") },
    { "{\\rtf", 5, N_ ("the file is an RTF document, not CSV") },
    { "\x1F\x8B\x08", 3, N_ ("the file is compressed (gzip); unpack it first") },
    { "\xFD"
      "7zXZ",
      6, N_ ("the file is compressed (xz); unpack it first") },
    { "BZh", 3, N_ ("the file is compressed (bzip2); unpack it first") },
    { "7z\xBC\xAF\x27\x1C", 6, N_ ("the file is a 7z archive, not CSV; unpack it first") },
    { "GIF8", 4, N_ ("the file is a picture, not CSV") },
    { "\x89PNG", 4, N_ ("the file is a picture, not CSV") },
    { "\xFF\xD8\xFF", 3, N_ ("the file is a picture, not CSV") },
    { "\x7F"
      "ELF",
      4, N_ ("the file is a program, not CSV") },
  };

  if (len == 0 || (len == 3 && memcmp (head, "\xEF\xBB\xBF", 3) == 0))
    return N_ ("the file is empty");
  if (len >= 4 && memcmp (head, "PK\x03\x04", 4) == 0)
    return name_zip (head, len);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (len >= kinds[i].len && memcmp (head, kinds[i].signature, kinds[i].len) == 0)
      return kinds[i].kind;
  return name_markup (head, len);
}

static void
count_cell_cb (void *text, size_t len, void *data)
{
  ((Shape *) data)->cells++;
}

static void
count_row_cb (int end, void *data)
{
  Shape *shape = data;

  if (shape->cells > 0 && shape->rows++ == 0)
    shape->columns = shape->cells;
  if (shape->cells > 0 && shape->cells == shape->columns)
    shape->like_first++;
  shape->cells = 0;
}

static int
no_space (unsigned char c)
{
  return 0;
}

static void
measure_shape (Shape *shape, const char *head, gsize len, gboolean complete, char delimiter)
{
  struct csv_parser parser;
  gsize done = 0;

  csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim (&parser, delimiter);
  csv_set_space_func (&parser, no_space);
  csv_set_blk_size (&parser, 4096);
  while (done < len)
    {
      done += csv_parse (&parser, head + done, len - done, count_cell_cb, count_row_cb, shape);
      if (done == len)
        break;
      /* The offending character was not taken: go over it without the rules, then return to them */
      shape->faults++;
      csv_set_opts (&parser, 0);
      done += csv_parse (&parser, head + done, 1, count_cell_cb, count_row_cb, shape);
      csv_set_opts (&parser, CSV_STRICT | CSV_STRICT_FINI);
    }
  if ((complete || shape->rows == 0) && csv_fini (&parser, count_cell_cb, count_row_cb, shape) != 0)
    {
      shape->faults++;
      csv_set_opts (&parser, 0);
      csv_fini (&parser, count_cell_cb, count_row_cb, shape);
    }
  csv_free (&parser);
}

gboolean
rap_csv_is_delimiter (char c)
{
  return c == '\t' || (g_ascii_ispunct (c) && strchr ("\"'-+._", c) == NULL);
}

gboolean
rap_csv_check_kind (const guint8 *head, gsize len, GError **error)
{
  const char *kind;

  g_return_val_if_fail (head != NULL, FALSE);

  kind = name_kind (head, len);
  if (kind == NULL)
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_FILE, _ (kind));
  return FALSE;
}

gboolean
rap_csv_check_text (const guint8 *head, gsize len, gboolean utf8, GError **error)
{
  gsize controls = 0;

  for (gsize i = 0; i < len; i++)
    controls += head[i] < ' ' && head[i] != '\t' && head[i] != '\n' && head[i] != '\r';
  /* Of random bytes one in nine is a control, but they are no UTF-8; a text with a NUL byte or two is still a text */
  if (controls < 4 || controls * (utf8 ? 4 : 20) < len)
    return TRUE;
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_FILE, _ ("the file is not text, so it is not CSV"));
  return FALSE;
}

char
rap_csv_guess_delimiter (const char *head, gsize len, gboolean complete)
{
  static const char candidates[] = { ',', ';', '\t' };
  char best = ',';
  Shape best_shape = { .rows = 1, .faults = G_MAXUINT };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      Shape shape = { 0 };
      gint64 more_regular;

      measure_shape (&shape, head, len, complete, candidates[i]);
      if (shape.columns < 2)
        continue;
      more_regular = (gint64) shape.like_first * best_shape.rows - (gint64) best_shape.like_first * shape.rows;
      if (shape.faults != best_shape.faults
              ? shape.faults < best_shape.faults
              : more_regular > 0 || (more_regular == 0 && shape.columns > best_shape.columns))
        {
          best = candidates[i];
          best_shape = shape;
        }
    }
  return best;
}
