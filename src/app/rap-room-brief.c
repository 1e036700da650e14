/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room-brief.h"

#include <glib/gi18n-lib.h>

#include "rap-clock-button.h"
#include "rap-fit.h"
#include "rap-room-seats.h"

struct _RapRoomBrief
{
  GtkWidget parent;

  GtkWidget *box;
  GtkWidget *clock_fit;
  GtkWidget *clock;
  GtkImage *icon;
  GtkLabel *before;
  GtkLabel *figures;
  GtkLabel *after;
  GtkLabel *turn;
  RapFit *texts;

  RapDiscussion *discussion;
  char *spoken;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (RapRoomBrief, rap_room_brief, GTK_TYPE_WIDGET)

static void
show_time (RapRoomBrief *self)
{
  const RapClock *clock = rap_discussion_get_clock (self->discussion);
  const gint64 now = rap_discussion_now ();
  const char *before, *after;
  g_autofree char *figures = NULL;
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (self->clock_fit, clock != NULL);
  if (clock == NULL)
    return;
  figures = rap_clock_describe (clock, now, &before, &after);
  spoken = rap_clock_speak (clock, now);
  gtk_label_set_label (self->before, before);
  gtk_label_set_label (self->after, after);
  gtk_widget_set_visible (GTK_WIDGET (self->before), *before != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->after), *after != '\0');
  gtk_label_set_label (self->figures, figures);
  gtk_image_set_from_icon_name (self->icon, rap_clock_get_icon (clock, now));
  rap_clock_show_mood (self->clock, rap_clock_get_mood (clock, now));
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
}

static void
show_turn (RapRoomBrief *self)
{
  g_autofree char *text = rap_discussion_describe_turn (self->discussion);

  gtk_widget_set_visible (GTK_WIDGET (self->turn), text != NULL);
  gtk_label_set_label (self->turn, text != NULL ? text : "");
}

static void
watch (RapRoomBrief *self)
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
changed_cb (RapRoomBrief *self)
{
  show_turn (self);
  show_time (self);
}

static void
rap_room_brief_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_room_brief_parent_class)->map (widget);
  watch (RAP_ROOM_BRIEF (widget));
}

static void
rap_room_brief_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_room_brief_parent_class)->unmap (widget);
  watch (RAP_ROOM_BRIEF (widget));
}

static void
rap_room_brief_dispose (GObject *object)
{
  RapRoomBrief *self = RAP_ROOM_BRIEF (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_object (&self->discussion);
  G_OBJECT_CLASS (rap_room_brief_parent_class)->dispose (object);
}

static void
rap_room_brief_class_init (RapRoomBriefClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_room_brief_dispose;
  widget_class->map = rap_room_brief_map;
  widget_class->unmap = rap_room_brief_unmap;
  g_type_ensure (RAP_TYPE_FIT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-room-brief.ui");
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, box);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, clock_fit);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, clock);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, icon);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, before);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, figures);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, after);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, turn);
  gtk_widget_class_bind_template_child (widget_class, RapRoomBrief, texts);
}

static void
rap_room_brief_init (RapRoomBrief *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_room_brief_set_discussion (RapRoomBrief *self, RapDiscussion *discussion)
{
  self->discussion = g_object_ref (discussion);
  g_signal_connect_object (discussion, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (discussion, "tick", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  watch (self);
}

void
rap_room_brief_show (RapRoomBrief *self, const char *title, const char *ask, GPtrArray *tables, gboolean is_wide)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), rap_room_label_new (title, "title-3"));
  if (ask != NULL && *ask != '\0')
    gtk_box_append (GTK_BOX (texts), rap_room_label_new (ask, "room-ask"));
  if (tables->len > 0)
    gtk_box_append (GTK_BOX (texts), rap_room_briefs_new (tables, is_wide));
  rap_fit_set_child (self->texts, texts);
}
