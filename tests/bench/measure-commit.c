/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-archive.h"
#include "bench-words.h"
#include "bench.h"
#include "rap-capture.h"

#define ROUNDS 600
#define POLLS 20000
/* Between two pauses of somebody who types, in which the store tidies. */
#define BURST 25

/* One archive on which points are committed. */
typedef struct
{
  RapStore *store;
  gint64 session_id;
  GArray *parsed; /* what the grammar takes, its context made anew as after every change */
  GArray *saved;
  GArray *cpu; /* of that */
} Place;

static void
place_init (Place *self, guint n_points, const char *name)
{
  self->store = bench_archive_open_copy (n_points, name);
  self->session_id = bench_archive_newest_session (self->store);
  self->parsed = bench_samples_new ();
  self->saved = bench_samples_new ();
  self->cpu = bench_samples_new ();
}

static void
add_point (Place *self, const char *typed)
{
  const RapVoice plenary = { 0 };
  g_autoptr (GError) error = NULL;
  const double start = bench_now ();
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (self->store), self->session_id, FALSE);
  g_autoptr (RapLine) line = rap_line_parse (typed, context);
  const double parsed = bench_now (), parsed_cpu = bench_cpu ();

  rap_capture_add (self->store, self->session_id, &plenary, line, 0, NULL, &error);
  bench_add (self->saved, bench_now () - parsed);
  bench_add (self->cpu, bench_cpu () - parsed_cpu);
  bench_add (self->parsed, parsed - start);
  bench_check (error);
}

static char *
make_line (guint n)
{
  g_autofree char *words = bench_words (n, 6 + n * 7 % 19);

  return n % 3 == 0 ? g_strdup_printf ("%s #theme%u", words, n % 40) : g_steal_pointer (&words);
}

static double
time_polls (RapStore *store)
{
  const double start = bench_cpu ();

  for (guint i = 0; i < POLLS; i++)
    rap_store_refresh (store);
  return (bench_cpu () - start) / POLLS * 1e3;
}

static void
report (Place *self, GArray *disk, const char *where)
{
  bench_row (bench_format ("commit of a point, %s: p50", where), bench_format ("%.2f ms", bench_median (self->saved)),
             bench_format ("4 KiB append and fdatasync: %.2f ms", bench_median (disk)),
             bench_median (self->saved) / bench_median (disk), "");
  bench_row (bench_format ("commit of a point, %s: p99", where),
             bench_format ("%.2f ms", bench_percentile (self->saved, 0.99)),
             bench_format ("4 KiB append and fdatasync: %.2f ms", bench_percentile (disk, 0.99)),
             bench_percentile (self->saved, 0.99) / bench_percentile (disk, 0.99), "at most 3");
  bench_row ("the same, CPU time: p50, p99", bench_p50_p99 (self->cpu), "", 0, "");
  bench_row (bench_format ("a line understood, %s: p50, p99", where), bench_p50_p99 (self->parsed), "", 0, "");
  g_object_unref (self->store);
  g_array_unref (self->saved);
  g_array_unref (self->parsed);
  g_array_unref (self->cpu);
}

int
main (void)
{
  Place empty, full;
  g_autoptr (GArray) disk = bench_samples_new ();
  int fd;

  bench_begin ("commit");
  fd = bench_disk_open ();
  place_init (&empty, 0, "empty.rapporteur");
  place_init (&full, BENCH_POINTS, "full.rapporteur");
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *typed = make_line (i);
      bench_add (disk, bench_disk_append (fd));
      add_point (&empty, typed);
      add_point (&full, typed);
      if (i % BURST == BURST - 1)
        {
          while (rap_store_tidy (empty.store) || rap_store_tidy (full.store))
            ;
        }
    }
  bench_row ("looking whether another process wrote", bench_format ("%.1f µs", time_polls (full.store)), "", 0, "");
  report (&empty, disk, "empty archive");
  report (&full, disk, bench_format ("%u points", BENCH_POINTS));
  bench_end ();
  return 0;
}
