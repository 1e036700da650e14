/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "rap-actions.h"
#include "rap-dialogs.h"
#include "rap-preferences-page.h"
#include "rap-store.h"
#include "rap-window.h"

struct _RapApplication
{
  AdwApplication parent;

  char *archive; /* from the command line */
  gboolean start_new;
};

G_DEFINE_FINAL_TYPE (RapApplication, rap_application, ADW_TYPE_APPLICATION)

/* A file has one name here, whatever links lead to it: two windows of one archive would take back each other's steps.
 */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL); /* of the C library, whose free () is also GLib's */

  return real != NULL ? real : g_canonicalize_filename (path, NULL);
}

/* The archive in the settings, or else the user's own. */
static char *
find_usual_archive (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RAP_APP_ID);
  g_autofree char *chosen = g_settings_get_string (settings, "archive");
  g_autofree char *own = rap_store_default_path ();

  return resolve (*chosen != '\0' ? chosen : own);
}

static GtkWindow *
find_window (RapApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAP_IS_WINDOW (l->data) && g_str_equal (rap_db_path (rap_store_db (rap_window_get_store (l->data))), path))
      return l->data;
  return NULL;
}

static void
open_archive (RapApplication *self, const char *file)
{
  g_autofree char *path = resolve (file);
  GtkWindow *window = find_window (self, path);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) store = NULL;

  if (window == NULL)
    {
      store = rap_store_open (path, "window", RAP_DB_DEFAULT, &error);
      if (store != NULL)
        window = GTK_WINDOW (rap_window_new (GTK_APPLICATION (self), store));
      else
        window = rap_dialogs_new_failure (GTK_APPLICATION (self), _ ("The Archive Cannot Be Opened"), error->message);
    }
  gtk_window_present (window);
}

static RapWindow *
ensure_window (RapApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!RAP_IS_WINDOW (window))
    {
      g_application_activate (G_APPLICATION (self));
      window = gtk_application_get_active_window (GTK_APPLICATION (self));
    }
  return RAP_IS_WINDOW (window) ? RAP_WINDOW (window) : NULL;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  /* each may hold lines that are not yet saved, and say so */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
new_seminar_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RapWindow *window = ensure_window (data);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.new-seminar", NULL);
}

static void
archive_chosen_cb (GFile *file, gpointer data)
{
  open_archive (data, g_file_peek_path (file));
}

static void
open_archive_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rap_dialogs_choose_archive (gtk_application_get_active_window (data), archive_chosen_cb, data);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rap_dialogs_show_preferences (gtk_application_get_active_window (data));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rap_dialogs_show_shortcuts (gtk_application_get_active_window (data));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rap_dialogs_show_help (gtk_application_get_active_window (data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rap_dialogs_show_about (gtk_application_get_active_window (data));
}

/* Ended by the system: no time for questions, but for a last try to save what waits, and the archive is closed. */
static gboolean
terminated_cb (gpointer app)
{
  GList *windows = g_list_copy (gtk_application_get_windows (app));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (RAP_IS_WINDOW (l->data))
        rap_window_end (l->data);
      gtk_window_destroy (l->data);
    }
  g_list_free (windows);
  return G_SOURCE_CONTINUE;
}

static int
rap_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  RapApplication *self = RAP_APPLICATION (app);
  g_autofree char *path = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("rapporteur %s\n", RAP_VERSION);
      return 0;
    }
  self->start_new = g_variant_dict_contains (options, "new-seminar");
  if (g_variant_dict_lookup (options, "archive", "^ay", &path))
    {
      g_autofree char *usual = find_usual_archive ();
      self->archive = resolve (path);
      /* one program an archive: whoever opens it again gets its window, and it leaves the usual one's program alone */
      if (!g_str_equal (self->archive, usual))
        {
          g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, self->archive, -1);
          g_autofree char *id = g_strconcat (RAP_APP_ID ".Archive", hash, NULL);
          g_application_set_application_id (app, id);
        }
    }
  if (self->start_new && g_application_register (app, NULL, NULL) && g_application_get_is_remote (app))
    {
      g_action_group_activate_action (G_ACTION_GROUP (app), "new-seminar", NULL);
      return 0;
    }
  return -1;
}

static void
rap_application_startup (GApplication *app)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "new-seminar", .activate = new_seminar_cb },
    { .name = "open-archive", .activate = open_archive_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "help", .activate = help_cb },
    { .name = "about", .activate = about_cb },
  };

  g_autoptr (GSettings) settings = g_settings_new (RAP_APP_ID);

  G_APPLICATION_CLASS (rap_application_parent_class)->startup (app);
  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), app);
  rap_preferences_apply (settings);
  g_unix_signal_add (SIGTERM, terminated_cb, app);
  g_unix_signal_add (SIGINT, terminated_cb, app);
  rap_actions_set_accels (GTK_APPLICATION (app));
}

static void
rap_application_activate (GApplication *app)
{
  g_autofree char *usual = find_usual_archive ();

  open_archive (RAP_APPLICATION (app), RAP_APPLICATION (app)->archive != NULL ? RAP_APPLICATION (app)->archive : usual);
  if (RAP_APPLICATION (app)->start_new)
    {
      RAP_APPLICATION (app)->start_new = FALSE;
      g_action_group_activate_action (G_ACTION_GROUP (app), "new-seminar", NULL);
    }
}

static void
rap_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      if (path != NULL)
        open_archive (RAP_APPLICATION (app), path);
    }
}

static void
rap_application_finalize (GObject *object)
{
  g_free (RAP_APPLICATION (object)->archive);
  G_OBJECT_CLASS (rap_application_parent_class)->finalize (object);
}

static void
rap_application_class_init (RapApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rap_application_finalize;
  app_class->handle_local_options = rap_application_handle_local_options;
  app_class->startup = rap_application_startup;
  app_class->activate = rap_application_activate;
  app_class->open = rap_application_open;
}

static void
rap_application_init (RapApplication *self)
{
  const GOptionEntry options[] = {
    { "archive", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open this archive"), N_ ("FILE") },
    { "new-seminar", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Begin with a new seminar"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and leave"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

RapApplication *
rap_application_new (void)
{
  return g_object_new (RAP_TYPE_APPLICATION, "application-id", RAP_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/rapporteur/Rapporteur", NULL);
}
