/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-new-seminar-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-new-from.h"
#include "rap-programme.h"

struct _RapNewSeminarDialog
{
  AdwWindow parent;

  GtkEntry *title_entry;
  GtkEntry *date_entry;
  GtkSpinButton *spin;
  GtkWidget *syndicates_row;
  GtkWidget *create;
  GtkLabel *problem;

  RapStore *store;
  gint64 from_id; /* the seminar whose shape is taken, or 0 */
};

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapNewSeminarDialog, rap_new_seminar_dialog, ADW_TYPE_WINDOW)

static void
check_cb (RapNewSeminarDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_entry))));
  const gboolean dated = rap_programme_is_date (gtk_editable_get_text (GTK_EDITABLE (self->date_entry)));

  if (dated)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_entry), "error");
  gtk_widget_set_sensitive (self->create, *title != '\0' && dated);
}

static void
create_cb (RapNewSeminarDialog *self)
{
  g_autoptr (GError) error = NULL;
  RapSeminarPlan plan = {
    .title = gtk_editable_get_text (GTK_EDITABLE (self->title_entry)),
    .date = gtk_editable_get_text (GTK_EDITABLE (self->date_entry)),
  };
  gint64 id;

  gtk_spin_button_update (self->spin); /* typed, and the spin button still has the focus */
  plan.syndicates = gtk_spin_button_get_value_as_int (self->spin);
  id = self->from_id != 0 ? rap_new_from (self->store, self->from_id, plan.title, plan.date, &error)
                          : rap_programme_new_seminar (self->store, &plan, &error);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), id == 0);
  if (id == 0)
    {
      gtk_label_set_label (self->problem, error->message);
      return;
    }
  g_signal_emit (self, signals[MADE], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rap_new_seminar_dialog_dispose (GObject *object)
{
  g_clear_object (&RAP_NEW_SEMINAR_DIALOG (object)->store);
  G_OBJECT_CLASS (rap_new_seminar_dialog_parent_class)->dispose (object);
}

static void
rap_new_seminar_dialog_class_init (RapNewSeminarDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_new_seminar_dialog_dispose;
  signals[MADE] = g_signal_new ("made", RAP_TYPE_NEW_SEMINAR_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-new-seminar-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, title_entry);
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, date_entry);
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, spin);
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, syndicates_row);
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, create);
  gtk_widget_class_bind_template_child (widget_class, RapNewSeminarDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
rap_new_seminar_dialog_init (RapNewSeminarDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  gtk_widget_init_template (GTK_WIDGET (self));
  /* GTK 4.8's spin button cannot say so itself */
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->spin))), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), today);
  /* the group's own list, which would be read out by its class */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (GTK_WIDGET (self->spin), GTK_TYPE_LIST_BOX)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_window_get_title (GTK_WINDOW (self)), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
}

RapNewSeminarDialog *
rap_new_seminar_dialog_new (GtkWindow *parent, RapStore *store)
{
  RapNewSeminarDialog *self = g_object_new (RAP_TYPE_NEW_SEMINAR_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  return self;
}

RapNewSeminarDialog *
rap_new_seminar_dialog_new_from (GtkWindow *parent, RapStore *store, gint64 seminar_id)
{
  RapNewSeminarDialog *self = rap_new_seminar_dialog_new (parent, store);
  RapDb *db = rap_store_db (store);
  g_autofree char *title = rap_db_text (db, "SELECT title FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autofree char *date = NULL;
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self->spin), GTK_TYPE_LIST_BOX);
  GDate today;

  self->from_id = seminar_id;
  g_date_clear (&today, 1);
  g_date_set_time_t (&today, time (NULL));
  date = rap_new_from_offer_date (db, seminar_id, &today);
  gtk_window_set_title (GTK_WINDOW (self), _ ("New from This One"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New from This One"), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), title != NULL ? title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->date_entry), date);
  gtk_widget_set_visible (self->syndicates_row, FALSE);
  gtk_editable_select_region (GTK_EDITABLE (self->title_entry), 0, -1);
  return self;
}
