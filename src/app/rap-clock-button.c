/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-clock-button.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-clock-face.h"
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
  RapClockFace *face;
};

G_DEFINE_FINAL_TYPE (RapClockButton, rap_clock_button, GTK_TYPE_WIDGET)

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
changed_cb (RapClockButton *self)
{
  gtk_widget_set_visible (self->box, rap_discussion_get_clock (self->discussion) != NULL);
  show_turn (self);
}

static void
failed_cb (RapClockButton *self, const char *why)
{
  rap_window_say (GTK_WIDGET (self), why);
}

static void
rap_clock_button_dispose (GObject *object)
{
  RapClockButton *self = RAP_CLOCK_BUTTON (object);

  g_clear_pointer (&self->face, rap_clock_face_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->discussion);
  G_OBJECT_CLASS (rap_clock_button_parent_class)->dispose (object);
}

static void
rap_clock_button_class_init (RapClockButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_clock_button_dispose;
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
  g_signal_connect_object (discussion, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  self->face =
      rap_clock_face_new (discussion, GTK_WIDGET (self->button), self->icon, self->before, self->figures, self->after);
  changed_cb (self);
}
