/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point-filter.h"

#include <inttypes.h>

/* A condition about a row of point, and of point_echo, that says whose it is. */
static char *
make_voice_condition (const RapVoice *voice)
{
  if (voice->syndicate_id != 0)
    return g_strdup_printf ("syndicate_id = %" PRId64, voice->syndicate_id);
  if (voice->speaker_id != 0)
    return g_strdup_printf ("speaker_id = %" PRId64, voice->speaker_id);
  return g_strdup ("voice = 'plenary'");
}

static char *
make_condition (const RapPointFilter *self)
{
  GString *sql = g_string_new ("session_id = ?1 AND merged_into IS NULL");

  if (rap_point_filter_is_empty (self))
    return g_string_free (sql, FALSE);
  g_string_append_printf (sql, " AND (recorded_at >= %" PRId64 " OR (true", self->since);
  if (self->by_voice)
    {
      g_autofree char *voice = make_voice_condition (&self->voice);
      g_string_append_printf (
          sql,
          " AND (%s OR EXISTS (SELECT 1 FROM point_echo WHERE point_id = point.id AND %s)"
          " OR EXISTS (SELECT 1 FROM (SELECT o.id AS oid, o.merged_into AS whole, o.voice, o.syndicate_id, o.speaker_id"
          " FROM point o) WHERE whole = point.id AND (%s"
          " OR EXISTS (SELECT 1 FROM point_echo WHERE point_id = oid AND %s))))",
          voice, voice, voice, voice);
    }
  if (self->by_kind)
    g_string_append_printf (sql, " AND kind = '%s'", rap_point_kind_to_string (self->kind));
  if (self->theme_id != 0)
    g_string_append_printf (
        sql, " AND EXISTS (SELECT 1 FROM point_theme WHERE point_id = point.id AND theme_id = %" PRId64 ")",
        self->theme_id);
  if (self->starred)
    g_string_append (sql, " AND starred");
  if (self->to_check)
    g_string_append (sql, " AND to_check");
  g_string_append (sql, "))");
  return g_string_free (sql, FALSE);
}

gboolean
rap_point_filter_is_empty (const RapPointFilter *self)
{
  return !self->by_voice && !self->by_kind && self->theme_id == 0 && !self->starred && !self->to_check;
}

char *
rap_point_filter_to_sql (const RapPointFilter *self)
{
  g_autofree char *condition = make_condition (self);

  return g_strdup_printf ("SELECT id FROM (SELECT id, recorded_at FROM point WHERE %s"
                          " ORDER BY recorded_at DESC, id DESC LIMIT ?2) ORDER BY recorded_at, id",
                          condition);
}

gint64
rap_point_filter_count (const RapPointFilter *self, RapDb *db, gint64 session_id, gint64 *total)
{
  g_autofree char *condition = make_condition (self);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM point WHERE %s", condition);

  *total = rap_db_int (db, "SELECT count(*) FROM point WHERE session_id = ?1 AND merged_into IS NULL", "i", session_id);
  return rap_db_int (db, sql, "i", session_id);
}
