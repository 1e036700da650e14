/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-history-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-dialogs.h"
#include "rap-step.h"
#include "rap-two-lines.h"

struct _RapHistoryDialog
{
  AdwWindow parent;

  GtkStack *stack;
  GtkListView *list;
  GtkButton *undo_button;
  GtkLabel *problem;

  RapStore *store;
  GListStore *steps;
  gint64 asked; /* the step to which one is asked whether to go back */
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (RapHistoryDialog, rap_history_dialog, ADW_TYPE_WINDOW)

static char *
describe_time (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const gboolean today = g_date_time_get_year (time) == g_date_time_get_year (now) &&
                         g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now);

  /* Translators: when something was done on another day than today, such as 19 Jan 16:42 */
  return g_date_time_format (time, today ? "%H:%M" : _ ("%-e %b %H:%M"));
}

static const char *
describe_origin (const char *origin)
{
  if (g_str_equal (origin, "window"))
    return _ ("in the window");
  if (g_str_equal (origin, "cli"))
    return _ ("by the command line");
  if (g_str_equal (origin, "import"))
    return _ ("by an import");
  if (g_str_equal (origin, "erase"))
    return _ ("for good");
  return origin;
}

static char *
describe_what (RapStep *step)
{
  if (step->depth == 0)
    return g_strdup (step->label);
  return g_strdup_printf (step->depth % 2 == 1 ? _ ("Undo: %s") : _ ("Redo: %s"), step->label);
}

/* `Undone · 16:42 · in the window · Social media` */
static char *
describe_details (RapStep *step)
{
  g_autofree char *time = describe_time (step->at);
  GString *text = g_string_new (NULL);

  if (step->state != RAP_STEP_DONE)
    g_string_append_printf (text, "%s · ", step->state == RAP_STEP_UNDONE ? _ ("Undone") : _ ("Gone back behind"));
  g_string_append_printf (text, "%s · %s", time, describe_origin (step->origin));
  if (step->seminar != NULL)
    g_string_append_printf (text, " · %s", step->seminar);
  return g_string_free (text, FALSE);
}

static RapStep *
get_selected (RapHistoryDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* What a rule took away does not come back. */
static gboolean
is_for_good (RapStep *step)
{
  return g_str_equal (step->origin, "erase");
}

static void
show_selected (RapHistoryDialog *self)
{
  RapStep *step = get_selected (self);
  const gboolean undone = step != NULL && step->state == RAP_STEP_UNDONE;

  gtk_button_set_label (self->undo_button, undone ? _ ("_Do It Again") : _ ("_Undo This Step"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.undo",
                                 step != NULL && step->state != RAP_STEP_PASSED && !is_for_good (step));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.go-back", step != NULL && step->later > 0);
}

static void
list_steps (RapHistoryDialog *self)
{
  RapStep *selected = get_selected (self);
  const gint64 seq = selected != NULL ? selected->seq : 0;
  g_autoptr (GPtrArray) steps = rap_steps_list (rap_store_db (self->store));
  guint position = 0;

  for (guint i = 0; i < steps->len; i++)
    if (RAP_STEP (steps->pdata[i])->seq == seq)
      position = i;
  g_list_store_splice (self->steps, 0, g_list_model_get_n_items (G_LIST_MODEL (self->steps)), steps->pdata, steps->len);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_stack_set_visible_child_name (self->stack, steps->len > 0 ? "steps" : "none");
  show_selected (self);
}

static void
report (RapHistoryDialog *self, GError *error)
{
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapHistoryDialog *self = RAP_HISTORY_DIALOG (widget);
  RapStep *step = get_selected (self);
  g_autoptr (GError) error = NULL;

  rap_store_undo_step (self->store, step->tip, NULL, &error);
  report (self, error);
}

static void
go_back (RapHistoryDialog *self)
{
  g_autoptr (GError) error = NULL;

  rap_store_go_back (self->store, self->asked, &error);
  report (self, error);
}

static void
go_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapHistoryDialog *self = RAP_HISTORY_DIALOG (widget);
  RapStep *step = get_selected (self);
  g_autofree char *question = g_strdup_printf (_ ("Go back to “%s”?"), step->label);
  g_autofree char *explanation = NULL;

  self->asked = step->seq; /* another may be selected when the answer comes */
  if (step->seminar_id != 0)
    explanation = g_strdup_printf (ngettext ("%u later step in this seminar is taken back. That is a step of its own,"
                                             " which can be undone.",
                                             "%u later steps in this seminar are taken back together. That is a step"
                                             " of its own, which can be undone.",
                                             step->later),
                                   step->later);
  else
    explanation = g_strdup_printf (ngettext ("%u later step about no seminar is taken back. That is a step of its own,"
                                             " which can be undone.",
                                             "%u later steps about no seminar are taken back together. That is a step"
                                             " of its own, which can be undone.",
                                             step->later),
                                   step->later);
  rap_dialogs_confirm (GTK_WINDOW (self), question, explanation, _ ("_Go Back"), G_CALLBACK (go_back), self);
}

static void
selected_cb (RapHistoryDialog *self)
{
  report (self, NULL);
  show_selected (self);
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, rap_two_lines_new ());
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (box);
  RapStep *step = gtk_list_item_get_item (item);
  g_autofree char *what = describe_what (step);
  g_autofree char *details = describe_details (step);
  g_autofree char *name = g_strdup_printf ("%s, %s", what, details);

  rap_two_lines_set (box, what, details);
  if (step->state == RAP_STEP_DONE)
    gtk_widget_remove_css_class (box, "undone");
  else
    gtk_widget_add_css_class (box, "undone");
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rap_history_dialog_dispose (GObject *object)
{
  RapHistoryDialog *self = RAP_HISTORY_DIALOG (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_history_dialog_parent_class)->dispose (object);
}

static void
rap_history_dialog_class_init (RapHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_history_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RapHistoryDialog, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RapHistoryDialog, problem);
  gtk_widget_class_install_action (widget_class, "history.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "history.go-back", NULL, go_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rap_history_dialog_init (RapHistoryDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->steps = g_list_store_new (RAP_TYPE_STEP);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->steps)); /* takes the list */
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

RapHistoryDialog *
rap_history_dialog_new (GtkWindow *parent, RapStore *store)
{
  RapHistoryDialog *self = g_object_new (RAP_TYPE_HISTORY_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (list_steps), self, G_CONNECT_SWAPPED);
  list_steps (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return self;
}
