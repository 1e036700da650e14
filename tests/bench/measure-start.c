/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-archive.h"
#include "bench.h"
#include "rap-sample.h"

#define ROUNDS 7

/* One program that is started again and again. */
typedef struct
{
  const char *argv[4];
  GArray *wall;
  GArray *cpu;
  GArray *rss;
  GArray *pss;
} Program;

static void
program_init (Program *self, const char *path, const char *archive)
{
  *self = (Program){ .argv = { path, archive != NULL ? "--archive" : NULL, archive, NULL },
                     .wall = bench_samples_new (),
                     .cpu = bench_samples_new (),
                     .rss = bench_samples_new (),
                     .pss = bench_samples_new () };
}

static void
start (Program *self)
{
  g_autofree char *now = g_strdup_printf ("%f", bench_now ());
  BenchChild child;

  g_setenv ("RAP_BENCH_START", now, TRUE);
  bench_run (self->argv, NULL, &child);
  bench_add (self->wall, bench_child_value (&child, "first-frame"));
  bench_add (self->cpu, bench_child_value (&child, "first-frame-cpu"));
  bench_add (self->rss, bench_child_value (&child, "rss"));
  bench_add (self->pss, bench_child_value (&child, "pss"));
  bench_child_clear (&child);
}

static void
report (Program *self, Program *empty, const char *where)
{
  bench_row (bench_format ("start to first frame, %s", where), bench_spread (self->wall, "ms"),
             bench_format ("an empty libadwaita window: %s", bench_spread (empty->wall, "ms")),
             bench_median (self->wall) / bench_median (empty->wall), "at most 1.3");
  bench_row ("the same, CPU time", bench_spread (self->cpu, "ms"), bench_spread (empty->cpu, "ms"),
             bench_median (self->cpu) / bench_median (empty->cpu), "");
  bench_row ("memory more than the empty window, resident, proportional",
             bench_format ("%.1f MiB, %.1f MiB", bench_median (self->rss) - bench_median (empty->rss),
                           bench_median (self->pss) - bench_median (empty->pss)),
             bench_format ("%.1f MiB, %.1f MiB", bench_median (empty->rss), bench_median (empty->pss)), 0,
             "at most 40 MiB");
}

static char *
make_sample (void)
{
  char *path = bench_scratch ("sample.rapporteur");
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);

  bench_check (error);
  rap_sample_add (store, &error);
  bench_check (error);
  return path;
}

int
main (int argc, char *argv[])
{
  g_autofree char *sample_path = NULL, *source = NULL, *full_path = NULL;
  Program empty, sample, full;

  bench_begin ("start");
  sample_path = make_sample ();
  source = bench_archive (BENCH_POINTS);
  full_path = bench_copy (source, "start.rapporteur");
  program_init (&empty, argv[1], NULL);
  program_init (&sample, argv[2], sample_path);
  program_init (&full, argv[2], full_path);
  for (guint i = 0; i < ROUNDS; i++)
    {
      start (&empty);
      start (&sample);
      start (&full);
    }
  report (&sample, &empty, "the sample");
  report (&full, &empty, bench_format ("%u points", BENCH_POINTS));
  bench_end ();
  return 0;
}
