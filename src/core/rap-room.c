/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attribution.h"
#include "rap-point.h"
#include "rap-voice.h"

/* What a public speaker's name takes; see rap_attribution_allows(). */
#define SPEAKER_LEVEL 2

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

static void
add_line (char **lines, const char *line)
{
  char *longer = *lines != NULL ? g_strconcat (*lines, "\n", line, NULL) : g_strdup (line);

  g_free (*lines);
  *lines = longer;
}

static void
add_people (RapRoomTable *table, RapDb *db, gint64 syndicate_id)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT role.kind, person.name FROM role JOIN attendance a ON a.id = attendance_id"
                      " JOIN person ON person.id = a.person_id"
                      " WHERE syndicate_id = ?1 AND a.status <> 'cancelled' ORDER BY role.position, role.id",
                      "i", syndicate_id);
  GPtrArray *members = g_ptr_array_new ();

  while (rap_stmt_step (stmt, NULL))
    {
      const char *kind = rap_stmt_text (stmt, 0), *name = rap_stmt_text (stmt, 1);

      if (g_strcmp0 (kind, "facilitator") == 0)
        add_line (&table->facilitators, name);
      else if (g_strcmp0 (kind, "rapporteur") == 0)
        add_line (&table->rapporteurs, name);
      else if (g_strcmp0 (kind, "member") == 0)
        g_ptr_array_add (members, g_strdup (name));
    }
  g_ptr_array_sort (members, compare_names);
  g_ptr_array_add (members, NULL);
  table->members = (char **) g_ptr_array_free (members, FALSE);
}

GPtrArray *
rap_room_tables (RapDb *db, gint64 session_id)
{
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_room_table_free);
  g_autoptr (RapStmt) stmt = rap_db_prepare (db,
                                             "SELECT id, number, name, brief, head_count FROM syndicate"
                                             " WHERE session_id = ?1 AND NOT closed ORDER BY number, id",
                                             "i", session_id);

  while (rap_stmt_step (stmt, NULL))
    {
      RapRoomTable *table = g_new0 (RapRoomTable, 1);

      table->number = rap_stmt_int (stmt, 1);
      table->title = rap_syndicate_title (rap_stmt_text (stmt, 2), table->number);
      table->brief = g_strdup (rap_stmt_text (stmt, 3));
      table->head_count = rap_stmt_int (stmt, 4);
      add_people (table, db, rap_stmt_int (stmt, 0));
      g_ptr_array_add (tables, table);
    }
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&tables) : NULL;
}

static char *
name_voice (RapAttribution rule, const RapPoint *point, const char *syndicate, gboolean is_talk)
{
  if (g_strcmp0 (point->voice, "syndicate") == 0)
    return rap_syndicate_title (syndicate, point->number);
  if (g_strcmp0 (point->voice, "speaker") == 0)
    return rap_attribution_allows (rule, SPEAKER_LEVEL) ? g_strdup (point->speaker) : NULL;
  if (g_strcmp0 (point->voice, "merged") == 0)
    return NULL;
  return g_strdup (is_talk ? C_ ("voice", "Floor") : C_ ("voice", "Plenary"));
}

GPtrArray *
rap_room_points (RapStore *store, gint64 session_id, guint n)
{
  RapDb *db = rap_store_db (store);
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_room_point_free);
  g_autoptr (GString) masked = g_string_new (NULL);
  /* the seminar is said too, so that the view is not asked for every seminar there is */
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT id, point, syndicate, _rule, _names,"
                      " (SELECT kind = 'talk' FROM session WHERE session.id = ?1) FROM export_points"
                      " WHERE seminar_id = (SELECT seminar_id FROM session WHERE id = ?1) AND session_id = ?1"
                      " AND id IN (SELECT id FROM point WHERE session_id = ?1 AND merged_into IS NULL"
                      "  ORDER BY recorded_at DESC, id DESC LIMIT ?2) ORDER BY recorded_at, id",
                      "ii", session_id, (gint64) n);

  while (rap_stmt_step (stmt, NULL))
    {
      g_autoptr (RapPoint) point = rap_store_get (store, RAP_TYPE_POINT, rap_stmt_int (stmt, 0));
      const RapAttribution rule = rap_attribution_from_string (rap_stmt_text (stmt, 3));
      const char *text = rap_stmt_text (stmt, 1), *names = rap_stmt_text (stmt, 4);
      RapRoomPoint *shown = g_new0 (RapRoomPoint, 1);

      shown->number = point->number;
      shown->voice = name_voice (rule, point, rap_stmt_text (stmt, 2), rap_stmt_int (stmt, 5) != 0);
      shown->kind = g_strdup (point->kind);
      if (rap_attribution_mask_text (rule, text, strlen (text), names, names != NULL ? strlen (names) : 0, 't', masked))
        shown->text = g_strdup (masked->str);
      else
        shown->text = g_strdup (text);
      g_ptr_array_add (points, shown);
    }
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&points) : NULL;
}

void
rap_room_table_free (RapRoomTable *self)
{
  g_free (self->title);
  g_free (self->brief);
  g_free (self->facilitators);
  g_free (self->rapporteurs);
  g_strfreev (self->members);
  g_free (self);
}

void
rap_room_point_free (RapRoomPoint *self)
{
  g_free (self->voice);
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}
