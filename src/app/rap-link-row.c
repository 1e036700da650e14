/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-link-row.h"

#include <glib/gi18n-lib.h>

#include "rap-binding.h"
#include "rap-details.h"
#include "rap-window.h"

struct _RapLinkRow
{
  AdwPreferencesRow parent;

  GtkEntry *name;
  GtkEntry *address;

  RapStore *store;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (RapLinkRow, rap_link_row, ADW_TYPE_PREFERENCES_ROW)

static const RapBindingSpec name_spec = { "title", N_ ("Title of a link"), NULL, NULL };
static const RapBindingSpec address_spec = { "url", N_ ("Address of a link"), NULL, NULL };

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapLinkRow *self = RAP_LINK_ROW (widget);
  const gint64 before = rap_store_get_last_step (self->store);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GError) error = NULL;

  if (rap_details_delete_link (self->store, self->id, &error)) /* which takes this row away */
    rap_window_say_undoable (window, before);
  else
    rap_window_say (window, error->message);
}

static void
rap_link_row_dispose (GObject *object)
{
  g_clear_object (&RAP_LINK_ROW (object)->store);
  G_OBJECT_CLASS (rap_link_row_parent_class)->dispose (object);
}

static void
rap_link_row_class_init (RapLinkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_link_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-link-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapLinkRow, name);
  gtk_widget_class_bind_template_child (widget_class, RapLinkRow, address);
  gtk_widget_class_install_action (widget_class, "link.delete", NULL, delete_action);
}

static void
rap_link_row_init (RapLinkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rap_link_row_new (RapStore *store, RapLink *link)
{
  RapLinkRow *self = g_object_new (RAP_TYPE_LINK_ROW, NULL);

  self->store = g_object_ref (store);
  self->id = rap_record_get_id (RAP_RECORD (link));
  rap_binding_set_record (rap_binding_attach (self->name, &name_spec), store, link, link->seminar_id);
  rap_binding_set_record (rap_binding_attach (self->address, &address_spec), store, link, link->seminar_id);
  return GTK_WIDGET (self);
}
