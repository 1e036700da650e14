/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-merge-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-capture-merge.h"
#include "rap-chips.h"
#include "rap-point.h"

struct _RapMergeDialog
{
  AdwWindow parent;

  AdwPreferencesGroup *originals;
  GtkEntry *wording;
  GtkLabel *problem;

  RapStore *store;
  GArray *ids;
  GPtrArray *checks; /* of GtkCheckButton, one an id */
};

enum
{
  MERGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapMergeDialog, rap_merge_dialog, ADW_TYPE_WINDOW)

static guint
find_chosen (RapMergeDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      return i;
  return 0;
}

static void
add_original (RapMergeDialog *self, RapPoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *badge = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), point->text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, point->text, -1);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  rap_badge_set (GTK_LABEL (badge), (int) point->number);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (self->originals, row);
  g_ptr_array_add (self->checks, check);
}

static void
merge_cb (RapMergeDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->wording));
  const gint64 like = g_array_index (self->ids, gint64, find_chosen (self));
  g_autoptr (GError) error = NULL;

  if (!rap_capture_merge (self->store, (const gint64 *) self->ids->data, self->ids->len, like,
                          typed[strspn (typed, " \t")] != '\0' ? typed : NULL, NULL, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  g_signal_emit (self, signals[MERGED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* Up and Down choose among the wordings while one stands in the entry. */
static gboolean
key_pressed_cb (RapMergeDialog *self, guint keyval, guint keycode, GdkModifierType state)
{
  const guint chosen = find_chosen (self);

  if (keyval == GDK_KEY_Up && chosen > 0)
    gtk_check_button_set_active (self->checks->pdata[chosen - 1], TRUE);
  else if (keyval == GDK_KEY_Down && chosen + 1 < self->checks->len)
    gtk_check_button_set_active (self->checks->pdata[chosen + 1], TRUE);
  return keyval == GDK_KEY_Up || keyval == GDK_KEY_Down;
}

static void
rap_merge_dialog_dispose (GObject *object)
{
  RapMergeDialog *self = RAP_MERGE_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (rap_merge_dialog_parent_class)->dispose (object);
}

static void
rap_merge_dialog_class_init (RapMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_merge_dialog_dispose;
  signals[MERGED] =
      g_signal_new ("merged", RAP_TYPE_MERGE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapMergeDialog, originals);
  gtk_widget_class_bind_template_child (widget_class, RapMergeDialog, wording);
  gtk_widget_class_bind_template_child (widget_class, RapMergeDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
rap_merge_dialog_init (RapMergeDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapMergeDialog *
rap_merge_dialog_new (GtkWindow *parent, RapStore *store, GArray *ids)
{
  RapMergeDialog *self = g_object_new (RAP_TYPE_MERGE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = g_strdup_printf (ngettext ("Merge %u Point", "Merge %u Points", ids->len), ids->len);

  self->store = g_object_ref (store);
  self->ids = g_array_ref (ids);
  gtk_window_set_title (GTK_WINDOW (self), title);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (RapPoint) point = rap_store_get (store, RAP_TYPE_POINT, g_array_index (ids, gint64, i));
      add_original (self, point);
    }
  /* the group's own list, which would be read out by its class */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (self->checks->pdata[0], GTK_TYPE_LIST_BOX)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Wordings"), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->wording));
  return self;
}
