/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-voice.h"

#include <glib/gi18n-lib.h>

#include "rap-rule.h"

/* @counts: a row whose first columns are how many points the voice has, and whether it said one "too" */
static void
add_entry (GPtrArray *voices, const RapVoice *voice, gint64 number, char *name, const char *brief, RapStmt *counts)
{
  RapVoiceEntry *entry = g_new0 (RapVoiceEntry, 1);

  entry->voice = *voice;
  entry->number = (int) number;
  entry->name = name;
  entry->brief = g_strdup (brief);
  entry->n_points = rap_stmt_int (counts, 0);
  entry->spoke = entry->n_points > 0 || rap_stmt_int (counts, 1) != 0;
  g_ptr_array_add (voices, entry);
}

static void
add_syndicates (GPtrArray *voices, RapDb *db, gint64 session_id)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT (SELECT count(*) FROM point WHERE syndicate_id = syndicate.id),"
                      " EXISTS (SELECT 1 FROM point_echo WHERE syndicate_id = syndicate.id), id, number, name, brief"
                      " FROM syndicate WHERE session_id = ?1 AND (NOT closed"
                      "  OR EXISTS (SELECT 1 FROM point WHERE syndicate_id = syndicate.id)"
                      "  OR EXISTS (SELECT 1 FROM point_echo WHERE syndicate_id = syndicate.id)) ORDER BY number, id",
                      "i", session_id);

  while (rap_stmt_step (stmt, NULL))
    {
      const RapVoice voice = { rap_stmt_int (stmt, 2), 0 };
      const gint64 number = rap_stmt_int (stmt, 3);
      add_entry (voices, &voice, number, rap_syndicate_title (rap_stmt_text (stmt, 4), number), rap_stmt_text (stmt, 5),
                 stmt);
    }
}

static void
add_speakers (GPtrArray *voices, RapDb *db, gint64 session_id)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT DISTINCT"
                      " (SELECT count(*) FROM point WHERE speaker_id = person.id AND point.session_id = ?1),"
                      " EXISTS (SELECT 1 FROM point_echo e JOIN point ON point.id = point_id"
                      "  WHERE e.speaker_id = person.id AND point.session_id = ?1), person.id, person.name"
                      " FROM role JOIN attendance ON attendance.id = attendance_id JOIN person ON person.id = person_id"
                      " WHERE role.session_id = ?1 AND role.kind = 'speaker' ORDER BY role.position, role.id",
                      "i", session_id);

  for (gint64 number = 1; rap_stmt_step (stmt, NULL); number++)
    {
      const RapVoice voice = { 0, rap_stmt_int (stmt, 2) };
      add_entry (voices, &voice, number, g_strdup (rap_stmt_text (stmt, 3)), NULL, stmt);
    }
}

static void
add_plenary (GPtrArray *voices, RapDb *db, gint64 session_id, const char *name)
{
  const RapVoice plenary = { 0 };
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT (SELECT count(*) FROM point WHERE session_id = ?1 AND voice = 'plenary'),"
                      " EXISTS (SELECT 1 FROM point JOIN point_echo e ON point_id = point.id"
                      "  WHERE session_id = ?1 AND e.voice = 'plenary')",
                      "i", session_id);

  if (rap_stmt_step (stmt, NULL))
    add_entry (voices, &plenary, 0, g_strdup (name), NULL, stmt);
}

const char *
rap_voice_kind (const RapVoice *self)
{
  if (self->syndicate_id != 0)
    return "syndicate";
  return self->speaker_id != 0 ? "speaker" : "plenary";
}

gboolean
rap_voice_equal (const RapVoice *a, const RapVoice *b)
{
  return a->syndicate_id == b->syndicate_id && a->speaker_id == b->speaker_id;
}

