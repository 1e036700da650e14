/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seat-row.h"

#include <glib/gi18n-lib.h>

#include "rap-tooltip.h"

struct _RapSeatRow
{
  GtkListBoxRow parent;

  GtkLabel *name;
  GtkLabel *affiliation;
  GtkLabel *task;
  GtkWidget *pin;

  RapSeat *seat;
  gint64 dragged_id;
};

G_DEFINE_FINAL_TYPE (RapSeatRow, rap_seat_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_task (const RapSeat *seat)
{
  if (seat->facilitates != 0)
    return _ ("Facilitator");
  return seat->reports != 0 ? _ ("Rapporteur") : NULL;
}

/* Why somebody has no seat and will not be dealt one. */
static const char *
get_reason (const RapSeat *seat)
{
  if (seat->dealt || seat->facilitates != 0)
    return NULL;
  if (g_str_equal (seat->status, "cancelled"))
    return _ ("cancelled");
  if (seat->public)
    return _ ("speaker or organiser");
  return g_str_equal (seat->status, "registered") ? _ ("has not come yet") : NULL;
}

static GdkContentProvider *
drag_cb (RapSeatRow *self)
{
  if (self->seat == NULL)
    return NULL;
  self->dragged_id = self->seat->attendance_id;
  return gdk_content_provider_new_typed (RAP_TYPE_SEAT_ROW, self);
}

static void
drag_begin_cb (RapSeatRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static void
rap_seat_row_finalize (GObject *object)
{
  RapSeatRow *self = RAP_SEAT_ROW (object);

  g_clear_pointer (&self->seat, rap_seat_free);
  G_OBJECT_CLASS (rap_seat_row_parent_class)->finalize (object);
}

static void
rap_seat_row_class_init (RapSeatRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rap_seat_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-seat-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, affiliation);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, task);
  gtk_widget_class_bind_template_child (widget_class, RapSeatRow, pin);
  gtk_widget_class_bind_template_callback (widget_class, drag_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
rap_seat_row_init (RapSeatRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rap_seat_row_new (void)
{
  return g_object_new (RAP_TYPE_SEAT_ROW, NULL);
}

void
rap_seat_row_show (RapSeatRow *self, const RapSeat *seat)
{
  const char *task = get_task (seat), *reason = get_reason (seat);
  const gboolean placed = seat->placed && seat->syndicate_id != 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) details = g_ptr_array_new ();
  g_autofree char *all = NULL;
  g_autofree char *below = NULL;

  if (seat->affiliation != NULL && *seat->affiliation != '\0')
    g_ptr_array_add (details, seat->affiliation);
  if (reason != NULL)
    g_ptr_array_add (details, (gpointer) reason);
  g_ptr_array_add (details, NULL);
  below = g_strjoinv (" · ", (char **) details->pdata);
  g_ptr_array_add (parts, seat->name);
  if (*below != '\0')
    g_ptr_array_add (parts, below);
  if (task != NULL)
    g_ptr_array_add (parts, (gpointer) task);
  if (placed)
    g_ptr_array_add (parts, _ ("placed by hand"));
  g_ptr_array_add (parts, NULL);
  all = g_strjoinv (", ", (char **) parts->pdata);

  gtk_label_set_label (self->name, seat->name);
  gtk_label_set_label (self->affiliation, below);
  gtk_widget_set_visible (GTK_WIDGET (self->affiliation), *below != '\0');
  gtk_label_set_label (self->task, task != NULL ? task : "");
  gtk_widget_set_visible (GTK_WIDGET (self->task), task != NULL);
  gtk_widget_set_visible (self->pin, placed);
  rap_tooltip_set (GTK_WIDGET (self), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);

  g_clear_pointer (&self->seat, rap_seat_free);
  self->seat = g_memdup2 (seat, sizeof *seat);
  self->seat->name = g_strdup (seat->name);
  self->seat->affiliation = g_strdup (seat->affiliation);
  self->seat->status = g_strdup (seat->status);
}

const RapSeat *
rap_seat_row_get_seat (RapSeatRow *self)
{
  return self->seat;
}

gint64
rap_seat_row_get_dragged (RapSeatRow *self)
{
  return self->dragged_id;
}
