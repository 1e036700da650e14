/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of all measurements named on the command line, as one table. */
#include <stdlib.h>

#include "bench.h"

int
main (int argc, char *argv[])
{
  g_print (BENCH_HEADER);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.rows", bench_folder (), argv[i]);
      g_autofree char *rows = NULL;

      if (g_file_get_contents (path, &rows, NULL, NULL))
        g_print ("%s", rows);
    }
  return EXIT_SUCCESS;
}
