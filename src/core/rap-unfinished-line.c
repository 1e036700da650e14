/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-unfinished-line.h"

/* What is deleted or replaced is not to be left in the free space of the file. The rest of the archive does without,
 * for it would have to write every page that becomes free. */
static void
set_secure (RapDb *db, gboolean secure)
{
  rap_db_exec (db, secure ? "PRAGMA secure_delete = 1" : "PRAGMA secure_delete = 0", NULL);
}

void
rap_unfinished_line_free (RapUnfinishedLine *self)
{
  g_free (self->text);
  g_free (self);
}

GPtrArray *
rap_unfinished_line_list (RapDb *db)
{
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (RapStmt) rows = rap_db_prepare (db, "SELECT session_id, point_id, text, plain FROM unfinished", NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_unfinished_line_free);

  while (rap_stmt_step (rows, NULL))
    {
      RapUnfinishedLine *line = g_new (RapUnfinishedLine, 1);

      line->session_id = rap_stmt_int (rows, 0);
      line->point_id = rap_stmt_int (rows, 1);
      line->text = g_strdup (rap_stmt_text (rows, 2));
      line->plain = rap_stmt_int (rows, 3) != 0;
      g_ptr_array_add (lines, line);
    }
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&lines) : NULL;
}

gboolean
rap_unfinished_line_keep (RapDb *db, const RapUnfinishedLine *self, GError **error)
{
  gboolean done;

  set_secure (db, TRUE);
  done = rap_db_run (db, error,
                     "INSERT INTO unfinished(session_id, point_id, text, plain) VALUES(?1, ?2, ?3, ?4)"
                     " ON CONFLICT DO UPDATE SET text = excluded.text, plain = excluded.plain",
                     "iisi", self->session_id, self->point_id, self->text, (gint64) self->plain);
  set_secure (db, FALSE);
  return done;
}

gboolean
rap_unfinished_line_drop (RapDb *db, gint64 session_id, gint64 point_id, const char *text, GError **error)
{
  gboolean done;

  set_secure (db, TRUE);
  done = rap_db_run (db, error,
                     "DELETE FROM unfinished WHERE session_id = ?1 AND point_id = ?2 AND text = ifnull(?3, text)",
                     "iis", session_id, point_id, text);
  set_secure (db, FALSE);
  return done;
}

gboolean
rap_unfinished_line_drop_session (RapDb *db, gint64 session_id, GError **error)
{
  gboolean done;

  set_secure (db, TRUE);
  done = rap_db_run (db, error, "DELETE FROM unfinished WHERE session_id = ?1", "i", session_id);
  set_secure (db, FALSE);
  return done;
}
