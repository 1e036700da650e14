/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture-status.h"

#include <glib/gi18n-lib.h>

#include "rap-tooltip.h"
#include "rap-voice.h"

struct _RapCaptureStatus
{
  GtkWidget parent;

  GtkImage *icon;
  GtkLabel *saved;
  GtkLabel *coverage;
};

G_DEFINE_FINAL_TYPE (RapCaptureStatus, rap_capture_status, GTK_TYPE_WIDGET)

static char *
make_saved_text (guint n_waiting, const char *problem, gboolean typing, gboolean kept, gint64 saved_at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (saved_at);
  g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");

  if (n_waiting > 0)
    return g_strdup_printf (ngettext ("%u line not yet saved: %s", "%u lines not yet saved: %s", n_waiting), n_waiting,
                            problem);
  if (typing)
    return g_strdup (kept ? _ ("Enter saves the line; it is kept till then") : _ ("Enter saves the line"));
  if (saved_at > 0)
    return g_strdup_printf (_ ("Saved %s"), clock);
  return g_strdup (_ ("Everything is saved"));
}

static void
rap_capture_status_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rap_capture_status_parent_class)->dispose (object);
}

static void
rap_capture_status_class_init (RapCaptureStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_capture_status_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-capture-status.ui");
  gtk_widget_class_bind_template_child (widget_class, RapCaptureStatus, icon);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureStatus, saved);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureStatus, coverage);
}

static void
rap_capture_status_init (RapCaptureStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_capture_status_set_saved (RapCaptureStatus *self,
                              guint n_waiting,
                              const char *problem,
                              gboolean typing,
                              gboolean kept,
                              gint64 saved_at)
{
  g_autofree char *text = make_saved_text (n_waiting, problem, typing, kept, saved_at);

  /* this is asked at every letter */
  if (g_str_equal (gtk_label_get_label (self->saved), text))
    return;
  gtk_label_set_label (self->saved, text);
  rap_tooltip_set (GTK_WIDGET (self->saved), n_waiting > 0 ? text : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), n_waiting > 0 || !typing);
  gtk_image_set_from_icon_name (self->icon, n_waiting > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  if (n_waiting > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved), "waiting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved), "waiting");
}

void
rap_capture_status_set_voices (RapCaptureStatus *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new ();
  guint n_syndicates = 0;
  g_autofree char *names = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const RapVoiceEntry *entry = entries->pdata[i];
      if (entry->voice.syndicate_id == 0)
        continue;
      n_syndicates++;
      if (!entry->spoke)
        g_ptr_array_add (silent, entry->name);
    }
  g_ptr_array_add (silent, NULL);
  /* Translators: what stands between the names of a list */
  names = g_strjoinv (_ (", "), (char **) silent->pdata);
  if (*names != '\0')
    text = g_strdup_printf (_ ("No point yet: %s"), names);
  else
    text = g_strdup (n_syndicates > 0 ? _ ("Every syndicate has spoken") : "");
  gtk_label_set_label (self->coverage, text);
}
