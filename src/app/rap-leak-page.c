/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-leak-page.h"

#include <glib/gi18n-lib.h>

struct _RapLeakPage
{
  GtkBox parent;

  GtkWidget *back_button;
  GtkLabel *heading;
  GtkListBox *rows;
  GtkLabel *rest;
};

G_DEFINE_FINAL_TYPE (RapLeakPage, rap_leak_page, GTK_TYPE_BOX)

/* Texts are people's, so never markup */
static void
add_row (RapLeakPage *self, const RapLeak *leak, gboolean of_all)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", leak->name, "subtitle-lines", 0,
                                 "activatable", FALSE, NULL);
  /* Translators: where a name stands: “point of The title of a seminar” */
  g_autofree char *where =
      of_all ? g_strdup_printf (_ ("%s of %s"), leak->where, leak->seminar) : g_strdup (leak->where);
  GtkWidget *label = gtk_label_new (where);
  /* Translators: for a screen reader: a name, where it stands, the text */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s: %s"), leak->name, where, leak->text);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), leak->text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (where, -1), 12));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* by its title alone */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->rows, row);
}

static void
rap_leak_page_class_init (RapLeakPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-leak-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapLeakPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapLeakPage, heading);
  gtk_widget_class_bind_template_child (widget_class, RapLeakPage, rows);
  gtk_widget_class_bind_template_child (widget_class, RapLeakPage, rest);
}

static void
rap_leak_page_init (RapLeakPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_leak_page_show (RapLeakPage *self, const RapLeaks *leaks, gboolean of_all)
{
  const guint n_more = leaks->n_found - leaks->n_items;
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%u name stands where it may not be told", "%u names stand where they may not be told", leaks->n_found),
      leaks->n_found);
  g_autofree char *rest = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (old));
  for (guint i = 0; i < leaks->n_items; i++)
    add_row (self, &leaks->items[i], of_all);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), n_more > 0);
  gtk_widget_grab_focus (self->back_button);
}
