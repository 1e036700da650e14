/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-dialogs.h"
#include "rap-import-columns-page.h"
#include "rap-import-file-page.h"
#include "rap-import-job.h"
#include "rap-import-preview-page.h"

#define PULSE_MS 120

typedef enum
{
  STEP_FILE,
  STEP_COLUMNS,
  STEP_PREVIEW,
} Step;

struct _RapImportDialog
{
  AdwWindow parent;

  AdwWindowTitle *title;
  GtkButton *back_button;
  GtkButton *next_button;
  GtkStack *pages;
  RapImportFilePage *file_page;
  RapImportColumnsPage *columns_page;
  RapImportPreviewPage *preview_page;
  GtkLabel *problem;
  GtkProgressBar *progress;

  RapStore *store;
  gint64 seminar_id;
  gint64 session_id;
  RapImportJob *job; /* of the file that was chosen last */
  GCancellable *cancellable;
  Step step;
  gboolean opened;  /* the job has an import */
  gboolean guess;   /* find out what the rows are */
  gboolean writing; /* which cannot be stopped */
  gboolean closed;
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (RapImportDialog, rap_import_dialog, ADW_TYPE_WINDOW)

static gboolean
is_busy (RapImportDialog *self)
{
  gboolean busy = FALSE;

  if (self->job != NULL)
    g_object_get (self->job, "busy", &busy, NULL);
  return busy;
}

static void
show_problem (RapImportDialog *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static gboolean
can_go_on (RapImportDialog *self)
{
  const RapImportCounts *counts;
  RapImport *import;

  if (is_busy (self) || !self->opened)
    return FALSE;
  import = rap_import_job_get_import (self->job);
  counts = rap_import_get_counts (import);
  switch (self->step)
    {
    case STEP_COLUMNS:
      return rap_import_has_required (import);
    case STEP_PREVIEW:
      return counts->fresh + counts->changed + counts->cancelled > 0;
    case STEP_FILE:
    default:
      return TRUE;
    }
}

/* How many rows are left out is said on the button that does it. */
static void
show_next (RapImportDialog *self)
{
  const guint rejected = self->step == STEP_PREVIEW && !is_busy (self)
                             ? rap_import_get_counts (rap_import_job_get_import (self->job))->rejected
                             : 0;
  g_autofree char *label =
      self->step != STEP_PREVIEW ? g_strdup (_ ("_Next"))
      : rejected == 0            ? g_strdup (_ ("_Import"))
                      : g_strdup_printf (ngettext ("_Import All but %u", "_Import All but %u", rejected), rejected);

  if (!self->writing)
    gtk_button_set_label (self->next_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), can_go_on (self));
}

static void
show_state (RapImportDialog *self)
{
  static const char *const names[] = { N_ ("1 of 3: File"), N_ ("2 of 3: Columns"), N_ ("3 of 3: Preview") };
  GtkWidget *const pages[] = { GTK_WIDGET (self->file_page), GTK_WIDGET (self->columns_page),
                               GTK_WIDGET (self->preview_page) };
  const gboolean busy = is_busy (self);

  gtk_stack_set_visible_child (self->pages, pages[self->step]);
  adw_window_title_set_title (self->title, rap_import_file_page_get_kind (self->file_page) == RAP_IMPORT_POINTS
                                               ? _ ("Import Points")
                                               : _ ("Import Attendees"));
  adw_window_title_set_subtitle (self->title, _ (names[self->step]));
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->title));
  gtk_button_set_label (self->back_button, self->step == STEP_FILE || busy ? _ ("_Cancel") : _ ("_Back"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_button), !self->writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), !busy || self->step == STEP_FILE);
  show_next (self);
}

