/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-columns-page.h"

#include <glib/gi18n-lib.h>

#include "rap-import-words.h"
#include "rap-voice.h"

#define MAX_ROWS 100 /* columns that are shown, beside those with a guess */

struct _RapImportColumnsPage
{
  GtkBox parent;

  GtkWidget *scroller;
  GtkWidget *session_group;
  AdwComboRow *session_row;
  AdwPreferencesGroup *group;
  GtkLabel *problem;
  GtkLabel *rest;

  RapImport *import;
  GtkStringList *titles; /* of the fields */
  GStrv fields;          /* their names, in the same order */
  GPtrArray *rows;       /* AdwComboRow, or NULL, for each column */
  GArray *sessions;      /* ids; first 0, for what each row says */
  gboolean showing;      /* rows are being set, not chosen */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RapImportColumnsPage, rap_import_columns_page, GTK_TYPE_BOX)

static guint
find_choice (RapImportColumnsPage *self, const char *field)
{
  for (guint i = 1; field != NULL && self->fields[i] != NULL; i++)
    if (g_str_equal (self->fields[i], field))
      return i;
  return 0;
}

static void
show_choices (RapImportColumnsPage *self)
{
  GPtrArray *columns = rap_import_get_columns (self->import);
  const gboolean enough = rap_import_has_required (self->import);

  self->showing = TRUE;
  for (guint i = 0; i < columns->len; i++)
    if (self->rows->pdata[i] != NULL)
      adw_combo_row_set_selected (self->rows->pdata[i],
                                  find_choice (self, ((RapImportColumn *) columns->pdata[i])->field));
  self->showing = FALSE;
  gtk_label_set_label (self->problem, rap_import_get_kind (self->import) == RAP_IMPORT_POINTS
                                          ? _ ("Choose which column is the point.")
                                          : _ ("Choose which column is the name."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !enough);
  g_signal_emit (self, changed_signal, 0);
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, RapImportColumnsPage *self)
{
  GPtrArray *columns = self->import != NULL ? rap_import_get_columns (self->import) : NULL;
  const guint selected = adw_combo_row_get_selected (row);
  const char *field;
  guint index;

  if (self->showing || selected == GTK_INVALID_LIST_POSITION || !g_ptr_array_find (self->rows, row, &index))
    return;
  field = self->fields[selected];
  /* what was this field before is no longer */
  for (guint i = 0; i < columns->len; i++)
    if (i != index && selected > 0 && g_strcmp0 (((RapImportColumn *) columns->pdata[i])->field, field) == 0)
      rap_import_set_map (self->import, ((RapImportColumn *) columns->pdata[i])->name, "ignore", NULL);
  rap_import_set_map (self->import, ((RapImportColumn *) columns->pdata[index])->name, field, NULL);
  show_choices (self);
}

static void
session_cb (RapImportColumnsPage *self)
{
  const guint selected = adw_combo_row_get_selected (self->session_row);

  if (!self->showing && selected < self->sessions->len)
    rap_import_set_session (self->import, g_array_index (self->sessions, gint64, selected));
}

static GtkWidget *
make_row (RapImportColumnsPage *self, const RapImportColumn *column)
{
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", column->name, "model", self->titles,
                                 "title-lines", 2, "subtitle-lines", 2, NULL);
  const char *why = rap_import_why_ignored (self->import, column->field);
  g_autofree char *examples = g_strjoinv (" · ", column->examples);

  g_strdelimit (examples, "\r\n\t", ' ');
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why != NULL ? why : *examples != '\0' ? examples : _ ("empty"));
  g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), self);
  return row;
}

static void
list_fields (RapImportColumnsPage *self)
{
  g_clear_pointer (&self->fields, g_strfreev);
  g_clear_object (&self->titles);
  self->fields = rap_import_list_fields (self->import);
  rap_import_words_sort_fields (self->fields);
  self->titles = gtk_string_list_new (NULL);
  for (guint i = 0; self->fields[i] != NULL; i++)
    gtk_string_list_append (self->titles, rap_import_words_field (self->fields[i]));
}

