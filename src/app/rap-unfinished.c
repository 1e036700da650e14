/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-unfinished.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"

/* What was left in the line of a session. */
typedef struct
{
  char *text;
  gint64 changed;
  gboolean plain;
} Left;

struct _RapUnfinished
{
  RapCaptureLine *line;
  RapStore *store;
  gint64 session_id;
  GHashTable *left; /* session id → Left */
  gint64 changed;   /* the point that the line changes, or 0 */
  gboolean plain;   /* the line cannot say all of it: only its text is changed */
  char *before;     /* how it was put into the line */
};

static void
left_free (gpointer data)
{
  Left *left = data;

  g_free (left->text);
  g_free (left);
}

static gboolean
has_news (RapUnfinished *self)
{
  return rap_capture_line_has_text (self->line) &&
         (self->changed == 0 || g_strcmp0 (rap_capture_line_get_text (self->line), self->before) != 0);
}

static void
start_change (RapUnfinished *self, gint64 point_id, gboolean plain)
{
  self->changed = point_id;
  self->plain = plain;
  rap_capture_line_set_note (self->line, _ ("Changing the last point · Esc leaves it"));
}

/* What cannot be read just now is not gone. */
static gboolean
is_gone (RapUnfinished *self, gint64 id)
{
  RapDb *db = rap_store_db (self->store);
  const guint failures = rap_db_count_unasked (db);

  return rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1", "i", id) == 0 &&
         rap_db_count_unasked (db) == failures;
}

static char *
get_title (RapUnfinished *self, gint64 session_id)
{
  return rap_db_text (rap_store_db (self->store),
                      "SELECT title FROM seminar WHERE id = (SELECT seminar_id FROM session WHERE id = ?1)", "i",
                      session_id);
}

RapUnfinished *
rap_unfinished_new (RapCaptureLine *line, RapStore *store)
{
  RapUnfinished *self = g_new0 (RapUnfinished, 1);

  self->line = line;
  self->store = g_object_ref (store);
  self->left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, left_free);
  return self;
}

void
rap_unfinished_free (RapUnfinished *self)
{
  g_hash_table_unref (self->left);
  g_object_unref (self->store);
  g_free (self->before);
  g_free (self);
}

void
rap_unfinished_leave (RapUnfinished *self, gboolean take_along)
{
  if (take_along && self->changed == 0)
    return;
  if (has_news (self))
    {
      Left *left = g_new (Left, 1);
      left->text = g_strdup (rap_capture_line_get_text (self->line));
      left->changed = self->changed;
      left->plain = self->plain;
      g_hash_table_replace (self->left, g_memdup2 (&self->session_id, sizeof self->session_id), left);
    }
  rap_unfinished_drop_change (self, TRUE);
}

void
rap_unfinished_arrive (RapUnfinished *self, gint64 session_id)
{
  const Left *left = g_hash_table_lookup (self->left, &session_id);

  self->session_id = session_id;
  if (left == NULL || rap_capture_line_has_text (self->line))
    return;
  if (left->changed != 0 && !is_gone (self, left->changed))
    start_change (self, left->changed, left->plain);
  rap_capture_line_set_text (self->line, left->text);
  g_hash_table_remove (self->left, &session_id);
}

void
rap_unfinished_change (RapUnfinished *self, gint64 point_id, const char *typed)
{
  RapDb *db = rap_store_db (self->store);
  g_autoptr (RapLineContext) context = rap_capture_context (db, self->session_id, TRUE);
  g_autoptr (RapLine) stored = context != NULL ? rap_capture_line_of (db, point_id) : NULL;
  g_autoptr (RapLine) as_typed = NULL;
  gboolean exact = TRUE;

  if (stored == NULL)
    return;
  as_typed = typed != NULL ? rap_line_parse (typed, context) : NULL;
  g_free (self->before);
  self->before = as_typed != NULL && rap_line_equal (as_typed, stored) ? g_strdup (typed)
                                                                       : rap_line_unparse (stored, context, &exact);
  start_change (self, point_id, !exact);
  rap_capture_line_set_text (self->line, self->before);
}

gint64
rap_unfinished_get_changed (RapUnfinished *self)
{
  return self->changed;
}

gboolean
rap_unfinished_save (RapUnfinished *self, RapLine *line, GError **error)
{
  g_autoptr (RapLine) whole = NULL;

  if (self->plain)
    {
      /* what the grammar cannot write as a line keeps its themes, people and marks: only the text is new */
      whole = rap_capture_line_of (rap_store_db (self->store), self->changed);
      if (whole == NULL)
        {
          if (!rap_db_take_unasked (rap_store_db (self->store), error))
            g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                                 _ ("That point was deleted meanwhile; nothing was changed."));
          return FALSE;
        }
      g_free (whole->text);
      whole->text = g_strdup (line->text);
    }
  if (!rap_capture_edit (self->store, self->changed, whole != NULL ? whole : line, error))
    return FALSE;
  rap_unfinished_drop_change (self, TRUE);
  return TRUE;
}

void
rap_unfinished_drop_change (RapUnfinished *self, gboolean clear)
{
  if (self->changed != 0)
    {
      self->changed = 0;
      rap_capture_line_set_note (self->line, NULL);
    }
  if (clear)
    rap_capture_line_set_text (self->line, "");
}

void
rap_unfinished_check (RapUnfinished *self)
{
  if (self->changed != 0 && is_gone (self, self->changed))
    rap_unfinished_drop_change (self, FALSE);
}

char *
rap_unfinished_get_title (RapUnfinished *self)
{
  GHashTableIter iter;
  gpointer session_id;
  char *title = NULL;

  if (has_news (self))
    return get_title (self, self->session_id);
  g_hash_table_iter_init (&iter, self->left);
  /* what was left in a session that was undone since may come back with it; until then nobody can reach it */
  while (title == NULL && g_hash_table_iter_next (&iter, &session_id, NULL))
    title = get_title (self, *(gint64 *) session_id);
  return title;
}
