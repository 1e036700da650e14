/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-rule-undo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-rule.h"

#define NONE "none"

/* Adds to @was the rules that sessions and seminars had before step @seq changed them; "" is that of the seminar. Those
 * that are in it stay, for they are of an earlier step. */
static void
note_rules (RapDb *db, gint64 seq, GHashTable *was)
{
  static const char sql[] = "SELECT cid FROM pragma_table_info(?1) WHERE name = 'attribution'";
  const int of_session = (int) rap_db_int (db, sql, "s", "session"),
            of_seminar = (int) rap_db_int (db, sql, "s", "seminar");
  sqlite3_changeset_iter *iter = NULL;
  RapParts parts;

  rap_parts_open (&parts, db, seq);
  if (sqlite3changeset_start_strm (&iter, rap_parts_read, &parts) == SQLITE_OK)
    while (sqlite3changeset_next (iter) == SQLITE_ROW)
      {
        sqlite3_value *id = NULL, *rule = NULL;
        const char *table;
        int n_columns, op, indirect, column;
        gint64 key;

        sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect);
        column = strcmp (table, "session") == 0 ? of_session : strcmp (table, "seminar") == 0 ? of_seminar : 0;
        if (column == 0 || op == SQLITE_INSERT || sqlite3changeset_old (iter, column, &rule) != SQLITE_OK ||
            rule == NULL || sqlite3changeset_old (iter, 0, &id) != SQLITE_OK)
          continue;
        key = sqlite3_value_int64 (id);
        if (!g_hash_table_contains (was, &key))
          g_hash_table_insert (
              was, g_memdup2 (&key, sizeof key),
              g_strdup (sqlite3_value_type (rule) == SQLITE_NULL ? "" : (const char *) sqlite3_value_text (rule)));
      }
  sqlite3changeset_finalize (iter);
  rap_parts_close (&parts);
}

static GHashTable *
list_rules_before (RapDb *db, gint64 seq, gint64 last)
{
  g_autoptr (RapStmt) steps = rap_db_prepare (
      db,
      "SELECT seq FROM history WHERE seq BETWEEN ?1 AND ?2"
      " AND (seminar_id IS NULL OR seminar_id IS (SELECT seminar_id FROM history WHERE seq = ?1)) ORDER BY seq",
      "ii", seq, last);
  GHashTable *was = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  while (rap_stmt_step (steps, NULL))
    note_rules (db, rap_stmt_int (steps, 0), was);
  return was;
}

