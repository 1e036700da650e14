/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_BINDING (rap_binding_get_type ())
G_DECLARE_FINAL_TYPE (RapBinding, rap_binding, RAP, BINDING, GObject)

/**
 * RapBindingSpec:
 * @property: the column, a text that is NULL when empty; only its name is used if both functions are given
 * @label: what changing it is called in the history, for gettext
 * @show: (nullable): (transfer full) (nullable): gives the text for a record
 * @save: (nullable): within a step: takes the text into the archive, or says in @error why it cannot be
 * @whole: whether half of it would be something else, as half a date is: then it is not saved at pauses
 *
 * What a #RapBinding is between: one static table of them for a page.
 */
typedef struct
{
  const char *property;
  const char *label;
  char *(*show) (RapStore *store, gpointer record);
  gboolean (*save) (RapStore *store, gpointer record, const char *text, GError **error);
  gboolean whole;
} RapBindingSpec;

/**
 * rap_binding_attach:
 * @widget: a #GtkEditable or a #GtkTextView
 * @spec: static
 *
 * Edits a column of a record in place: the text is saved at each pause in the typing (if it need not be whole), with
 * Enter, and when one leaves the widget or it goes from the screen; from coming to leaving it is one step. What cannot
 * be taken stays in the widget, marked, with the reason. While another process holds the archive it tries again. A
 * change from elsewhere is shown unless one is typing here.
 *
 * Returns: (transfer none): the binding, which lives as long as the widget
 */
RapBinding *rap_binding_attach (gpointer widget, const RapBindingSpec *spec);

/**
 * rap_binding_set_record:
 * @record: (nullable): what rap_store_get() gave, or %NULL for nothing to edit
 * @seminar_id: the seminar that the steps are about
 *
 * Saves what is typed and not yet saved of the former record, and shows this one.
 */
void rap_binding_set_record (RapBinding *self, RapStore *store, gpointer record, gint64 seminar_id);

/** rap_binding_refresh: shows what the archive has now, unless one is typing here: for what @show looks up elsewhere */
void rap_binding_refresh (RapBinding *self);

/** rap_binding_save: saves now. Returns: whether nothing is left to be saved */
gboolean rap_binding_save (RapBinding *self);

/**
 * rap_binding_save_all:
 *
 * Saves now what was typed into any widget that edits something of @store.
 *
 * Returns: how many texts wait because another process holds the archive
 */
guint rap_binding_save_all (RapStore *store);

G_END_DECLS
