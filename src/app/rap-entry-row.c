/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-entry-row.h"

struct _RapEntryRow
{
  AdwActionRow parent;

  GtkEntry *entry;
};

enum
{
  PROP_PLACEHOLDER = 1,
};

G_DEFINE_FINAL_TYPE (RapEntryRow, rap_entry_row, ADW_TYPE_ACTION_ROW)

static void
rap_entry_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gtk_entry_set_placeholder_text (RAP_ENTRY_ROW (object)->entry, g_value_get_string (value));
}

static void
rap_entry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, gtk_entry_get_placeholder_text (RAP_ENTRY_ROW (object)->entry));
}

static void
rap_entry_row_class_init (RapEntryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = rap_entry_row_set_property;
  G_OBJECT_CLASS (klass)->get_property = rap_entry_row_get_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_PLACEHOLDER,
      g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
rap_entry_row_init (RapEntryRow *self)
{
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  /* not expanding: beside titles of different lengths the entries would begin at different places */
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 42);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->entry));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

GtkEntry *
rap_entry_row_get_entry (RapEntryRow *self)
{
  return self->entry;
}

RapBinding *
rap_entry_row_bind (RapEntryRow *self, const RapBindingSpec *spec)
{
  return rap_binding_attach (self->entry, spec);
}