static gboolean
has_none (GHashTable *was)
{
  GHashTableIter iter;
  gpointer rule;

  g_hash_table_iter_init (&iter, was);
  while (g_hash_table_iter_next (&iter, NULL, &rule))
    if (strcmp (rule, NONE) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
was_none (RapDb *db, GHashTable *was, gint64 session_id)
{
  const gint64 seminar_id = rap_db_int (db, "SELECT seminar_id FROM session WHERE id = ?1", "i", session_id);
  const char *own = g_hash_table_lookup (was, &session_id), *usual = g_hash_table_lookup (was, &seminar_id);

  return rap_db_int (db,
                     "SELECT coalesce(nullif(iif(?2 IS NULL, session.attribution, ?2), ''), ?3, seminar.attribution)"
                     " = '" NONE "' FROM session JOIN seminar ON seminar.id = seminar_id WHERE session.id = ?1",
                     "iss", session_id, own, usual) != 0;
}

static gboolean
is_none (RapDb *db, gint64 session_id)
{
  return rap_rule_of_session (db, session_id) == RAP_ATTRIBUTION_NONE;
}

/* Whether names stand in a point, or in what is said or being typed in a session; no two rows have one @id. */
static gboolean
has_names (RapDb *db, gint64 id)
{
  g_autoptr (RapStmt) rows = rap_db_prepare (
      db,
      "SELECT text, speaker_id IS NOT NULL OR EXISTS (SELECT 1 FROM point_person WHERE point_id = point.id)"
      " OR EXISTS (SELECT 1 FROM point_echo e WHERE e.point_id = point.id AND e.speaker_id IS NOT NULL)"
      " FROM point WHERE id = ?1 OR session_id = ?1"
      " UNION ALL SELECT text, 0 FROM unfinished WHERE session_id = ?1",
      "i", id);

  while (rap_stmt_step (rows, NULL))
    {
      g_autoptr (GString) masked = g_string_new (NULL);
      const char *text = rap_stmt_text (rows, 0);

      if (rap_stmt_int (rows, 1) != 0 || rap_attribution_mask_marks (text, strlen (text), masked))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_insert (const RapChange *row)
{
  return row->op == SQLITE_INSERT && strcmp (row->table, "point") == 0;
}

/* Only points that come back ask for what was done since, which may be much. */
static gboolean
brings_points_back (RapChanges *changes)
{
  for (guint i = 0; i < changes->rows->len; i++)
    if (is_insert (&g_array_index (changes->rows, RapChange, i)))
      return TRUE;
  return FALSE;
}

/* Whether a point was in the session before, too. */
static gboolean
has_stayed (RapDb *db, RapChanges *changes, gint64 session_id)
{
  gint64 n = rap_db_int (db, "SELECT count(*) FROM point WHERE session_id = ?1", "i", session_id);

  for (guint i = 0; n > 0 && i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      n -= is_insert (row) &&
           rap_db_int (db, "SELECT session_id = ?2 FROM point WHERE id = ?1", "ii", row->id, session_id) != 0;
    }
  return n > 0;
}

static gboolean
refuse_loose (GError **error)
{
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                       _ ("What was said here was said under the Chatham House Rule, which stays; nothing was"
                          " changed."));
  return FALSE;
}

static gboolean
refuse_names (GError **error)
{
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_CONFLICT,
                       _ ("That would leave names in a session under the Chatham House Rule; nothing was changed."));
  return FALSE;
}

/* Sessions whose rule the step changes, by their own or by their seminar's. */
static gboolean
check_sessions (RapDb *db, RapChanges *changes, GHashTable *was, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, was);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr (RapStmt) sessions =
          rap_db_prepare (db, "SELECT id FROM session WHERE id = ?1 OR seminar_id = ?1", "i", *(const gint64 *) key);
      while (rap_stmt_step (sessions, NULL))
        {
          const gint64 id = rap_stmt_int (sessions, 0);
          const gboolean before = was_none (db, was, id), now = is_none (db, id);

          if (before && !now && has_stayed (db, changes, id))
            return refuse_loose (error);
          if (now && !before && has_names (db, id))
            return refuse_names (error);
        }
    }
  return TRUE;
}

/* Points that come back: @then, when they stood last, the rules in it held. */
static gboolean
check_points (RapDb *db, RapChanges *changes, GHashTable *then, GError **error)
{
  for (guint i = 0; i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      gint64 session_id;

      if (row->op == SQLITE_DELETE || strcmp (rap_changes_owner (row->table), "point") != 0)
        continue;
      session_id = rap_db_int (db, "SELECT session_id FROM point WHERE id = ?1", "i", row->id);
      if (is_none (db, session_id) ? has_names (db, row->id) : is_insert (row) && was_none (db, then, session_id))
        return is_none (db, session_id) ? refuse_names (error) : refuse_loose (error);
    }
  return TRUE;
}

gboolean
rap_rule_check_undo (RapDb *db, RapChanges *changes, gint64 undoes, GError **error)
{
  g_autoptr (GHashTable) was = list_rules_before (db, changes->seq, changes->seq);
  /* who goes back gets the rules of then along with the points */
  g_autoptr (GHashTable) then = undoes != 0 && brings_points_back (changes)
                                    ? list_rules_before (db, undoes, changes->seq)
                                    : g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  /* most archives have none of it, and an undo may have a million rows */
  if (!has_none (was) && !has_none (then) &&
      rap_db_int (db,
                  "SELECT EXISTS (SELECT 1 FROM seminar WHERE attribution = '" NONE "')"
                  " OR EXISTS (SELECT 1 FROM session WHERE attribution = '" NONE "')",
                  NULL) == 0)
    return !rap_db_take_unasked (db, error);
  return check_sessions (db, changes, was, error) && check_points (db, changes, then, error) &&
         !rap_db_take_unasked (db, error);
}
