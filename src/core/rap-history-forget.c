/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-history-forget.h"

#include <string.h>

#include "rap-changes.h"
#include "rap-unfinished-line.h"

#define DUE "1" /* how many bytes a step that erased says it has, until the free space is clear of them too */

/* What is done with a row of a step. */
typedef gboolean (*RowFunc) (GHashTable *ids, const RapChange *row);

static void
add_id (GHashTable *ids, gint64 id)
{
  g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
}

static GHashTable *
list_ids (RapStmt *rows)
{
  g_autoptr (RapStmt) owned = rows;
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  while (rap_stmt_step (owned, NULL))
    add_id (ids, rap_stmt_int (owned, 0));
  return ids;
}

static gboolean
add_point (GHashTable *ids, const RapChange *row)
{
  if (row->op != SQLITE_UPDATE && strcmp (row->table, "point") == 0)
    add_id (ids, row->id);
  return FALSE;
}

static gboolean
touches_point (GHashTable *ids, const RapChange *row)
{
  return strcmp (rap_changes_owner (row->table), "point") == 0 && g_hash_table_contains (ids, &row->id);
}

static gboolean
take_session (GHashTable *ids, const RapChange *row)
{
  if (strcmp (row->table, "session") == 0)
    g_hash_table_remove (ids, &row->id);
  return g_hash_table_size (ids) == 0;
}

/* Whether @func said so of a row of step @seq; it is asked no more then. */
static gboolean
ask_rows (RapDb *db, gint64 seq, RowFunc func, GHashTable *ids)
{
  g_autoptr (RapChanges) changes = rap_changes_read (db, seq, NULL);

  for (guint i = 0; changes != NULL && i < changes->rows->len; i++)
    if (func (ids, &g_array_index (changes->rows, RapChange, i)))
      return TRUE;
  return FALSE;
}

/* Steps about other seminars that change what was said in this one, as when two people are joined there. */
static GHashTable *
list_elsewhere (RapDb *db, gint64 seminar_id)
{
  g_autoptr (GHashTable) points = list_ids (rap_db_prepare (
      db, "SELECT point.id FROM point JOIN session ON session.id = session_id WHERE seminar_id = ?1", "i", seminar_id));
  g_autoptr (GHashTable) own =
      list_ids (rap_db_prepare (db, "SELECT seq FROM history WHERE seminar_id = ?1", "i", seminar_id));
  GHashTable *others =
      list_ids (rap_db_prepare (db, "SELECT seq FROM history WHERE seminar_id <> ?1", "i", seminar_id));
  GHashTableIter iter;
  gpointer seq;

  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_size (others) > 0 && g_hash_table_iter_next (&iter, &seq, NULL))
    ask_rows (db, *(gint64 *) seq, add_point, points);
  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &seq, NULL))
    if (!ask_rows (db, *(gint64 *) seq, touches_point, points))
      g_hash_table_iter_remove (&iter);
  return others;
}

static gboolean
forget_elsewhere (RapDb *db, gint64 seminar_id, GError **error)
{
  g_autoptr (GHashTable) steps = list_elsewhere (db, seminar_id);
  GHashTableIter iter;
  gpointer seq;

  g_hash_table_iter_init (&iter, steps);
  while (g_hash_table_iter_next (&iter, &seq, NULL))
    if (!rap_db_run (db, error, "DELETE FROM history_part WHERE seq = ?1", "i", *(gint64 *) seq) ||
        !rap_db_run (db, error, "DELETE FROM history WHERE seq = ?1", "i", *(gint64 *) seq))
      return FALSE;
  return TRUE;
}

gint64
rap_history_count_bound (RapDb *db, gint64 seminar_id)
{
  g_autoptr (GHashTable) elsewhere = list_elsewhere (db, seminar_id);

  return rap_db_int (db, "SELECT count(*) FROM history WHERE seminar_id IS NULL OR seminar_id = ?1", "i", seminar_id) +
         g_hash_table_size (elsewhere);
}

gboolean
rap_history_forget (RapDb *db, gint64 seminar_id, gint64 seq, GError **error)
{
  return forget_elsewhere (db, seminar_id, error) &&
         rap_db_run (db, error,
                     "DELETE FROM history_part WHERE seq IN"
                     " (SELECT seq FROM history WHERE seminar_id IS NULL OR seminar_id = ?1)",
                     "i", seminar_id) &&
         rap_db_run (db, error, "DELETE FROM history WHERE seq <> ?2 AND (seminar_id IS NULL OR seminar_id = ?1)", "ii",
                     seminar_id, seq) &&
         rap_history_drop_leftovers (db, 0, error) &&
         rap_db_run (db, error, "UPDATE history SET origin = 'erase', bytes = " DUE " WHERE seq = ?1", "i", seq) &&
         rap_db_run (db, error, "INSERT INTO words(words) VALUES('optimize')", NULL);
}

void
rap_history_purge (RapDb *db)
{
  g_autoptr (GError) error = NULL;

  if (rap_db_int (db, "SELECT count(*) FROM history WHERE origin = 'erase' AND bytes = " DUE, NULL) == 0)
    return;
  /* the whole file is written anew, so nothing is left in what was free */
  if (rap_db_exec (db, "VACUUM", &error) && rap_db_int (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL) == 0)
    rap_db_run (db, &error, "UPDATE history SET bytes = 0 WHERE origin = 'erase'", NULL);
  if (error != NULL)
    g_debug ("%s", error->message);
}

gboolean
rap_history_drop_leftovers (RapDb *db, gint64 before, GError **error)
{
  static const char sql[] = "SELECT session_id FROM (SELECT session_id FROM unfinished UNION SELECT session_id FROM"
                            " clock) WHERE NOT EXISTS (SELECT 1 FROM session WHERE id = session_id)";
  g_autoptr (GHashTable) left = list_ids (rap_db_prepare (db, sql, NULL));
  g_autoptr (GHashTable) steps = NULL;
  const guint n = g_hash_table_size (left);
  GHashTableIter iter;
  gpointer id;

  if (n == 0)
    return TRUE;
  if (before != 0) /* mostly, what goes is about something else, and all that stays need not be read */
    {
      g_autoptr (GHashTable) seen = list_ids (rap_db_prepare (db, sql, NULL));
      g_autoptr (GHashTable) going =
          list_ids (rap_db_prepare (db, "SELECT seq FROM history WHERE seq <= ?1", "i", before));

      g_hash_table_iter_init (&iter, going);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        ask_rows (db, *(gint64 *) id, take_session, seen);
      if (g_hash_table_size (seen) == n)
        return TRUE;
    }
  steps = list_ids (rap_db_prepare (db, "SELECT seq FROM history WHERE seq > ?1", "i", before));
  g_hash_table_iter_init (&iter, steps);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    ask_rows (db, *(gint64 *) id, take_session, left);
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!rap_unfinished_line_drop_session (db, *(gint64 *) id, error) ||
        !rap_db_run (db, error, "DELETE FROM clock WHERE session_id = ?1", "i", *(gint64 *) id))
      return FALSE;
  return TRUE;
}
