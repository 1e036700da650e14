/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-clock-button.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-tooltip.h"
#include "rap-window.h"

struct _RapClockButton
{
  GtkWidget parent;

  GtkWidget *box;
  GtkWidget *turn;
  GtkLabel *now_badge;
  GtkWidget *then;
  GtkLabel *next_badge;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *before;
  GtkLabel *figures;
  GtkLabel *after;

  RapDiscussion *discussion;
  char *spoken;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (RapClockButton, rap_clock_button, GTK_TYPE_WIDGET)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_time (RapClockButton *self)
{
  const RapClock *clock = rap_discussion_get_clock (self->discussion);
  const gint64 now = rap_discussion_now ();
  const char *before, *after;
  g_autofree char *figures = NULL;
  g_autofree char *spoken = NULL;

  if (clock == NULL)
    return;
  figures = rap_clock_describe (clock, now, &before, &after);
  spoken = rap_clock_speak (clock, now);
  show_text (self->before, before);
  show_text (self->after, after);
  gtk_label_set_label (self->figures, figures);
  gtk_image_set_from_icon_name (self->icon, rap_clock_get_icon (clock, now));
  rap_clock_show_mood (GTK_WIDGET (self->button), rap_clock_get_mood (clock, now));
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
}

static void
show_turn (RapClockButton *self)
{
  const RapVoiceEntry *turn = rap_discussion_get_turn (self->discussion);
  const RapVoiceEntry *next = rap_discussion_get_next (self->discussion);
  g_autofree char *text = rap_discussion_describe_turn (self->discussion);

  gtk_widget_set_visible (self->turn, turn != NULL);
  if (turn == NULL)
    return;
  rap_badge_set (self->now_badge, turn->number);
  gtk_widget_set_visible (self->then, next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next_badge), next != NULL);
  if (next != NULL)
    rap_badge_set (self->next_badge, next->number);
  rap_tooltip_set (self->turn, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->turn), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
watch (RapClockButton *self)
{
  const gboolean on = self->discussion != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (on == self->watching)
    return;
  self->watching = on;
  rap_discussion_watch (self->discussion, on);
  if (on)
    show_time (self);
}

static void
changed_cb (RapClockButton *self)
{
  gtk_widget_set_visible (self->box, rap_discussion_get_clock (self->discussion) != NULL);
  show_turn (self);
  show_time (self);
}

static void
failed_cb (RapClockButton *self, const char *why)
{
  rap_window_say (GTK_WIDGET (self), why);
}

static void
rap_clock_button_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_clock_button_parent_class)->map (widget);
  watch (RAP_CLOCK_BUTTON (widget));
}

static void
rap_clock_button_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_clock_button_parent_class)->unmap (widget);
  watch (RAP_CLOCK_BUTTON (widget));
}

static void
rap_clock_button_dispose (GObject *object)
{
  RapClockButton *self = RAP_CLOCK_BUTTON (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_object (&self->discussion);
  G_OBJECT_CLASS (rap_clock_button_parent_class)->dispose (object);
}

static void
rap_clock_button_class_init (RapClockButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_clock_button_dispose;
  widget_class->map = rap_clock_button_map;
  widget_class->unmap = rap_clock_button_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-clock-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, box);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, turn);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, now_badge);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, then);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, next_badge);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, button);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, icon);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, before);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, figures);
  gtk_widget_class_bind_template_child (widget_class, RapClockButton, after);
}

static void
rap_clock_button_init (RapClockButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_clock_button_set_discussion (RapClockButton *self, RapDiscussion *discussion)
{
  self->discussion = g_object_ref (discussion);
  g_signal_connect_object (discussion, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (discussion, "tick", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (discussion, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  watch (self);
}

char *
rap_clock_describe (const RapClock *clock, gint64 now, const char **before, const char **after)
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

char *
rap_clock_speak (const RapClock *clock, gint64 now)
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

const char *
rap_clock_get_icon (const RapClock *clock, gint64 now)
{
  if (rap_clock_get_mood (clock, now) != RAP_CLOCK_CALM)
    return "dialog-warning-symbolic";
  return clock->touched && !clock->running ? "media-playback-pause-symbolic" : "alarm-symbolic";
}

void
rap_clock_show_mood (GtkWidget *widget, RapClockMood mood)
{
  static const char *const classes[] = { NULL, "time-warning", "time-over" };

  for (guint i = RAP_CLOCK_WARNING; i <= RAP_CLOCK_OVER; i++)
    if (i == mood)
      gtk_widget_add_css_class (widget, classes[i]);
    else
      gtk_widget_remove_css_class (widget, classes[i]);
}
