/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-entry-row.h"

struct _RapEntryRow
{
  AdwPreferencesRow parent;

  GtkEntry *entry;
  GtkLabel *reason;
};

enum
{
  PROP_PLACEHOLDER = 1,
};

G_DEFINE_FINAL_TYPE (RapEntryRow, rap_entry_row, ADW_TYPE_PREFERENCES_ROW)

/* Read out in the list as it is shown. */
static void
title_changed_cb (RapEntryRow *self)
{
  g_auto (GStrv) parts = g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), "_", 2);
  g_autofree char *name = g_strjoinv ("", parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = rap_entry_row_set_property;
  G_OBJECT_CLASS (klass)->get_property = rap_entry_row_get_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_PLACEHOLDER,
      g_param_spec_string ("placeholder", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapEntryRow, entry);
  gtk_widget_class_bind_template_child (widget_class, RapEntryRow, reason);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
}

static void
rap_entry_row_init (RapEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkEntry *
rap_entry_row_get_entry (RapEntryRow *self)
{
  return self->entry;
}

void
rap_entry_row_set_reason (RapEntryRow *self, const char *reason)
{
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
}

RapBinding *
rap_entry_row_bind (RapEntryRow *self, const RapBindingSpec *spec)
{
  return rap_binding_attach (self->entry, spec);
}
