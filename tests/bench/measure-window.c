/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the real window needs from a key to the frame that shows what came of it. */
#include <stdlib.h>
#include <string.h>

#include "bench-archive.h"
#include "bench-words.h"
#include "bench.h"
#include "rap-capture-line.h"
#include "rap-capture-page.h"
#include "rap-window.h"

#define ENTERS 150
#define OPENINGS 15
/* Nobody types the next line in the frame in which the last one appeared. */
#define PAUSE_MS 40

typedef struct
{
  RapStore *store;
  RapWindow *window;
  GtkWidget *text;

  guint round;
  char *typed;
  double begun;
  double begun_cpu;
  GArray *entered;
  GArray *saved; /* of that, until the key was dealt with */
  GArray *opened;
  GArray *entered_cpu;
  GArray *opened_cpu;
} Bench;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The label that says @text, the last of all first. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget))
    return strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0 ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_child_visible (child) ? find_label (child, text) : NULL;
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whether the list shows @text within what can be seen of it. */
static gboolean
is_shown (Bench *self, const char *text)
{
  GtkWidget *page = gtk_widget_get_ancestor (self->text, RAP_TYPE_CAPTURE_PAGE);
  GtkWidget *list = find_widget (page, GTK_TYPE_LIST_VIEW);
  GtkWidget *scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *label = find_label (list, text);
  graphene_rect_t bounds;

  return label != NULL && gtk_widget_get_mapped (label) && gtk_widget_compute_bounds (label, scroller, &bounds) &&
         bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

static gboolean next_cb (gpointer data);

static void
finish (Bench *self)
{
  bench_row (bench_format ("Enter to the row painted, %u points, %u in the session: p50, p99", BENCH_POINTS,
                           BENCH_POINTS_OF_NEWEST),
             bench_p50_p99 (self->entered), "a frame: 16.67 ms", bench_percentile (self->entered, 0.99) / (1e3 / 60),
             "p99 under 16 ms");
  bench_row ("the same, CPU time: p50, p99", bench_p50_p99 (self->entered_cpu), "", 0, "");
  bench_row ("of that, until it is on disk and the list has it: p50, p99", bench_p50_p99 (self->saved), "", 0, "");
  bench_row (bench_format ("opening a seminar of %u points, painted: p50, p99", BENCH_POINTS_OF_ONE),
             bench_p50_p99 (self->opened), "", 0, "under 50 ms");
  bench_row ("the same, CPU time: p50, p99", bench_p50_p99 (self->opened_cpu), "", 0, "");
  bench_end ();
  g_object_unref (self->store);
  exit (EXIT_SUCCESS);
}

static void
after_paint_cb (Bench *self)
{
  const double now = bench_now (), cpu = bench_cpu ();
  GArray *samples = self->round == 0 ? NULL : self->round <= ENTERS ? self->entered : self->opened;

  if (self->begun == 0 || !is_shown (self, self->typed))
    return;
  if (samples != NULL)
    {
      bench_add (samples, now - self->begun);
      bench_add (samples == self->opened ? self->opened_cpu : self->entered_cpu, cpu - self->begun_cpu);
    }
  self->begun = 0;
  g_timeout_add (PAUSE_MS, next_cb, self);
}

static gboolean
enter_cb (gpointer data)
{
  Bench *self = data;

  self->begun_cpu = bench_cpu ();
  self->begun = bench_now ();
  g_signal_emit_by_name (self->text, "activate");
  bench_add (self->saved, bench_now () - self->begun);
  return G_SOURCE_REMOVE;
}

/* Waits for the last point of a seminar to be shown. */
static void
begin_opening (Bench *self, gint64 seminar)
{
  g_free (self->typed);
  self->typed = rap_db_text (rap_store_db (self->store),
                             "SELECT text FROM session JOIN point ON session_id = session.id WHERE seminar_id = ?1"
                             " ORDER BY recorded_at DESC, point.id DESC LIMIT 1",
                             "i", seminar);
  self->begun_cpu = bench_cpu ();
  self->begun = bench_now ();
}

static void
open_seminar (Bench *self)
{
  const gint64 seminar = bench_archive_some_seminar (self->store, self->round - ENTERS);

  begin_opening (self, seminar);
  rap_window_open_seminar (self->window, seminar);
}

static gboolean
next_cb (gpointer data)
{
  Bench *self = data;

  self->round++;
  if (self->round > ENTERS + OPENINGS)
    finish (self);
  if (self->round > ENTERS)
    {
      open_seminar (self);
      return G_SOURCE_REMOVE;
    }
  g_free (self->typed);
  self->typed = bench_words (self->round, 6 + self->round * 7 % 19);
  rap_capture_line_set_text (RAP_CAPTURE_LINE (gtk_widget_get_ancestor (self->text, RAP_TYPE_CAPTURE_LINE)),
                             self->typed);
  g_timeout_add (PAUSE_MS, enter_cb, self);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *app, Bench *self)
{
  self->window = rap_window_new (app, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  self->text = find_widget (find_widget (GTK_WIDGET (self->window), RAP_TYPE_CAPTURE_LINE), GTK_TYPE_TEXT);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                            G_CALLBACK (after_paint_cb), self);
  begin_opening (self, rap_db_int (rap_store_db (self->store), "SELECT id FROM seminar ORDER BY date DESC", NULL));
}

int
main (int argc, char *argv[])
{
  Bench bench = { .entered = bench_samples_new (),
                  .entered_cpu = bench_samples_new (),
                  .saved = bench_samples_new (),
                  .opened = bench_samples_new (),
                  .opened_cpu = bench_samples_new () };
  g_autoptr (AdwApplication) app =
      g_object_new (ADW_TYPE_APPLICATION, "application-id", RAP_APP_ID, "flags", G_APPLICATION_NON_UNIQUE,
                    "resource-base-path", "/io/github/rapporteur/Rapporteur", NULL);

  bench_begin ("window");
  bench.store = bench_archive_open_copy (BENCH_POINTS, "window.rapporteur");
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
