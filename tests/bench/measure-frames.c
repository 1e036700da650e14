/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How smooth long lists are: what each frame needs while they are scrolled and narrowed, as the frame clock has it. */
#include <stdlib.h>

#include "bench-archive.h"
#include "bench-words.h"
#include "bench.h"
#include "rap-people-list.h"
#include "rap-people-view.h"
#include "rap-people.h"
#include "rap-plan-page.h"
#include "rap-point-list.h"
#include "rap-window.h"

#define PEOPLE 1000
#define FRAMES 400
/* What a quick turn of a mouse's wheel moves in a frame. */
#define STEP 60
/* Before a list is measured it comes to rest. */
#define REST_MS 1500
#define LETTERS 80
#define FRAMES_A_LETTER 6
#define FRAME_MS (1e3 / 60)

typedef struct
{
  RapStore *store;
  RapWindow *window;
  GtkWidget *list;
  GtkAdjustment *adjustment;
  GtkEditable *entry;

  guint phase;
  guint frame;
  double begun;
  double begun_cpu;
  gint64 last; /* time of the frame before, in microseconds */
  GArray *work;
  GArray *work_cpu;
  guint late;
} Bench;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
report (Bench *self, const char *what)
{
  bench_row (bench_format ("%s, a frame's work: p50, p99", what), bench_p50_p99 (self->work), "a frame: 16.67 ms",
             bench_percentile (self->work, 0.99) / FRAME_MS, "p99 under 1");
  bench_row (bench_format ("the same, CPU time: p50, p99; frames that came late"),
             bench_format ("%s; %u of %u", bench_p50_p99 (self->work_cpu), self->late, self->work->len), "", 0, "");
  g_array_set_size (self->work, 0);
  g_array_set_size (self->work_cpu, 0);
  self->late = 0;
  self->frame = 0;
  self->last = 0;
}

static void
begin_frame_cb (Bench *self)
{
  self->begun = bench_now ();
  self->begun_cpu = bench_cpu ();
}

static void
end_frame_cb (Bench *self, GdkFrameClock *clock)
{
  const gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->frame == 0 || self->begun == 0)
    return;
  bench_add (self->work, bench_now () - self->begun);
  bench_add (self->work_cpu, bench_cpu () - self->begun_cpu);
  if (self->last != 0 && (double) (now - self->last) / 1e3 > FRAME_MS * 1.5)
    self->late++;
  self->last = now;
  self->begun = 0;
}

static gboolean next_cb (gpointer data);

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *self = data;
  const double way = self->phase == 1 ? -STEP : STEP;

  if (self->frame++ >= FRAMES)
    {
      next_cb (self);
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_value (self->adjustment) + way);
  return G_SOURCE_CONTINUE;
}

/* Ten letters a second, which is faster than anybody types. */
static gboolean
letter_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  static const char *const typed[] = { "s", "sa", "sar", "sara", "sar", "sa", "s", "" };
  Bench *self = data;

  if (self->frame++ >= LETTERS * FRAMES_A_LETTER)
    {
      next_cb (self);
      return G_SOURCE_REMOVE;
    }
  if (self->frame % FRAMES_A_LETTER == 0)
    gtk_editable_set_text (self->entry, typed[self->frame / FRAMES_A_LETTER % G_N_ELEMENTS (typed)]);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
measure_cb (gpointer data)
{
  Bench *self = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (self->list, GTK_TYPE_SCROLLED_WINDOW);

  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_add_tick_callback (self->list, self->phase == 3 ? letter_cb : scroll_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
show_people (Bench *self)
{
  GtkWidget *plan = find_widget (GTK_WIDGET (self->window), RAP_TYPE_PLAN_PAGE);
  GtkWidget *view;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.place", "s", "plan");
  rap_plan_page_show (RAP_PLAN_PAGE (plan), "people");
  view = find_widget (plan, RAP_TYPE_PEOPLE_VIEW);
  self->list = find_widget (view, GTK_TYPE_LIST_VIEW);
  self->entry = GTK_EDITABLE (find_widget (view, GTK_TYPE_ENTRY));
  g_assert_nonnull (self->entry);
}

static gboolean
next_cb (gpointer data)
{
  Bench *self = data;

  switch (self->phase++)
    {
    case 0:
      self->list = find_widget (find_widget (GTK_WIDGET (self->window), RAP_TYPE_POINT_LIST), GTK_TYPE_LIST_VIEW);
      break;
    case 1:
      report (self, bench_format ("scrolling %u points", BENCH_POINTS_OF_NEWEST));
      show_people (self);
      break;
    case 2:
      report (self, bench_format ("scrolling %u attendees", PEOPLE));
      break;
    default:
      report (self, bench_format ("narrowing %u attendees by letters", PEOPLE));
      bench_end ();
      exit (EXIT_SUCCESS);
    }
  g_timeout_add (REST_MS, measure_cb, self);
  return G_SOURCE_REMOVE;
}

static void
add_people (Bench *self)
{
  const gint64 seminar = rap_db_int (rap_store_db (self->store), "SELECT id FROM seminar ORDER BY date DESC", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) attendees = NULL;
  g_autoptr (GError) error = NULL;

  for (guint n = 0; n < PEOPLE; n++)
    {
      g_autofree char *name = bench_words (n, 2);
      g_autofree char *place = bench_words (n + PEOPLE, 3);
      g_string_append_printf (text, "%s %u, %s\n", name, n, place);
    }
  attendees = rap_attendees_parse (text->str);
  rap_people_add_all (self->store, seminar, attendees, &error);
  bench_check (error);
}

static void
activate_cb (GtkApplication *app, Bench *self)
{
  GdkFrameClock *clock;

  self->window = rap_window_new (app, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (begin_frame_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (end_frame_cb), self);
  g_timeout_add (REST_MS, next_cb, self);
}

int
main (int argc, char *argv[])
{
  Bench bench = { .work = bench_samples_new (), .work_cpu = bench_samples_new () };
  g_autoptr (AdwApplication) app =
      g_object_new (ADW_TYPE_APPLICATION, "application-id", RAP_APP_ID, "flags", G_APPLICATION_NON_UNIQUE,
                    "resource-base-path", "/io/github/rapporteur/Rapporteur", NULL);

  bench_begin ("frames");
  bench.store = bench_archive_open_copy (BENCH_POINTS, "frames.rapporteur");
  add_people (&bench);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