static gboolean
pulse_cb (gpointer data)
{
  RapImportDialog *self = data;
  double done = 0;

  if (self->job != NULL)
    g_object_get (self->job, "progress", &done, NULL);
  if (done > 0 && !self->writing)
    gtk_progress_bar_set_fraction (self->progress, done);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

/* To be called when an operation was begun, and when it is over. */
static void
show_progress (RapImportDialog *self)
{
  const gboolean busy = is_busy (self);

  if (busy && self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
  else if (!busy)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  show_state (self);
}

/* Whether the operation was that of the file one looks at, in a dialog that is still open. */
static gboolean
end_operation (RapImportDialog *self, GObject *source, GAsyncResult *result, gboolean *done, GError **error)
{
  *done = rap_import_job_finish (RAP_IMPORT_JOB (source), result, error);
  return !self->closed && RAP_IMPORT_JOB (source) == self->job;
}

static void open_file (RapImportDialog *self);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  RapImport *import;
  gboolean done;

  if (!end_operation (self, source, result, &done, &error))
    return;
  import = done ? rap_import_job_get_import (self->job) : NULL;
  if (done && self->guess && rap_import_guess_kind (import) != rap_import_get_kind (import))
    {
      self->guess = FALSE;
      rap_import_file_page_set_kind (self->file_page, rap_import_guess_kind (import));
      open_file (self);
      return;
    }
  self->opened = done;
  rap_import_file_page_show (self->file_page, import);
  rap_import_columns_page_show (self->columns_page, import, rap_store_db (self->store), self->seminar_id,
                                self->session_id);
  show_problem (self, error != NULL ? error->message : NULL);
  show_progress (self);
  if (done && !gtk_widget_has_focus (GTK_WIDGET (self->next_button)) && self->guess)
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  self->guess = FALSE;
}

/* Lets go of the file that was chosen before, whatever goes on with it. */
static void
drop_job (RapImportDialog *self)
{
  rap_import_columns_page_show (self->columns_page, NULL, NULL, 0, 0);
  rap_import_preview_page_show (self->preview_page, NULL, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  self->opened = FALSE;
}

static void
open_file (RapImportDialog *self)
{
  const RapCsvOptions options = rap_import_file_page_get_options (self->file_page);

  drop_job (self);
  self->cancellable = g_cancellable_new ();
  self->job =
      rap_import_job_new (rap_db_path (rap_store_db (self->store)), rap_import_file_page_get_kind (self->file_page),
                          self->seminar_id, rap_import_file_page_get_file (self->file_page));
  rap_import_job_open_async (self->job, &options, self->cancellable, opened_cb, g_object_ref (self));
  show_problem (self, NULL);
  show_progress (self);
}

static void
chosen_cb (RapImportDialog *self)
{
  self->guess = TRUE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!end_operation (self, source, result, &done, &error))
    return;
  if (done)
    {
      rap_import_preview_page_show (self->preview_page, self->job, rap_store_db (self->store));
      self->step = STEP_PREVIEW;
    }
  else if (g_error_matches (error, RAP_ERROR, RAP_ERROR_AMBIGUOUS))
    show_problem (self, _ ("The seminar has no discussion, or several: choose the session of the points."));
  else if (!g_error_matches (error, RAP_ERROR, RAP_ERROR_CANCELLED))
    show_problem (self, error->message);
  show_progress (self);
  if (done)
    rap_import_preview_page_focus (self->preview_page);
  else
    rap_import_columns_page_focus (self->columns_page);
}

static void
check (RapImportDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rap_import_job_check_async (self->job, self->cancellable, checked_cb, g_object_ref (self));
  show_progress (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->back_button));
}

