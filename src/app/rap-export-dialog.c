/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-dialogs.h"
#include "rap-leak-page.h"
#include "rap-seminar.h"
#include "rap-window.h"

#define FOLDER_CHARS 60
#define MAX_LEAKS 100 /* that are shown */

struct _RapExportDialog
{
  AdwWindow parent;

  GtkStack *pages;
  GtkWidget *choice_page;
  RapLeakPage *leak_page;
  GtkWidget *choices;
  AdwComboRow *what_row;
  AdwActionRow *folder_row;
  AdwComboRow *names_row;
  GtkSwitch *exact_switch;
  GtkSwitch *bom_switch;
  AdwComboRow *delimiter_row;
  GtkWidget *export_button;
  GtkLabel *problem;
  GtkProgressBar *progress;

  RapStore *store;
  GSettings *settings;
  GCancellable *cancellable;
  gint64 seminar_id;
  char *place; /* the folder in which each export gets one of its own */
};

static const char *const delimiters[] = { ",", ";", "\t" };

G_DEFINE_FINAL_TYPE (RapExportDialog, rap_export_dialog, ADW_TYPE_WINDOW)

/* Every seminar's tables have the same names, so each seminar gets a folder of its own: `2011-01-19 Social media` */
static char *
make_folder (RapExportDialog *self)
{
  g_autoptr (RapSeminar) seminar = rap_store_get (self->store, RAP_TYPE_SEMINAR, self->seminar_id);
  g_autoptr (GString) title = NULL;
  g_autofree char *start = NULL;
  g_autofree char *name = NULL;

  if (adw_combo_row_get_selected (self->what_row) == 1)
    return g_build_filename (self->place, _ ("All seminars"), NULL);
  start = g_utf8_substring (seminar->title, 0, MIN (g_utf8_strlen (seminar->title, -1), FOLDER_CHARS));
  title = g_string_new (start);
  g_string_replace (title, ": ", " - ", 0);
  name = g_strdup_printf ("%s %s", seminar->date, title->str);
  /* what some file system does not take in a name */
  g_strdelimit (name, "/\\:*?\"<>|\r\n\t", '-');
  return g_build_filename (self->place, g_strchomp (name), NULL);
}

static void
show_folder (RapExportDialog *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *display = NULL;

  if (self->store == NULL)
    return;
  folder = make_folder (self);
  display = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, display);
}

static void
show_working (RapExportDialog *self, gboolean working)
{
  gtk_widget_set_sensitive (self->choices, !working);
  gtk_widget_set_sensitive (self->export_button, !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->leak_page), !working);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), working);
}

static void
remember_choices (RapExportDialog *self)
{
  g_settings_set_string (self->settings, "export-folder", self->place);
  g_settings_set_enum (self->settings, "export-attribution", (int) adw_combo_row_get_selected (self->names_row));
  g_settings_set_boolean (self->settings, "export-exact", gtk_switch_get_active (self->exact_switch));
  g_settings_set_boolean (self->settings, "export-bom", gtk_switch_get_active (self->bom_switch));
  g_settings_set_string (self->settings, "export-delimiter",
                         delimiters[adw_combo_row_get_selected (self->delimiter_row)]);
}

static void
recall_choices (RapExportDialog *self)
{
  g_autofree char *place = g_settings_get_string (self->settings, "export-folder");
  g_autofree char *delimiter = g_settings_get_string (self->settings, "export-delimiter");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  self->place = g_strdup (*place != '\0' ? place : documents != NULL ? documents : g_get_home_dir ());
  adw_combo_row_set_selected (self->names_row, (guint) g_settings_get_enum (self->settings, "export-attribution"));
  gtk_switch_set_active (self->exact_switch, g_settings_get_boolean (self->settings, "export-exact"));
  gtk_switch_set_active (self->bom_switch, g_settings_get_boolean (self->settings, "export-bom"));
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (g_str_equal (delimiter, delimiters[i]))
      adw_combo_row_set_selected (self->delimiter_row, i);
}

static RapExportOptions
get_options (RapExportDialog *self, const char *folder)
{
  return (RapExportOptions){
    .seminar_id = adw_combo_row_get_selected (self->what_row) == 1 ? 0 : self->seminar_id,
    .folder = folder,
    .attribution = (RapAttribution) adw_combo_row_get_selected (self->names_row),
    .exact = gtk_switch_get_active (self->exact_switch),
    .bom = gtk_switch_get_active (self->bom_switch),
    .delimiter = *delimiters[adw_combo_row_get_selected (self->delimiter_row)],
  };
}

