/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-unfinished.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-unfinished-line.h"

/* Typing pauses when no key came for so long; typed without a pause, it is written all the same after so long. */
#define PAUSE_MS 200
#define LONGEST_MS 1000

/* What waits in a session, as it was typed; "": it was cleared. */
typedef struct
{
  RapUnfinishedLine *line;
  char *kept;     /* how it is on disk */
  gboolean dirty; /* it is not what is to be there */
} Left;

struct _RapUnfinished
{
  RapCaptureLine *line;
  RapStore *store;
  void (*tried) (gpointer data);
  gpointer data;

  gint64 session_id;
  GPtrArray *left; /* of Left */
  gboolean loaded; /* what was left before the program began is known */
  gint64 changed;  /* the point that the line changes, or 0 */
  gboolean plain;  /* the line cannot say all of it: only its text is changed */
  char *before;    /* how it was put into the line */

  RapUnfinishedLine *kept; /* how the line is on disk, NULL: it is not */
  gboolean written;        /* that is how it is to be */
  guint pause_id;
  gint64 since; /* the time of the first key that is not written yet */
};

static void
left_free (gpointer data)
{
  Left *left = data;

  rap_unfinished_line_free (left->line);
  g_free (left->kept);
  g_free (left);
}

static RapUnfinishedLine *
make_line (gint64 session_id, gint64 point_id, const char *text, gboolean plain)
{
  RapUnfinishedLine *line = g_new (RapUnfinishedLine, 1);

  line->session_id = session_id;
  line->point_id = point_id;
  line->text = g_strdup (text);
  line->plain = plain;
  return line;
}

static void
forget_kept (RapUnfinished *self)
{
  g_clear_pointer (&self->kept, rap_unfinished_line_free);
}

static gboolean
has_news (RapUnfinished *self)
{
  return rap_capture_line_has_text (self->line) &&
         (self->changed == 0 || g_strcmp0 (rap_capture_line_get_text (self->line), self->before) != 0);
}

/* Whether the line is on disk under its own session and point, not those it was taken along from. */
static gboolean
is_at_home (RapUnfinished *self)
{
  return self->kept != NULL && self->kept->session_id == self->session_id && self->kept->point_id == self->changed;
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

static void
add_left (RapUnfinished *self, RapUnfinishedLine *line, char *kept, gboolean dirty)
{
  Left *left = g_new (Left, 1);

  left->line = line;
  left->kept = kept;
  left->dirty = dirty;
  g_ptr_array_add (self->left, left);
}

/* A new line of the session, or else a change in it. */
static Left *
find_left (RapUnfinished *self, gint64 session_id, gboolean only_new)
{
  Left *found = NULL;

  for (guint i = 0; i < self->left->len; i++)
    {
      Left *left = self->left->pdata[i];
      if (left->line->session_id != session_id || *left->line->text == '\0')
        continue;
      if (left->line->point_id == 0)
        return left;
      if (!only_new)
        found = left;
    }
  return found;
}

/* What an earlier run of the program left. Until that is known nothing is written, or it could be overwritten. */
static gboolean
load (RapUnfinished *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (self->loaded)
    return TRUE;
  lines = rap_unfinished_line_list (rap_store_db (self->store));
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const RapUnfinishedLine *line = lines->pdata[i];
      add_left (self, make_line (line->session_id, line->point_id, line->text, line->plain), g_strdup (line->text),
                FALSE);
    }
  self->loaded = lines != NULL;
  return self->loaded;
}

static void
look_at (GPtrArray *lines, const RapUnfinishedLine *line, char **kept)
{
  for (guint i = 0; i < lines->len; i++)
    {
      RapUnfinishedLine *there = lines->pdata[i];
      if (there->session_id == line->session_id && there->point_id == line->point_id && *kept != NULL)
        {
          g_free (*kept);
          *kept = g_strdup (there->text);
        }
    }
}

