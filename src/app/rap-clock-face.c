/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-clock-face.h"

#include <glib/gi18n-lib.h>

struct _RapClockFace
{
  GtkWidget *whole;
  GtkImage *icon;
  GtkLabel *before;
  GtkLabel *figures;
  GtkLabel *after;

  RapDiscussion *discussion;
  char *spoken;
  gboolean watching;
};

/* In words what figures alone, or a colour, would not tell: whether time is left or over, whether it is held. */
static char *
describe (const RapClock *clock, gint64 now, const char **before, const char **after)
{
  const gint64 seconds = rap_clock_get_seconds (clock, now);
  const RapClockMood mood = rap_clock_get_mood (clock, now);
  const gboolean report = clock->phase == RAP_CLOCK_REPORT;

  *before = "";
  if (seconds < 0)
    {
      /* Translators: stands before figures: over by 1:20 */
      *before = _ ("over by");
      *after = clock->running ? "" : _ ("held");
    }
  else if (!clock->touched)
    /* Translators: these stand behind figures: 20:00 to talk, 12:40 left, 12:40 held */
    *after = _ ("to talk");
  else if (!clock->running)
    *after = _ ("held");
  else if (seconds == 0)
    *after = _ ("left: time is up");
  else if (mood == RAP_CLOCK_WARNING)
    *after = _ ("left: the last minutes");
  else
    *after = report ? _ ("left to report") : _ ("left");
  return rap_clock_format (seconds);
}

/* By the minute and not by the second. */
static char *
speak (const RapClock *clock, gint64 now)
{
  const gint64 seconds = rap_clock_get_seconds (clock, now);
  const int minutes = (int) (seconds > 0 ? (seconds + 59) / 60 : -seconds / 60);
  const gboolean report = clock->phase == RAP_CLOCK_REPORT;
  g_autofree char *time = NULL;

  if (seconds > 0 && report)
    time = g_strdup_printf (ngettext ("%d minute left to report", "%d minutes left to report", minutes), minutes);
  else if (seconds > 0)
    time = g_strdup_printf (ngettext ("%d minute left to talk", "%d minutes left to talk", minutes), minutes);
  else if (minutes > 0)
    time = g_strdup_printf (ngettext ("time is over by %d minute", "time is over by %d minutes", minutes), minutes);
  else
    time = g_strdup (_ ("time is up"));
  if (!clock->touched)
    return g_strdup_printf (_ ("Clock, not started: %s"), time);
  return g_strdup_printf (clock->running ? _ ("Clock: %s") : _ ("Clock, held: %s"), time);
}

static const char *
get_icon_name (const RapClock *clock, gint64 now)
{
  if (rap_clock_get_mood (clock, now) != RAP_CLOCK_CALM)
    return "dialog-warning-symbolic";
  return clock->touched && !clock->running ? "media-playback-pause-symbolic" : "alarm-symbolic";
}

static void
show_mood (GtkWidget *widget, RapClockMood mood)
{
  static const char *const classes[] = { NULL, "time-warning", "time-over" };

  for (guint i = RAP_CLOCK_WARNING; i <= RAP_CLOCK_OVER; i++)
    if (i == mood)
      gtk_widget_add_css_class (widget, classes[i]);
    else
      gtk_widget_remove_css_class (widget, classes[i]);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_time (RapClockFace *self)
{
  const RapClock *clock = rap_discussion_get_clock (self->discussion);
  const gint64 now = rap_discussion_now ();
  const char *before, *after;
  g_autofree char *figures = NULL;
  g_autofree char *spoken = NULL;

  if (clock == NULL)
    return;
  figures = describe (clock, now, &before, &after);
  spoken = speak (clock, now);
  show_text (self->before, before);
  show_text (self->after, after);
  gtk_label_set_label (self->figures, figures);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (clock, now));
  show_mood (self->whole, rap_clock_get_mood (clock, now));
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->whole), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
}

static void
watch (RapClockFace *self, gboolean on)
{
  if (on == self->watching)
    return;
  self->watching = on;
  rap_discussion_watch (self->discussion, on);
  if (on)
    show_time (self);
}

static void
map_cb (RapClockFace *self)
{
  watch (self, TRUE);
}

static void
unmap_cb (RapClockFace *self)
{
  watch (self, FALSE);
}

RapClockFace *
rap_clock_face_new (RapDiscussion *discussion,
                    GtkWidget *whole,
                    GtkImage *icon,
                    GtkLabel *before,
                    GtkLabel *figures,
                    GtkLabel *after)
{
  RapClockFace *self = g_new0 (RapClockFace, 1);

  self->discussion = g_object_ref (discussion);
  self->whole = whole;
  self->icon = icon;
  self->before = before;
  self->figures = figures;
  self->after = after;
  g_signal_connect_swapped (whole, "map", G_CALLBACK (map_cb), self);
  g_signal_connect_swapped (whole, "unmap", G_CALLBACK (unmap_cb), self);
  g_signal_connect_swapped (discussion, "changed", G_CALLBACK (show_time), self);
  g_signal_connect_swapped (discussion, "tick", G_CALLBACK (show_time), self);
  show_time (self);
  watch (self, gtk_widget_get_mapped (whole));
  return self;
}

void
rap_clock_face_free (RapClockFace *self)
{
  watch (self, FALSE);
  g_signal_handlers_disconnect_by_data (self->whole, self);
  g_signal_handlers_disconnect_by_data (self->discussion, self);
  g_object_unref (self->discussion);
  g_free (self->spoken);
  g_free (self);
}
