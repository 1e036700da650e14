/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-first-rows.h"

#define FIRST_ROWS 24
#define MORE_ROWS 100

struct _RapFirstRows
{
  GListModel *all;
  GtkSliceListModel *shown;
  GtkAdjustment *adjustment;
  guint more_id;
};

static gboolean
show_more_cb (gpointer data)
{
  RapFirstRows *self = data;

  self->more_id = 0;
  rap_first_rows_reach (self, gtk_slice_list_model_get_size (self->shown));
  return G_SOURCE_REMOVE;
}

/* Within a screen of the last row there have to be more, but not while rows are being laid out. */
static void
scrolled_cb (RapFirstRows *self, GtkAdjustment *adjustment)
{
  const double left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment);
  const double page = gtk_adjustment_get_page_size (adjustment);

  if (self->more_id == 0 && page > 0 && left < 2 * page &&
      gtk_slice_list_model_get_size (self->shown) < g_list_model_get_n_items (self->all))
    self->more_id = g_idle_add (show_more_cb, self);
}

RapFirstRows *
rap_first_rows_new (GListModel *all, GtkListView *list)
{
  RapFirstRows *self = g_new0 (RapFirstRows, 1);

  self->all = g_object_ref (all);
  self->shown = gtk_slice_list_model_new (g_object_ref (all), 0, FIRST_ROWS);
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (scrolled_cb), self); /* a taller window */
  return self;
}

void
rap_first_rows_free (RapFirstRows *self)
{
  g_clear_handle_id (&self->more_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_object_unref (self->adjustment);
  g_object_unref (self->shown);
  g_object_unref (self->all);
  g_free (self);
}

GListModel *
rap_first_rows_get_model (RapFirstRows *self)
{
  return G_LIST_MODEL (self->shown);
}

void
rap_first_rows_reach (RapFirstRows *self, guint position)
{
  if (position >= gtk_slice_list_model_get_size (self->shown))
    gtk_slice_list_model_set_size (self->shown, position < G_MAXUINT - MORE_ROWS ? position + MORE_ROWS : G_MAXUINT);
}

void
rap_first_rows_restart (RapFirstRows *self)
{
  gtk_slice_list_model_set_size (self->shown, FIRST_ROWS);
}