/* A rule takes names away from what is kept as well, and only what is known to be there can be let go of. */
static void
look_at_kept (RapUnfinished *self)
{
  g_autoptr (GPtrArray) lines = rap_unfinished_line_list (rap_store_db (self->store));

  if (lines == NULL)
    return;
  if (self->kept != NULL)
    look_at (lines, self->kept, &self->kept->text);
  for (guint i = 0; i < self->left->len; i++)
    {
      Left *left = self->left->pdata[i];
      look_at (lines, left->line, &left->kept);
    }
}

/* As it may be on disk: under the Chatham House Rule without names. NULL while the rule cannot be read. */
static char *
strike_names (RapUnfinished *self, const RapUnfinishedLine *line)
{
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (self->store), line->session_id, FALSE);

  return context != NULL ? rap_line_strike_names (line->text, context) : NULL;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t")] == '\0';
}

static gboolean
drop (RapUnfinished *self, const RapUnfinishedLine *line)
{
  return rap_unfinished_line_drop (rap_store_db (self->store), line->session_id, line->point_id, NULL, NULL);
}

static gboolean
write_left (RapUnfinished *self, Left *left)
{
  g_autofree char *text = strike_names (self, left->line);
  const RapUnfinishedLine line = { left->line->session_id, left->line->point_id, text, left->line->plain };

  if (text == NULL ||
      !(is_blank (text) ? drop (self, left->line) : rap_unfinished_line_keep (rap_store_db (self->store), &line, NULL)))
    return FALSE;
  g_free (left->kept);
  left->kept = is_blank (text) ? NULL : g_steal_pointer (&text);
  left->dirty = FALSE;
  return TRUE;
}

/* Brings what is on disk to what stands in the line. */
static gboolean
write_line (RapUnfinished *self)
{
  g_autofree char *text = NULL;
  gboolean gone;

  self->written = FALSE;
  if (!load (self))
    return FALSE;
  if (has_news (self) && (text = rap_capture_line_get_kept (self->line)) == NULL)
    return FALSE;
  gone = text == NULL || is_blank (text);
  if (!gone && !(is_at_home (self) && g_str_equal (self->kept->text, text)))
    {
      g_autoptr (RapUnfinishedLine) line = make_line (self->session_id, self->changed, text, self->plain);

      /* first to its new place, then off the old one */
      if (!rap_unfinished_line_keep (rap_store_db (self->store), line, NULL) ||
          (self->kept != NULL && !is_at_home (self) && !drop (self, self->kept)))
        return FALSE;
      forget_kept (self);
      self->kept = g_steal_pointer (&line);
    }
  if (gone && self->kept != NULL)
    {
      if (!drop (self, self->kept))
        return FALSE;
      forget_kept (self);
    }
  self->written = TRUE;
  return TRUE;
}

/* Whether all is on disk. */
static gboolean
write_all (RapUnfinished *self)
{
  gboolean all = write_line (self);

  for (guint i = self->left->len; i > 0; i--)
    {
      Left *left = self->left->pdata[i - 1];
      if (left->dirty && !write_left (self, left))
        all = FALSE;
      else if (*left->line->text == '\0')
        g_ptr_array_remove_index (self->left, i - 1);
    }
  return all;
}

/* Empties the line; what stood in it waits for its session. */
static void
put_away (RapUnfinished *self)
{
  const gboolean news = has_news (self);
  const gboolean home = is_at_home (self);

  if (self->kept != NULL && !(home && news)) /* it could not be taken off there */
    add_left (self, make_line (self->kept->session_id, self->kept->point_id, "", FALSE), NULL, TRUE);
  if (news)
    add_left (self, make_line (self->session_id, self->changed, rap_capture_line_get_text (self->line), self->plain),
              home ? g_strdup (self->kept->text) : NULL, !self->written);
  forget_kept (self);
  rap_unfinished_drop_change (self, TRUE);
}