static void
wrote_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gboolean done;

  self->writing = FALSE;
  if (!end_operation (self, source, result, &done, &error))
    return;
  if (done)
    {
      rap_store_refresh (self->store);
      if (parent != NULL)
        rap_window_say_step (GTK_WIDGET (parent), rap_import_job_get_step (self->job));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_problem (self, error->message);
  rap_import_preview_page_show (self->preview_page, self->job, rap_store_db (self->store));
  show_progress (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

/* The preview told what is left out. */
static void
write_rows (RapImportDialog *self)
{
  self->writing = TRUE;
  rap_import_job_write_async (self->job, TRUE, wrote_cb, g_object_ref (self));
  show_progress (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RapImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  self->writing = FALSE;
  if (!end_operation (self, source, result, &done, &error))
    return;
  rap_import_preview_page_say (self->preview_page, done ? _ ("The rejected rows are saved.") : NULL);
  show_problem (self, error != NULL ? error->message : NULL);
  show_progress (self);
  rap_import_preview_page_focus (self->preview_page);
}

static void
save_to_cb (GFile *file, gpointer data)
{
  RapImportDialog *self = data;

  if (self->closed || self->step != STEP_PREVIEW || is_busy (self))
    return;
  self->writing = TRUE;
  rap_import_job_save_rejected_async (self->job, file, saved_cb, g_object_ref (self));
  show_progress (self);
}

static void
save_rejected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapImportDialog *self = RAP_IMPORT_DIALOG (widget);
  GFile *file = rap_import_job_get_file (self->job);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (base);
  char *dot = g_strrstr (shown, ".");
  g_autofree char *suggested = NULL;

  if (dot != NULL && dot != shown)
    *dot = '\0';
  /* Translators: a file's name: that of the imported one, without its extension */
  suggested = g_strdup_printf (_ ("%s rejected.csv"), shown);
  rap_dialogs_choose_new_file (GTK_WINDOW (self), _ ("Save the Rejected Rows"), folder, suggested, save_to_cb, self);
}

static void
next_cb (RapImportDialog *self)
{
  if (!can_go_on (self))
    return;
  show_problem (self, NULL);
  if (self->step == STEP_PREVIEW)
    write_rows (self);
  else if (self->step == STEP_COLUMNS)
    check (self);
  else
    {
      self->step = STEP_COLUMNS;
      show_state (self);
      rap_import_columns_page_focus (self->columns_page);
    }
}

/* Stops what goes on; else a step back; from the first one away. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapImportDialog *self = RAP_IMPORT_DIALOG (widget);

  if (self->writing)
    return;
  show_problem (self, NULL);
  if (self->step == STEP_FILE)
    gtk_window_close (GTK_WINDOW (self));
  else if (is_busy (self))
    g_cancellable_cancel (self->cancellable);
  else if (self->step == STEP_PREVIEW)
    {
      rap_import_preview_page_show (self->preview_page, NULL, NULL);
      self->step = STEP_COLUMNS;
      show_state (self);
      rap_import_columns_page_focus (self->columns_page);
    }
  else
    {
      self->step = STEP_FILE;
      show_state (self);
      rap_import_file_page_focus (self->file_page);
    }
}

static gboolean
rap_import_dialog_close_request (GtkWindow *window)
{
  RapImportDialog *self = RAP_IMPORT_DIALOG (window);

  if (self->writing) /* it is over in a moment */
    return TRUE;
  self->closed = TRUE;
  drop_job (self);
  return GTK_WINDOW_CLASS (rap_import_dialog_parent_class)->close_request (window);
}

static void
rap_import_dialog_dispose (GObject *object)
{
  RapImportDialog *self = RAP_IMPORT_DIALOG (object);

  self->closed = TRUE;
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (rap_import_dialog_parent_class)->dispose (object);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->store);
}

static void
rap_import_dialog_class_init (RapImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_import_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rap_import_dialog_close_request;
  g_type_ensure (RAP_TYPE_IMPORT_FILE_PAGE);
  g_type_ensure (RAP_TYPE_IMPORT_COLUMNS_PAGE);
  g_type_ensure (RAP_TYPE_IMPORT_PREVIEW_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, file_page);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, columns_page);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, preview_page);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RapImportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_file);
  gtk_widget_class_bind_template_callback (widget_class, show_next);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "import.save-rejected", NULL, save_rejected_action);
}

static void
rap_import_dialog_init (RapImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapImportDialog *
rap_import_dialog_new (RapWindow *parent, RapImportKind kind, GFile *file)
{
  RapImportDialog *self = g_object_new (RAP_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (rap_window_get_store (parent));
  self->seminar_id = rap_window_get_seminar (parent);
  self->session_id = rap_window_get_session (parent);
  rap_import_file_page_set_kind (self->file_page, kind);
  show_state (self);
  rap_import_file_page_focus (self->file_page);
  if (file != NULL)
    rap_import_file_page_set_file (self->file_page, file);
  return self;
}
