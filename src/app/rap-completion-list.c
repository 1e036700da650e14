/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-completion-list.h"

#include <glib/gi18n-lib.h>

struct _RapCompletionList
{
  GtkWidget parent;

  GtkWidget *rows;
  RapCompletion *completion;
  guint chosen;
};

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapCompletionList, rap_completion_list, GTK_TYPE_WIDGET)

static GtkWidget *
nth_row (RapCompletionList *self, guint n)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL && n-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static void
add_label (GtkWidget *row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (row), label);
}

static void
add_row (RapCompletionList *self, const RapProposal *proposal)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  g_autofree char *name = proposal->detail != NULL ? g_strdup_printf ("%s, %s", proposal->title, proposal->detail)
                                                   : g_strdup (proposal->title);

  gtk_widget_add_css_class (row, "proposal");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  add_label (row, proposal->title, NULL);
  if (proposal->detail != NULL)
    add_label (row, proposal->detail, "caption");
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
set_chosen (RapCompletionList *self, guint chosen)
{
  guint i = 0;

  self->chosen = chosen;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (i++ == chosen)
      gtk_widget_add_css_class (row, "chosen");
    else
      gtk_widget_remove_css_class (row, "chosen");
}

static guint
count (RapCompletionList *self)
{
  return self->completion != NULL ? self->completion->proposals->len : 0;
}

static void
clicked_cb (RapCompletionList *self, int n_press, double x, double y)
{
  for (guint i = 0; i < count (self); i++)
    {
      graphene_rect_t place;

      if (!gtk_widget_compute_bounds (nth_row (self, i), GTK_WIDGET (self), &place) ||
          !graphene_rect_contains_point (&place, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        continue;
      set_chosen (self, i);
      g_signal_emit (self, signals[TAKEN], 0);
      return;
    }
}

static void
rap_completion_list_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  int least, most;

  gtk_widget_measure (RAP_COMPLETION_LIST (widget)->rows, orientation, -1, &least, &most, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? least : 0;
  *natural = *minimum;
}

/* Above its own place, which has no height. */
static void
rap_completion_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapCompletionList *self = RAP_COMPLETION_LIST (widget);
  GtkAllocation place = { 0, 0, width, 0 };

  if (!gtk_widget_should_layout (self->rows))
    return;
  gtk_widget_measure (self->rows, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
  place.y = -place.height;
  gtk_widget_size_allocate (self->rows, &place, -1);
}

static void
rap_completion_list_dispose (GObject *object)
{
  RapCompletionList *self = RAP_COMPLETION_LIST (object);

  g_clear_pointer (&self->rows, gtk_widget_unparent);
  g_clear_pointer (&self->completion, rap_completion_free);
  G_OBJECT_CLASS (rap_completion_list_parent_class)->dispose (object);
}

static void
rap_completion_list_class_init (RapCompletionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_completion_list_dispose;
  widget_class->measure = rap_completion_list_measure;
  widget_class->size_allocate = rap_completion_list_size_allocate;
  signals[TAKEN] =
      g_signal_new ("taken", RAP_TYPE_COMPLETION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rap_completion_list_init (RapCompletionList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "visible", FALSE, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (self->rows, "completion");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Proposals"), -1);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
rap_completion_list_show (RapCompletionList *self, RapCompletion *completion)
{
  GtkWidget *row;

  if (completion == NULL && self->completion == NULL)
    return;
  g_clear_pointer (&self->completion, rap_completion_free);
  self->completion = completion;
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; i < count (self); i++)
    add_row (self, completion->proposals->pdata[i]);
  set_chosen (self, 0);
  gtk_widget_set_visible (self->rows, completion != NULL);
}

const RapCompletion *
rap_completion_list_get_completion (RapCompletionList *self)
{
  return self->completion;
}

void
rap_completion_list_move (RapCompletionList *self, int by)
{
  if (count (self) > 0)
    set_chosen (self, (self->chosen + count (self) + (guint) by) % count (self));
}

const RapProposal *
rap_completion_list_get_chosen (RapCompletionList *self)
{
  return count (self) > 0 ? self->completion->proposals->pdata[self->chosen] : NULL;
}

void
rap_completion_list_choose (RapCompletionList *self, gint64 id)
{
  for (guint i = 0; i < count (self); i++)
    if (((RapProposal *) self->completion->proposals->pdata[i])->id == id)
      set_chosen (self, i);
}