static gboolean
pause_cb (gpointer data)
{
  RapUnfinished *self = data;
  const gboolean all = write_all (self);

  if (all)
    self->pause_id = 0;
  self->tried (self->data);
  return all ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

RapUnfinished *
rap_unfinished_new (RapCaptureLine *line, RapStore *store, void (*tried) (gpointer data), gpointer data)
{
  RapUnfinished *self = g_new0 (RapUnfinished, 1);

  self->line = line;
  self->store = g_object_ref (store);
  self->tried = tried;
  self->data = data;
  self->left = g_ptr_array_new_with_free_func (left_free);
  self->written = TRUE;
  return self;
}

void
rap_unfinished_free (RapUnfinished *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  forget_kept (self);
  g_ptr_array_unref (self->left);
  g_object_unref (self->store);
  g_free (self->before);
  g_free (self);
}

void
rap_unfinished_leave (RapUnfinished *self, gboolean take_along)
{
  if (self->session_id != 0)
    write_line (self);
  if (!take_along || self->changed != 0)
    put_away (self);
}

void
rap_unfinished_arrive (RapUnfinished *self, gint64 session_id)
{
  Left *left;

  load (self);
  if (rap_capture_line_has_text (self->line) && find_left (self, session_id, TRUE) != NULL)
    put_away (self); /* two new lines: each stays in its own session */
  self->session_id = session_id;
  left = rap_capture_line_has_text (self->line) ? NULL : find_left (self, session_id, FALSE);
  if (left != NULL)
    {
      g_autofree char *text = g_strdup (left->line->text);

      forget_kept (self);
      if (left->kept != NULL)
        self->kept = make_line (session_id, left->line->point_id, left->kept, left->line->plain);
      if (left->line->point_id != 0 && !is_gone (self, left->line->point_id))
        start_change (self, left->line->point_id, left->line->plain);
      g_ptr_array_remove (self->left, left);
      rap_capture_line_set_text (self->line, text);
    }
  if (!write_line (self)) /* taken along, it is kept here from now on */
    rap_unfinished_touch (self);
}

void
rap_unfinished_touch (RapUnfinished *self)
{
  const gint64 now = g_get_monotonic_time ();

  self->written = FALSE;
  if (self->pause_id != 0 && now - self->since > LONGEST_MS * 1000)
    return;
  if (self->pause_id == 0)
    self->since = now;
  else
    g_source_remove (self->pause_id);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

char *
rap_unfinished_enter (RapUnfinished *self)
{
  char *text = NULL;

  if (is_at_home (self))
    {
      text = g_steal_pointer (&self->kept->text);
      forget_kept (self);
    }
  return text;
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
  if (is_at_home (self))
    line->kept = g_strdup (self->kept->text);
  if (!rap_capture_edit (self->store, self->changed, NULL, line, self->plain, error))
    return FALSE;
  if (is_at_home (self))
    forget_kept (self);
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
      rap_unfinished_touch (self);
    }
  if (clear)
    rap_capture_line_set_text (self->line, "");
}

void
rap_unfinished_check (RapUnfinished *self, RapChanges *changes)
{
  if (self->changed != 0 && is_gone (self, self->changed))
    rap_unfinished_drop_change (self, FALSE);
  if (self->loaded && (rap_changes_touch (changes, "session") || rap_changes_touch (changes, "seminar")))
    look_at_kept (self);
}

gboolean
rap_unfinished_is_kept (RapUnfinished *self)
{
  return self->written;
}

char *
rap_unfinished_keep (RapUnfinished *self)
{
  RapDb *db = rap_store_db (self->store);
  gint64 session_id = 0;
  guint failures;
  char *title;

  if (write_all (self))
    return NULL;
  if (!self->written && has_news (self))
    session_id = self->session_id;
  for (guint i = 0; session_id == 0 && i < self->left->len; i++)
    {
      const Left *left = self->left->pdata[i];
      if (left->dirty && !is_blank (left->line->text))
        session_id = left->line->session_id;
    }
  if (session_id == 0)
    return NULL;
  failures = rap_db_count_unasked (db);
  title = rap_db_text (db, "SELECT title FROM seminar WHERE id = (SELECT seminar_id FROM session WHERE id = ?1)", "i",
                       session_id);
  /* what was left in a session that was undone since nobody can reach; one that cannot be read just now is there */
  return title != NULL || rap_db_count_unasked (db) == failures ? title : g_strdup (_ ("Untitled"));
}
