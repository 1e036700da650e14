/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-file-page.h"

#include <glib/gi18n-lib.h>

#include "rap-dialogs.h"

#define MAX_SHOWN 12 /* columns whose names and first cells are shown */

struct _RapImportFilePage
{
  GtkBox parent;

  AdwActionRow *file_row;
  GtkWidget *file_button;
  AdwComboRow *kind_row;
  GtkWidget *reading;
  AdwComboRow *encoding_row;
  AdwComboRow *delimiter_row;
  AdwActionRow *columns_row;
  AdwActionRow *example_row;

  GFile *file;
  gboolean showing; /* rows are being set, not chosen */
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

/* As the rows of the template, after what is found out */
static const char *const encodings[] = {
  NULL, "UTF-8", "WINDOWS-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE", "WINDOWS-1250", "WINDOWS-1251", "MACINTOSH",
};
static const char delimiters[] = { '\0', ',', ';', '\t', '|' };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapImportFilePage, rap_import_file_page, GTK_TYPE_BOX)

static const char *
name_delimiter (char delimiter)
{
  switch (delimiter)
    {
    case ',':
      return _ ("Comma");
    case ';':
      return _ ("Semicolon");
    case '\t':
      return _ ("Tab");
    default:
      return NULL;
    }
}

/* The first choice of a row: what is there, if it was found out */
static void
show_found (RapImportFilePage *self, AdwComboRow *row, const char *found)
{
  GtkStringList *choices = GTK_STRING_LIST (adw_combo_row_get_model (row));
  const guint selected = adw_combo_row_get_selected (row);
  g_autofree char *text =
      /* Translators: an encoding such as UTF-8, or a delimiter such as Comma, that was found out */
      selected == 0 && found != NULL ? g_strdup_printf (_ ("%s (found)"), found) : g_strdup (_ ("Find out"));

  self->showing = TRUE;
  gtk_string_list_splice (choices, 0, 1, (const char *const[]){ text, NULL });
  adw_combo_row_set_selected (row, selected);
  self->showing = FALSE;
}

static void
append_cell (GString *cells, const char *cell)
{
  g_autofree char *line = g_strdelimit (g_strdup (cell), "\r\n\t", ' ');

  if (cells->len > 0)
    g_string_append (cells, " · ");
  g_string_append (cells, line);
}

static void
show_columns (RapImportFilePage *self, GPtrArray *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) examples = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (ngettext ("%u column", "%u columns", columns->len), columns->len);

  for (guint i = 0; i < MIN (columns->len, MAX_SHOWN); i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      append_cell (names, column->name);
      if (column->examples[0] != NULL)
        append_cell (examples, column->examples[0]);
    }
  if (columns->len > MAX_SHOWN)
    g_string_append (names, " …");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->columns_row), title);
  adw_action_row_set_subtitle (self->columns_row, names->str);
  adw_action_row_set_subtitle (self->example_row, examples->str);
  gtk_widget_set_visible (GTK_WIDGET (self->example_row), examples->len > 0);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  rap_import_file_page_set_file (data, file);
}

static void
choose_cb (RapImportFilePage *self)
{
  rap_dialogs_choose_csv (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), chosen_cb, self);
}

static void
option_cb (RapImportFilePage *self)
{
  if (!self->showing && self->file != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
dropped_cb (RapImportFilePage *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  const gboolean one = g_slist_length (files) == 1;

  if (one)
    rap_import_file_page_set_file (self, files->data);
  g_slist_free (files);
  return one;
}

static void
rap_import_file_page_dispose (GObject *object)
{
  g_clear_object (&RAP_IMPORT_FILE_PAGE (object)->file);
  G_OBJECT_CLASS (rap_import_file_page_parent_class)->dispose (object);
}

static void
rap_import_file_page_class_init (RapImportFilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_import_file_page_dispose;
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", RAP_TYPE_IMPORT_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", RAP_TYPE_IMPORT_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-import-file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, file_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, file_button);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, reading);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, columns_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportFilePage, example_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, option_cb);
}

static void
rap_import_file_page_init (RapImportFilePage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
rap_import_file_page_set_file (RapImportFilePage *self, GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  if (file == NULL)
    return;
  g_set_object (&self->file, file);
  adw_action_row_set_subtitle (self->file_row, shown);
  self->showing = TRUE;
  adw_combo_row_set_selected (self->encoding_row, 0);
  adw_combo_row_set_selected (self->delimiter_row, 0);
  self->showing = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

GFile *
rap_import_file_page_get_file (RapImportFilePage *self)
{
  return self->file;
}

void
rap_import_file_page_set_kind (RapImportFilePage *self, RapImportKind kind)
{
  self->showing = TRUE;
  adw_combo_row_set_selected (self->kind_row, (guint) kind);
  self->showing = FALSE;
}

RapImportKind
rap_import_file_page_get_kind (RapImportFilePage *self)
{
  return (RapImportKind) adw_combo_row_get_selected (self->kind_row);
}

RapCsvOptions
rap_import_file_page_get_options (RapImportFilePage *self)
{
  return (RapCsvOptions){
    .encoding = encodings[adw_combo_row_get_selected (self->encoding_row)],
    .delimiter = delimiters[adw_combo_row_get_selected (self->delimiter_row)],
  };
}

void
rap_import_file_page_show (RapImportFilePage *self, RapImport *import)
{
  const char delimiter[] = { import != NULL ? rap_import_get_delimiter (import) : '\0', '\0' };
  const char *name = name_delimiter (*delimiter);

  show_found (self, self->encoding_row, import != NULL ? rap_import_get_encoding (import, NULL) : NULL);
  show_found (self, self->delimiter_row, import == NULL ? NULL : name != NULL ? name : delimiter);
  gtk_widget_set_visible (self->reading, self->file != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_row), import != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->example_row), FALSE);
  if (import != NULL)
    show_columns (self, rap_import_get_columns (import));
}

void
rap_import_file_page_focus (RapImportFilePage *self)
{
  gtk_widget_grab_focus (self->file_button);
}