gboolean
rap_voice_is_of (RapDb *db, const RapVoice *self, gint64 session_id)
{
  if (self->syndicate_id != 0)
    return rap_db_int (db, "SELECT count(*) FROM syndicate WHERE id = ?1 AND session_id = ?2", "ii", self->syndicate_id,
                       session_id) != 0;
  if (self->speaker_id != 0)
    return rap_db_int (db,
                       "SELECT count(*) FROM role JOIN attendance ON attendance.id = attendance_id"
                       " WHERE session_id = ?2 AND kind = 'speaker' AND person_id = ?1",
                       "ii", self->speaker_id, session_id) != 0 &&
           rap_rule_of_session (db, session_id) != RAP_ATTRIBUTION_NONE;
  return TRUE;
}

gboolean
rap_voice_check (RapDb *db, const RapVoice *self, gint64 session_id, GError **error)
{
  if (rap_voice_is_of (db, self, session_id))
    return TRUE;
  if (!rap_db_take_unasked (db, error))
    g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                         _ ("That syndicate or speaker is not of this session; nothing was saved."));
  return FALSE;
}

/* What the voice is called that is no syndicate and no speaker. */
static const char *
name_rest (RapDb *db, gint64 session_id, const char *kind)
{
  if (g_strcmp0 (kind, "talk") == 0)
    return C_ ("voice", "Floor");
  if (g_strcmp0 (kind, "other") == 0 &&
      rap_db_int (db, "SELECT count(*) FROM syndicate WHERE session_id = ?1", "i", session_id) == 0)
    return C_ ("voice", "Notes");
  return C_ ("voice", "Plenary");
}

GPtrArray *
rap_voices_list (RapDb *db, gint64 session_id)
{
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (GPtrArray) voices = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_voice_entry_free);
  g_autofree char *kind = rap_db_text (db, "SELECT kind FROM session WHERE id = ?1", "i", session_id);

  add_syndicates (voices, db, session_id);
  if (g_strcmp0 (kind, "talk") == 0 && rap_rule_of_session (db, session_id) != RAP_ATTRIBUTION_NONE)
    add_speakers (voices, db, session_id);
  add_plenary (voices, db, session_id, name_rest (db, session_id, kind));
  return rap_db_count_unasked (db) == failures ? g_steal_pointer (&voices) : NULL;
}

char *
rap_voice_name_of_point (RapDb *db, gint64 point_id)
{
  g_autoptr (RapStmt) point =
      rap_db_prepare (db,
                      "SELECT point.syndicate_id, syndicate.name, number, person.name, point.session_id, session.kind"
                      " FROM point JOIN session ON session.id = point.session_id"
                      " LEFT JOIN syndicate ON syndicate.id = point.syndicate_id"
                      " LEFT JOIN person ON person.id = speaker_id WHERE point.id = ?1",
                      "i", point_id);

  if (!rap_stmt_step (point, NULL))
    return NULL;
  if (rap_stmt_int (point, 0) != 0)
    return rap_syndicate_title (rap_stmt_text (point, 1), rap_stmt_int (point, 2));
  if (!rap_stmt_is_null (point, 3))
    return g_strdup (rap_stmt_text (point, 3));
  return g_strdup (name_rest (db, rap_stmt_int (point, 4), rap_stmt_text (point, 5)));
}

char *
rap_session_title (const char *title, const char *kind)
{
  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (g_strcmp0 (kind, "talk") == 0)
    return g_strdup (C_ ("session", "Talk"));
  if (g_strcmp0 (kind, "discussion") == 0)
    return g_strdup (C_ ("session", "Discussion"));
  if (g_strcmp0 (kind, "plenary") == 0)
    return g_strdup (C_ ("session", "Plenary"));
  return g_strdup (C_ ("session", "Notes"));
}

char *
rap_syndicate_title (const char *name, gint64 number)
{
  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return g_strdup_printf (_ ("Syndicate %d"), (int) number);
}

void
rap_voice_entry_free (RapVoiceEntry *self)
{
  g_free (self->name);
  g_free (self->brief);
  g_free (self);
}