static void
show_choices (RapExportDialog *self)
{
  gtk_stack_set_visible_child (self->pages, self->choice_page);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->export_button);
  gtk_widget_grab_focus (self->export_button);
}

static void
show_problem (RapExportDialog *self, const GError *error)
{
  show_working (self, FALSE);
  show_choices (self);
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
chosen_cb (GFile *folder, gpointer data)
{
  RapExportDialog *self = data;

  g_free (self->place);
  self->place = g_file_get_path (folder);
  show_folder (self);
}

static void
choose_cb (RapExportDialog *self)
{
  g_autoptr (GFile) start = g_file_new_for_path (self->place);

  rap_dialogs_choose_folder (GTK_WINDOW (self), _ ("Where Exports Go"), start, chosen_cb, self);
}

static void
progress_cb (double done, gpointer data)
{
  gtk_progress_bar_set_fraction (RAP_EXPORT_DIALOG (data)->progress, done);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapExportResult) written = rap_export_finish (result, &error);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (g_cancellable_is_cancelled (self->cancellable)) /* closed meanwhile */
    return;
  if (written == NULL)
    {
      show_problem (self, error);
      return;
    }
  if (parent != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (written->folder);
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u file exported", "%u files exported", written->n_files), written->n_files);
      rap_window_say_exported (GTK_WIDGET (parent), folder, text);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
write_files (RapExportDialog *self)
{
  g_autofree char *folder = make_folder (self);
  const RapExportOptions options = get_options (self, folder);

  show_working (self, TRUE);
  rap_export_async (rap_db_path (rap_store_db (self->store)), &options, progress_cb, self, self->cancellable,
                    exported_cb, g_object_ref (self));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapLeaks) leaks = rap_leaks_find_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable)) /* closed meanwhile */
    return;
  if (leaks == NULL)
    {
      show_problem (self, error);
      return;
    }
  if (leaks->n_found == 0)
    {
      write_files (self);
      return;
    }
  show_working (self, FALSE);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->leak_page));
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
  rap_leak_page_show (self->leak_page, leaks, adw_combo_row_get_selected (self->what_row) == 1);
}

/* First the leak check */
static void
export_cb (RapExportDialog *self)
{
  const RapExportOptions options = get_options (self, NULL);

  remember_choices (self);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  show_working (self, TRUE);
  rap_leaks_find_async (rap_db_path (rap_store_db (self->store)), &options, MAX_LEAKS, self->cancellable, checked_cb,
                        g_object_ref (self));
}

/* From the names that were found to the choices, from there away */
static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapExportDialog *self = RAP_EXPORT_DIALOG (widget);

  if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->leak_page) &&
      gtk_widget_get_sensitive (GTK_WIDGET (self->leak_page)))
    show_choices (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
write_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  write_files (RAP_EXPORT_DIALOG (widget));
}

static gboolean
rap_export_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (RAP_EXPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (rap_export_dialog_parent_class)->close_request (window);
}

static void
rap_export_dialog_dispose (GObject *object)
{
  RapExportDialog *self = RAP_EXPORT_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->place, g_free);
  G_OBJECT_CLASS (rap_export_dialog_parent_class)->dispose (object);
}

static void
rap_export_dialog_class_init (RapExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rap_export_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-export-dialog.ui");
  g_type_ensure (RAP_TYPE_LEAK_PAGE);
  gtk_widget_class_install_action (widget_class, "export.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "export.write", NULL, write_cb);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, choice_page);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, leak_page);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, what_row);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, names_row);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, exact_switch);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, bom_switch);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RapExportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, show_folder);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static void
rap_export_dialog_init (RapExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (RAP_APP_ID);
  self->cancellable = g_cancellable_new ();
  recall_choices (self);
}

RapExportDialog *
rap_export_dialog_new (GtkWindow *parent, RapStore *store, gint64 seminar_id)
{
  RapExportDialog *self = g_object_new (RAP_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->seminar_id = seminar_id;
  show_folder (self);
  gtk_widget_grab_focus (self->export_button);
  return self;
}
