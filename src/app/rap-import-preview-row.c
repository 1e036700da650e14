/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-preview-row.h"

#include <glib/gi18n-lib.h>

#include "rap-import-words.h"

struct _RapImportPreviewRow
{
  GtkBox parent;

  GtkCheckButton *check;
  GtkLabel *fate;
  GtkLabel *text;
  GtkLabel *details;
  GtkMenuButton *who;

  RapImportItem *item;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapImportPreviewRow, rap_import_preview_row, GTK_TYPE_BOX)

static void
append_person (GMenu *menu, const char *name, guint64 line, gint64 person_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1); /* which would make an access key of what follows */
  g_autofree char *label = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, label);
  g_menu_item_set_action_and_target (item, "preview.person", "(tx)", line, person_id);
  g_menu_append_item (menu, item);
}

/* Whom the row may mean: one of these, or somebody new */
static GMenuModel *
make_people (const RapImportRowPreview *row, RapDb *db)
{
  static const char sql[] =
      "SELECT name || ifnull(', ' || nullif((SELECT affiliation FROM attendance WHERE person_id = person.id"
      " AND affiliation <> '' ORDER BY id DESC LIMIT 1), ''), '') FROM person WHERE id = ?1";
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < row->candidates->len; i++)
    {
      const gint64 id = g_array_index (row->candidates, gint64, i);
      g_autofree char *name = rap_db_text (db, sql, "i", id);
      if (name != NULL)
        append_person (menu, name, row->line, id);
    }
  append_person (menu, _ ("Somebody new"), row->line, 0);
  return G_MENU_MODEL (menu);
}

/* The whole row is what has the keyboard, so it says what is ticked and which keys there are. */
static void
say_row (GtkAccessible *list_item, const RapImportRowPreview *row, const char *spoken)
{
  const char *keys = row->candidates->len > 0 ? _ ("Enter says who it is")
                     : row->choice != 0       ? _ ("The space bar ticks it")
                                              : "";

  gtk_accessible_update_property (list_item, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  keys, -1);
  if (row->choice != 0)
    gtk_accessible_update_state (list_item, GTK_ACCESSIBLE_STATE_CHECKED,
                                 row->chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  else
    gtk_accessible_reset_state (list_item, GTK_ACCESSIBLE_STATE_CHECKED);
}

static void
show_item (RapImportPreviewRow *self)
{
  const RapImportRowPreview *row = rap_import_item_get (self->item);
  const gboolean rejected = row->fate == RAP_IMPORT_FATE_REJECTED;
  const char *text = row->text != NULL ? row->text : rejected ? row->reason : "";
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *fate = rap_import_words_fate (row);
  g_autofree char *details = rap_import_words_details (row);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  /* Translators: for a screen reader: what becomes of a row, its text, details */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s, %s"), fate, line, details);

  self->showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->check), row->choice != 0);
  gtk_check_button_set_active (self->check, row->chosen);
  self->showing = FALSE;
  gtk_label_set_label (self->fate, fate);
  gtk_label_set_label (self->text, line);
  gtk_label_set_label (self->details, details);
  if (rejected)
    gtk_widget_add_css_class (GTK_WIDGET (self->fate), "amber");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->fate), "amber");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  if (parent != NULL)
    say_row (GTK_ACCESSIBLE (parent), row, spoken);
}

static void
toggled_cb (RapImportPreviewRow *self)
{
  if (!self->showing && self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "preview.choose", "(xb)", rap_import_item_get (self->item)->choice,
                                gtk_check_button_get_active (self->check));
}

static void
rap_import_preview_row_dispose (GObject *object)
{
  rap_import_preview_row_show (RAP_IMPORT_PREVIEW_ROW (object), NULL, NULL);
  G_OBJECT_CLASS (rap_import_preview_row_parent_class)->dispose (object);
}

static void
rap_import_preview_row_class_init (RapImportPreviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_import_preview_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-import-preview-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewRow, check);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewRow, fate);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewRow, text);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewRow, details);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewRow, who);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
rap_import_preview_row_init (RapImportPreviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* the keys are the row's, and this is the button that would take them */
  gtk_widget_set_focusable (gtk_widget_get_first_child (GTK_WIDGET (self->who)), FALSE);
}

void
rap_import_preview_row_show (RapImportPreviewRow *self, RapImportItem *item, RapDb *db)
{
  const RapImportRowPreview *row = item != NULL ? rap_import_item_get (item) : NULL;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  gtk_widget_set_visible (GTK_WIDGET (self->who), row->candidates->len > 0);
  if (row->candidates->len > 0)
    {
      g_autoptr (GMenuModel) people = make_people (row, db);
      gtk_menu_button_set_menu_model (self->who, people);
    }
  else
    gtk_menu_button_set_menu_model (self->who, NULL);
  show_item (self);
}

gboolean
rap_import_preview_row_toggle (RapImportPreviewRow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->check)))
    return FALSE;
  gtk_check_button_set_active (self->check, !gtk_check_button_get_active (self->check));
  return TRUE;
}

gboolean
rap_import_preview_row_ask_who (RapImportPreviewRow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->who)))
    return FALSE;
  gtk_menu_button_popup (self->who);
  return TRUE;
}
