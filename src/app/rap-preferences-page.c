/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-preferences-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-dialogs.h"

struct _RapPreferencesPage
{
  AdwPreferencesPage parent;

  AdwComboRow *colours_row;
  AdwActionRow *folder_row;
  AdwComboRow *delimiter_row;

  GSettings *settings;
};

/* A setting's words, in the order of the choices, and for colours what they are to libadwaita. */
static const char *const colours[] = { "system", "light", "dark", NULL };
static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                          ADW_COLOR_SCHEME_FORCE_DARK };
static const char *const delimiters[] = { ",", ";", "\t", NULL };

G_DEFINE_FINAL_TYPE (RapPreferencesPage, rap_preferences_page, ADW_TYPE_PREFERENCES_PAGE)

static guint
find_word (const char *const *words, GVariant *setting)
{
  guint i = 0;

  while (words[i] != NULL && strcmp (words[i], g_variant_get_string (setting, NULL)) != 0)
    i++;
  return words[i] != NULL ? i : 0;
}

static gboolean
get_choice_cb (GValue *value, GVariant *setting, gpointer words)
{
  g_value_set_uint (value, find_word (words, setting));
  return TRUE;
}

static GVariant *
set_choice_cb (const GValue *value, const GVariantType *type, gpointer words)
{
  return g_variant_new_string (((const char *const *) words)[g_value_get_uint (value)]);
}

static gboolean
get_scheme_cb (GValue *value, GVariant *setting, gpointer data)
{
  g_value_set_enum (value, schemes[find_word (colours, setting)]);
  return TRUE;
}

static void
show_folder (RapPreferencesPage *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, "export-folder");
  g_autofree char *display = g_filename_display_name (folder);

  adw_action_row_set_subtitle (self->folder_row, *folder != '\0' ? display : _ ("The documents folder"));
}

static void
folder_chosen_cb (GFile *folder, gpointer data)
{
  RapPreferencesPage *self = data;

  g_settings_set_string (self->settings, "export-folder", g_file_peek_path (folder));
}

static void
choose_folder_cb (RapPreferencesPage *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "export-folder");
  g_autoptr (GFile) start = *path != '\0' ? g_file_new_for_path (path) : NULL;

  rap_dialogs_choose_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Where Exports Go"), start,
                             folder_chosen_cb, self);
}

static void
rap_preferences_page_dispose (GObject *object)
{
  RapPreferencesPage *self = RAP_PREFERENCES_PAGE (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rap_preferences_page_parent_class)->dispose (object);
}

static void
rap_preferences_page_class_init (RapPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_preferences_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPreferencesPage, colours_row);
  gtk_widget_class_bind_template_child (widget_class, RapPreferencesPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, RapPreferencesPage, delimiter_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
}

static void
rap_preferences_page_init (RapPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (RAP_APP_ID);
  g_settings_bind_with_mapping (self->settings, "colours", self->colours_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_choice_cb, set_choice_cb, (gpointer) colours, NULL);
  g_settings_bind_with_mapping (self->settings, "export-delimiter", self->delimiter_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_choice_cb, set_choice_cb, (gpointer) delimiters, NULL);
  g_signal_connect_object (self->settings, "changed::export-folder", G_CALLBACK (show_folder), self, G_CONNECT_SWAPPED);
  show_folder (self);
}

GtkWidget *
rap_preferences_page_new (void)
{
  return g_object_new (RAP_TYPE_PREFERENCES_PAGE, NULL);
}

void
rap_preferences_apply (GSettings *settings)
{
  g_settings_bind_with_mapping (settings, "colours", adw_style_manager_get_default (), "color-scheme",
                                G_SETTINGS_BIND_GET, get_scheme_cb, NULL, NULL, NULL);
}
