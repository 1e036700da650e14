/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-dialogs.h"

#include <glib/gi18n-lib.h>

#include "rap-preferences-page.h"
#include "rap-shortcuts-page.h"

typedef struct
{
  RapDialogsFolder chosen;
  gpointer data; /* a GObject, owned */
} FolderRequest;

typedef struct
{
  void (*done) (gpointer data);
  gpointer data;
} Confirmation;

static void
folder_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  FolderRequest *request = data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (g_file_peek_path (folder) != NULL)
        request->chosen (folder, request->data);
    }
  g_object_unref (request->data);
  g_free (request);
  g_object_unref (dialog);
}

static void
ask (GtkFileChooserNative *dialog, RapDialogsFolder chosen, gpointer data)
{
  FolderRequest *request = g_new (FolderRequest, 1);

  request->chosen = chosen;
  request->data = g_object_ref (data);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (folder_response_cb), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
confirm_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Confirmation *confirmation = data;

  if (g_str_equal (response, "do"))
    confirmation->done (confirmation->data);
  g_object_unref (confirmation->data);
  g_free (confirmation);
}

static void
show_window (GtkWidget *window, GtkWindow *parent, const char *title)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), title);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  gtk_window_present (GTK_WINDOW (window));
}

GtkWindow *
rap_dialogs_new_failure (GtkApplication *app, const char *title, const char *message)
{
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *quit = gtk_button_new_with_mnemonic (_ ("_Quit"));
  g_autofree char *escaped = g_markup_escape_text (message, -1); /* a status page's description is markup */

  gtk_window_set_title (GTK_WINDOW (window), _ ("Rapporteur"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 420);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_set_halign (quit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (quit, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (quit), "app.quit");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), quit);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  return GTK_WINDOW (window);
}

void
rap_dialogs_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent, "application-name", _ ("Rapporteur"), "application-icon", RAP_APP_ID, "version",
                         RAP_VERSION, "comments", _ ("Records what a seminar’s syndicates say, for the write-up."),
                         "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _ ("The Rapporteur founders"), NULL);
}

void
rap_dialogs_show_help (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/rapporteur/Rapporteur/rap-help.ui");
  GtkWidget *window = adw_preferences_window_new ();

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (gtk_builder_get_object (builder, "help")));
  show_window (window, parent, _ ("Help"));
}

void
rap_dialogs_show_shortcuts (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), rap_shortcuts_page_new ());
  show_window (window, parent, _ ("Keyboard Shortcuts"));
}

void
rap_dialogs_show_preferences (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (rap_preferences_page_new ()));
  show_window (window, parent, _ ("Preferences"));
}

void
rap_dialogs_choose_folder (GtkWindow *parent, const char *title, GFile *start, RapDialogsFolder chosen, gpointer data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));

  gtk_file_chooser_set_create_folders (GTK_FILE_CHOOSER (dialog), TRUE);
  if (start != NULL && g_file_query_exists (start, NULL))
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), start, NULL);
  ask (dialog, chosen, data);
}

void
rap_dialogs_choose_archive (GtkWindow *parent, RapDialogsFolder chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open an Archive"), parent,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  ask (dialog, chosen, data);
}

void
rap_dialogs_choose_csv (GtkWindow *parent, RapDialogsFolder chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Choose a File to Import"), parent,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  GtkFileFilter *csv = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (csv, _ ("CSV and text files"));
  gtk_file_filter_add_mime_type (csv, "text/*");
  for (guint i = 0; i < 3; i++)
    gtk_file_filter_add_suffix (csv, (const char *[]){ "csv", "tsv", "txt" }[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), csv);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_object_unref (csv);
  g_object_unref (all);
  ask (dialog, chosen, data);
}

void
rap_dialogs_choose_new_file (GtkWindow *parent,
                             const char *title,
                             GFile *folder,
                             const char *name,
                             RapDialogsFolder chosen,
                             gpointer data)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  ask (dialog, chosen, data);
}

void
rap_dialogs_confirm (GtkWindow *parent,
                     const char *question,
                     const char *explanation,
                     const char *verb,
                     GCallback done,
                     gpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, question, explanation);
  Confirmation *confirmation = g_new (Confirmation, 1);

  confirmation->done = (void (*) (gpointer)) done;
  confirmation->data = g_object_ref (data);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "do", verb, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (confirm_response_cb), confirmation);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rap_dialogs_open_folder (GtkWindow *parent, GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}
