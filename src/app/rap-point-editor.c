/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point-editor.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-window.h"

struct _RapPointEditor
{
  RapPointList *list;
  RapStore *store;
  GtkWidget *box;
  RapCaptureLine *line;
  GtkLabel *problem; /* why it is not saved */
  RapPointEditorLost lost;
  gpointer data;

  gint64 point_id; /* 0: not open */
  gint64 session_id;
  RapLine *was;   /* what the point said when it was put into the line */
  char *before;   /* how that was written */
  gboolean plain; /* only the text is in the line: the grammar cannot write the rest */
};

static gboolean
has_news (RapPointEditor *self)
{
  return self->point_id != 0 && rap_capture_line_has_text (self->line) &&
         g_strcmp0 (rap_capture_line_get_text (self->line), self->before) != 0;
}

static void
say_problem (RapPointEditor *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
}

static void
shut (RapPointEditor *self, gboolean to_row)
{
  const gint64 id = self->point_id;

  self->point_id = 0;
  if (to_row)
    rap_point_list_focus_point (self->list, id);
  rap_point_list_set_editor (self->list, 0, NULL);
  rap_capture_line_set_text (self->line, "");
}

static void
give_back (RapPointEditor *self)
{
  g_autofree char *typed = has_news (self) ? g_strdup (rap_capture_line_get_text (self->line)) : NULL;

  shut (self, FALSE);
  if (typed != NULL)
    self->lost (self->data, typed);
}

/* Whether the point is in the list no more; what cannot be read just now is. */
static gboolean
is_gone (RapPointEditor *self)
{
  RapDb *db = rap_store_db (self->store);
  const guint failures = rap_db_count_unasked (db);

  return rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1 AND merged_into IS NULL", "i", self->point_id) ==
             0 &&
         rap_db_count_unasked (db) == failures;
}

/* Takes what the point says now as what is being changed. */
static gboolean
read_point (RapPointEditor *self)
{
  RapDb *db = rap_store_db (self->store);
  g_autoptr (RapLine) stored = rap_capture_line_of (db, self->point_id);
  gboolean plain = FALSE;
  char *typed = stored != NULL ? rap_capture_typed (db, self->session_id, stored, &plain) : NULL;

  if (typed == NULL)
    return FALSE;
  g_clear_pointer (&self->was, rap_line_free);
  g_free (self->before);
  self->was = g_steal_pointer (&stored);
  self->before = typed;
  self->plain = plain;
  return TRUE;
}

static gboolean
save (RapPointEditor *self)
{
  g_autoptr (RapLine) line = rap_capture_line_parse (self->line);
  g_autoptr (GError) error = NULL;

  if (line == NULL)
    {
      say_problem (self, _ ("The archive cannot be read just now; nothing is lost. Press Enter again."));
      return FALSE;
    }
  if (rap_capture_edit (self->store, self->point_id, self->was, line, self->plain, &error))
    return TRUE;
  if (g_error_matches (error, RAP_ERROR, RAP_ERROR_CONFLICT)) /* Enter once more, knowing that, is meant */
    {
      g_autofree char *before = g_strdup (self->before);
      read_point (self);
      g_free (self->before);
      self->before = g_steal_pointer (&before);
    }
  say_problem (self, error->message);
  return FALSE;
}

static void
entered_cb (RapPointEditor *self)
{
  if (!has_news (self) || save (self))
    shut (self, TRUE);
}

static void
cancelled_cb (RapPointEditor *self)
{
  shut (self, TRUE);
}

RapPointEditor *
rap_point_editor_new (RapPointList *list, RapStore *store, RapPointEditorLost lost, gpointer data)
{
  RapPointEditor *self = g_new0 (RapPointEditor, 1);

  self->list = list;
  self->store = g_object_ref (store);
  self->lost = lost;
  self->data = data;
  self->line = g_object_new (RAP_TYPE_CAPTURE_LINE, NULL);
  self->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "waiting");
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_widget_remove_css_class (GTK_WIDGET (self->line), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->line), "in-row");
  g_signal_connect_swapped (self->line, "entered", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (self->line, "cancelled", G_CALLBACK (cancelled_cb), self);
  return self;
}

void
rap_point_editor_free (RapPointEditor *self)
{
  rap_point_list_set_editor (self->list, 0, NULL);
  g_signal_handlers_disconnect_by_data (self->line, self);
  g_object_unref (self->box);
  g_object_unref (self->store);
  g_clear_pointer (&self->was, rap_line_free);
  g_free (self->before);
  g_free (self);
}

RapCaptureLine *
rap_point_editor_get_line (RapPointEditor *self)
{
  return self->line;
}

void
rap_point_editor_open (RapPointEditor *self, RapPoint *point)
{
  const gint64 id = rap_record_get_id (RAP_RECORD (point));

  if (self->point_id == id || !rap_point_editor_leave (self))
    {
      rap_point_editor_focus (self);
      return;
    }
  self->point_id = id;
  self->session_id = point->session_id;
  if (!read_point (self))
    {
      self->point_id = 0;
      rap_window_say (GTK_WIDGET (self->list), _ ("The archive cannot be read just now; nothing was changed."));
      return;
    }
  rap_capture_line_set_session (self->line, self->store, self->session_id);
  rap_capture_line_set_label (self->line, (int) point->number, _ ("Change the point"));
  rap_capture_line_set_text (self->line, self->before);
  say_problem (self, "");
  rap_point_list_set_editor (self->list, id, self->box);
  rap_capture_line_focus (self->line);
}

void
rap_point_editor_focus (RapPointEditor *self)
{
  if (self->point_id != 0 && gtk_widget_get_root (GTK_WIDGET (self->line)) != NULL)
    rap_capture_line_focus (self->line);
}

gboolean
rap_point_editor_leave (RapPointEditor *self)
{
  if (self->point_id != 0 && (!has_news (self) || save (self)))
    shut (self, FALSE);
  return self->point_id == 0;
}

void
rap_point_editor_end (RapPointEditor *self)
{
  if (!rap_point_editor_leave (self))
    give_back (self);
}

void
rap_point_editor_check (RapPointEditor *self)
{
  if (self->point_id == 0)
    return;
  if (is_gone (self))
    give_back (self);
  else if (!has_news (self) && read_point (self) &&
           g_strcmp0 (rap_capture_line_get_text (self->line), self->before) != 0)
    rap_capture_line_set_text (self->line, self->before);
}