/* Points only: the sessions of the seminar, one of which may hold all of them. */
static void
list_sessions (RapImportColumnsPage *self, RapDb *db, gint64 seminar_id, gint64 session_id)
{
  static const char sql[] = "SELECT id, title, kind FROM session WHERE seminar_id = ?1 ORDER BY position, id";
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, sql, "i", seminar_id);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GPtrArray *columns = rap_import_get_columns (self->import);
  const gint64 none = 0;
  guint selected = 0, discussions = 0;
  gboolean said = FALSE;

  g_array_set_size (self->sessions, 0);
  g_array_append_val (self->sessions, none);
  gtk_string_list_append (titles, _ ("Each row’s own, or else the only discussion"));
  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      const char *kind = rap_stmt_text (stmt, 2);
      g_autofree char *title = rap_session_title (rap_stmt_text (stmt, 1), kind);

      g_array_append_val (self->sessions, id);
      gtk_string_list_append (titles, title);
      discussions += g_str_equal (kind, "discussion");
      if (id == session_id)
        selected = self->sessions->len - 1;
    }
  for (guint i = 0; i < columns->len; i++)
    {
      const char *field = ((RapImportColumn *) columns->pdata[i])->field;
      said |= g_strcmp0 (field, "session") == 0 || g_strcmp0 (field, "session_id") == 0;
    }
  self->showing = TRUE;
  adw_combo_row_set_model (self->session_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->session_row, said || discussions == 1 ? 0 : selected);
  self->showing = FALSE;
  session_cb (self);
}

static void
clear_rows (RapImportColumnsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL)
      adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* Rows let go of their choices one by one. */
static void
rap_import_columns_page_dispose (GObject *object)
{
  RAP_IMPORT_COLUMNS_PAGE (object)->showing = TRUE;
  G_OBJECT_CLASS (rap_import_columns_page_parent_class)->dispose (object);
}

static void
rap_import_columns_page_finalize (GObject *object)
{
  RapImportColumnsPage *self = RAP_IMPORT_COLUMNS_PAGE (object);

  g_clear_object (&self->titles);
  g_strfreev (self->fields);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->sessions);
  G_OBJECT_CLASS (rap_import_columns_page_parent_class)->finalize (object);
}

static void
rap_import_columns_page_class_init (RapImportColumnsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_import_columns_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_import_columns_page_finalize;
  changed_signal =
      g_signal_new ("changed", RAP_TYPE_IMPORT_COLUMNS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-import-columns-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, session_group);
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, session_row);
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, group);
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, RapImportColumnsPage, rest);
  gtk_widget_class_bind_template_callback (widget_class, session_cb);
}

static void
rap_import_columns_page_init (RapImportColumnsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->sessions = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
}

void
rap_import_columns_page_show (RapImportColumnsPage *self,
                              RapImport *import,
                              RapDb *db,
                              gint64 seminar_id,
                              gint64 session_id)
{
  GPtrArray *columns;
  guint hidden = 0;
  g_autofree char *rest = NULL;

  clear_rows (self);
  self->import = import;
  if (import == NULL)
    return;
  columns = rap_import_get_columns (import);
  list_fields (self);
  for (guint i = 0; i < columns->len; i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      GtkWidget *row = i < MAX_ROWS || column->field != NULL ? make_row (self, column) : NULL;

      g_ptr_array_add (self->rows, row);
      if (row != NULL)
        adw_preferences_group_add (self->group, row);
      else
        hidden++;
    }
  rest = g_strdup_printf (
      ngettext ("and %u more column, which is not kept", "and %u more columns, which are not kept", hidden), hidden);
  gtk_label_set_label (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), hidden > 0);
  gtk_widget_set_visible (self->session_group, rap_import_get_kind (import) == RAP_IMPORT_POINTS);
  if (rap_import_get_kind (import) == RAP_IMPORT_POINTS)
    list_sessions (self, db, seminar_id, session_id);
  show_choices (self);
}

void
rap_import_columns_page_focus (RapImportColumnsPage *self)
{
  if (gtk_widget_get_visible (self->session_group))
    gtk_widget_grab_focus (GTK_WIDGET (self->session_row));
  else if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
}
