/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints what RapCsvReader makes of a file, as JSON lines, for scripts that compare it with what others make of it:
 *   csv-rows [--lenient] [--delimiter=D] [--encoding=E] FILE */
#include "rap-csv-reader.h"

#include <stdio.h>
#include <string.h>

static void
print_json_string (const char *text, gsize len)
{
  putchar ('"');
  for (gsize i = 0; i < len; i++)
    if ((guchar) text[i] < ' ' || text[i] == '"' || text[i] == '\\')
      printf ("\\u%04x", (guchar) text[i]);
    else
      putchar (text[i]);
  putchar ('"');
}

static void
print_row (const RapCsvRow *row)
{
  printf ("{\"line\": %" G_GUINT64_FORMAT ", \"warning\": ", row->line);
  if (row->warning != NULL)
    print_json_string (row->warning, strlen (row->warning));
  else
    printf ("null");
  printf (", \"cells\": [");
  for (guint i = 0; i < row->n_cells; i++)
    {
      printf (i > 0 ? ", " : "");
      print_json_string (row->cells[i].text, row->cells[i].len);
    }
  printf ("]}\n");
}

int
main (int argc, char **argv)
{
  RapCsvOptions options = { 0 };
  gboolean lenient = FALSE, quiet = FALSE;
  g_autofree char *delimiter = NULL;
  g_autofree char *encoding = NULL;
  const GOptionEntry entries[] = {
    { "lenient", 0, 0, G_OPTION_ARG_NONE, &lenient, "read on after faults", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &quiet, "only read, to take the time", NULL },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter, "what separates cells", "D" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "the file's encoding", "E" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (RapCsvReader) reader = NULL;
  const RapCsvRow *row;
  gboolean guessed;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "One file, please.");
      return 2;
    }
  options.lenient = lenient;
  options.encoding = encoding;
  options.delimiter = delimiter != NULL ? *delimiter : 0;

  file = g_file_new_for_commandline_arg (argv[1]);
  reader = rap_csv_reader_open (file, &options, NULL, &error);
  while (reader != NULL && rap_csv_reader_next_row (reader, &row, &error) && row != NULL)
    if (!quiet)
      print_row (row);
  if (error != NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rap_csv_reader_get_encoding (reader, &guessed);
  printf ("{\"encoding\": \"%s\", \"guessed\": %s, \"delimiter\": ", rap_csv_reader_get_encoding (reader, NULL),
          guessed ? "true" : "false");
  print_json_string ((char[]){ rap_csv_reader_get_delimiter (reader) }, 1);
  printf (", \"blank_lines\": %" G_GUINT64_FORMAT "}\n", rap_csv_reader_get_blank_lines (reader));
  return 0;
}
