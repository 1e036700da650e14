/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "first-frame.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETTLE_MS 700

static gboolean painted;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* In MiB. */
static double
read_memory (const char *key)
{
  g_autofree char *contents = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &contents, NULL, NULL) ||
      (found = strstr (contents, key)) == NULL)
    return 0;
  return g_ascii_strtod (found + strlen (key), NULL) / 1024;
}

static gboolean
settled_cb (gpointer data)
{
  g_print ("rss %f\npss %f\n", read_memory ("\nRss:"), read_memory ("\nPss:"));
  exit (EXIT_SUCCESS);
}

static void
paint_cb (GdkFrameClock *clock)
{
  painted = TRUE;
}

static void
after_paint_cb (GdkFrameClock *clock)
{
  const char *start = g_getenv ("RAP_BENCH_START");

  if (!painted)
    return;
  g_print ("first-frame %f\n", read_clock (CLOCK_MONOTONIC) - (start != NULL ? g_ascii_strtod (start, NULL) : 0));
  g_print ("first-frame-cpu %f\n", read_clock (CLOCK_PROCESS_CPUTIME_ID));
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, NULL);
  g_timeout_add (SETTLE_MS, settled_cb, NULL);
}

static void
map_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "paint", G_CALLBACK (paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static void
window_added_cb (GtkApplication *app, GtkWindow *window)
{
  g_signal_handlers_disconnect_by_func (app, window_added_cb, NULL);
  g_signal_connect (window, "map", G_CALLBACK (map_cb), NULL);
}

void
first_frame_watch (GtkApplication *app)
{
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
}
