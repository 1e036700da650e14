/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room-brief.h"

#include <glib/gi18n-lib.h>

#include "rap-clock-face.h"
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
  RapClockFace *face;
};

G_DEFINE_FINAL_TYPE (RapRoomBrief, rap_room_brief, GTK_TYPE_WIDGET)

static void
show_turn (RapRoomBrief *self)
{
  g_autofree char *text = rap_discussion_describe_turn (self->discussion);

  gtk_widget_set_visible (GTK_WIDGET (self->turn), text != NULL);
  gtk_label_set_label (self->turn, text != NULL ? text : "");
}

static void
changed_cb (RapRoomBrief *self)
{
  gtk_widget_set_visible (self->clock_fit, rap_discussion_get_clock (self->discussion) != NULL);
  show_turn (self);
}

static void
rap_room_brief_dispose (GObject *object)
{
  RapRoomBrief *self = RAP_ROOM_BRIEF (object);

  g_clear_pointer (&self->face, rap_clock_face_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->discussion);
  G_OBJECT_CLASS (rap_room_brief_parent_class)->dispose (object);
}

static void
rap_room_brief_class_init (RapRoomBriefClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_room_brief_dispose;
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
  self->face = rap_clock_face_new (discussion, self->clock, self->icon, self->before, self->figures, self->after);
  changed_cb (self);
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
