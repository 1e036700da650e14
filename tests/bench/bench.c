/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 4096

static const char *bench_name;
static GString *rows;
static GPtrArray *strings;
static GPtrArray *scratch;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* The rest of the first line of @path that begins with @key, without blanks and colon; "" if there is none. */
static char *
find_line (const char *path, const char *key)
{
  g_autofree char *contents = NULL;
  char *found, *end;

  if (!g_file_get_contents (path, &contents, NULL, NULL) || (found = strstr (contents, key)) == NULL)
    return g_strdup ("");
  found += strlen (key);
  found += strspn (found, " \t:");
  end = strchr (found, '\n');
  return end != NULL ? g_strndup (found, (gsize) (end - found)) : g_strdup (found);
}

static void
remove_scratch (gpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (data, suffixes[i], NULL);
      g_unlink (path);
    }
  g_free (data);
}

static gpointer
keep (char *string)
{
  g_ptr_array_add (strings, string);
  return string;
}

void
bench_begin (const char *name)
{
  g_autofree char *processor = find_line ("/proc/cpuinfo", "model name");
  g_autofree char *load = find_line ("/proc/loadavg", "");
  char *end = strchr (load, ' ');

  if (end != NULL)
    *end = '\0';
  setlocale (LC_ALL, "");
  bench_name = name;
  rows = g_string_new (NULL);
  strings = g_ptr_array_new_with_free_func (g_free);
  scratch = g_ptr_array_new_with_free_func (remove_scratch);
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_print ("%s: %u cores (%s), load %s\n", name, g_get_num_processors (), processor, load);
}

void
bench_end (void)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.rows", bench_folder (), bench_name);
  g_autoptr (GError) error = NULL;

  g_print (BENCH_HEADER "%s", rows->str);
  g_file_set_contents (path, rows->str, -1, &error);
  bench_check (error);
  g_string_free (rows, TRUE);
  g_ptr_array_unref (strings);
  g_ptr_array_unref (scratch);
}

void
bench_row (const char *what, const char *ours, const char *beside, double ratio, const char *to_reach)
{
  g_string_append_printf (rows, "| %s | %s | %s | ", what, ours, beside);
  if (ratio > 0)
    g_string_append_printf (rows, "%.2f", ratio);
  g_string_append_printf (rows, " | %s |\n", to_reach);
}

const char *
bench_format (const char *format, ...)
{
  va_list values;
  char *string;

  va_start (values, format);
  string = g_strdup_vprintf (format, values);
  va_end (values);
  return keep (string);
}

const char *
bench_p50_p99 (GArray *samples)
{
  return bench_format ("%.2f ms, %.2f ms", bench_median (samples), bench_percentile (samples, 0.99));
}

double
bench_now (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
bench_cpu (void)
{
  return read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

GArray *
bench_samples_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_add (GArray *samples, double value)
{
  g_array_append_val (samples, value);
}

double
bench_percentile (GArray *samples, double p)
{
  guint rank = (guint) (p * samples->len);

  g_array_sort (samples, compare_cb);
  return g_array_index (samples, double, MIN (rank, samples->len - 1));
}

double
bench_median (GArray *samples)
{
  return bench_percentile (samples, 0.5);
}

const char *
bench_spread (GArray *samples, const char *unit)
{
  return bench_format ("%.1f %s (%.1f to %.1f)", bench_median (samples), unit, bench_percentile (samples, 0),
                       bench_percentile (samples, 1));
}

const char *
bench_folder (void)
{
  const char *folder = g_getenv ("RAP_BENCH_DIR");

  if (folder == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_printerr ("RAP_BENCH_DIR must name a folder that can be made.\n");
      exit (EXIT_FAILURE);
    }
  return folder;
}

char *
bench_scratch (const char *name)
{
  char *path = g_build_filename (bench_folder (), name, NULL);

  remove_scratch (g_strdup (path));
  g_ptr_array_add (scratch, g_strdup (path));
  return path;
}

char *
bench_copy (const char *source, const char *name)
{
  char *path = bench_scratch (name);
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  int fd;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  bench_check (error);
  /* or the first commits would wait for the copy to be written */
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  fsync (fd);
  close (fd);
  return path;
}

double
bench_peak_memory (void)
{
  g_autofree char *peak = find_line ("/proc/self/status", "VmHWM");

  return g_ascii_strtod (peak, NULL) / 1024;
}

void
bench_run (const char *const *argv, const char *output_path, BenchChild *child)
{
  g_autofree char *captured = output_path == NULL ? bench_scratch ("output") : NULL;
  const char *path = output_path != NULL ? output_path : captured;
  const double start = bench_now ();
  struct rusage usage;
  int status = 0;
  pid_t pid = fork ();

  if (pid == 0)
    {
      int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
      dup2 (fd, STDOUT_FILENO);
      execvp (argv[0], (char *const *) argv);
      _exit (127);
    }
  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid || status != 0)
    {
      g_printerr ("%s did not run to its end (status %d).\n", argv[0], status);
      exit (EXIT_FAILURE);
    }
  child->wall = bench_now () - start;
  child->cpu = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
               (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
  child->output = NULL;
  if (captured != NULL)
    g_file_get_contents (captured, &child->output, NULL, NULL);
}

double
bench_child_value (const BenchChild *child, const char *key)
{
  g_autofree char *sought = g_strconcat (key, " ", NULL);
  const char *found = strstr (child->output, sought);

  if (found == NULL)
    {
      g_printerr ("A measured program did not tell its “%s”.\n", key);
      exit (EXIT_FAILURE);
    }
  return g_ascii_strtod (found + strlen (sought), NULL);
}

void
bench_child_clear (BenchChild *child)
{
  g_clear_pointer (&child->output, g_free);
}

void
bench_check (const GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (EXIT_FAILURE);
}

int
bench_disk_open (void)
{
  g_autofree char *path = bench_scratch ("append");
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_printerr ("%s cannot be made: %s\n", path, g_strerror (errno));
      exit (EXIT_FAILURE);
    }
  return fd;
}

double
bench_disk_append (int fd)
{
  static const char block[BLOCK];
  const double start = bench_now ();

  if (write (fd, block, BLOCK) != BLOCK || fdatasync (fd) != 0)
    {
      g_printerr ("4 KiB cannot be appended: %s\n", g_strerror (errno));
      exit (EXIT_FAILURE);
    }
  return bench_now () - start;
}
