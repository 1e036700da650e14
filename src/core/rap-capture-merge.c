/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture-merge.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-id.h"
#include "rap-programme.h"

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, RAP_ERROR, code, message);
  return FALSE;
}

static gboolean
check_points (RapDb *db, const gint64 *ids, guint n, gint64 session_id, GError **error)
{
  if (n < 2)
    return fail (error, RAP_ERROR_BAD_VALUE, _ ("Only several points can be merged; nothing was changed."));
  for (guint i = 0; i < n; i++)
    {
      const gint64 there =
          rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1 AND merged_into IS NULL", "i", ids[i]);
      const gint64 session = rap_capture_session_of (db, ids[i]);

      if (rap_db_take_unasked (db, error))
        return FALSE;
      if (there == 0)
        return fail (error, RAP_ERROR_NOT_FOUND,
                     _ ("One of the points was deleted or merged meanwhile; nothing was changed."));
      if (session != session_id)
        return fail (error, RAP_ERROR_BAD_VALUE, _ ("Only points of one session can be merged; nothing was changed."));
    }
  return TRUE;
}

/* Runs statements about a merged point ?1 and one of its parts ?2, each for every part. ?3 is the time. */
static gboolean
run_for_each (RapDb *db, gint64 merged, const gint64 *ids, guint n, const char *const *statements, GError **error)
{
  for (guint s = 0; statements[s] != NULL; s++)
    for (guint i = 0; i < n; i++)
      if (!rap_db_run (db, error, statements[s], "iii", merged, ids[i], g_get_real_time () / 1000))
        return FALSE;
  return TRUE;
}

/* Takes what others stand for from them: a level below a merged point there is but one. */
static gboolean
take_over (RapDb *db, gint64 merged, const gint64 *ids, guint n, GError **error)
{
  static const char *const statements[] = {
    /* in the order in which they were said, and none twice */
    "INSERT INTO point_theme(point_id, theme_id, position) SELECT ?1, theme_id,"
    " ifnull((SELECT max(position) FROM point_theme WHERE point_id = ?1), 0) + row_number() OVER (ORDER BY position)"
    " FROM point_theme WHERE point_id = ?2 ON CONFLICT DO NOTHING",
    /* whom its wording names has to be masked in it also when the original is gone */
    "INSERT INTO point_person(point_id, person_id, relation, as_typed)"
    " SELECT ?1, person_id, iif(relation = 'owns', 'owns', 'mentioned'), as_typed FROM point_person"
    " WHERE point_id = ?2 AND (relation = 'owns' OR as_typed <> '') ON CONFLICT DO NOTHING",
    "UPDATE point SET merged_into = ?1 WHERE merged_into = ?2",
    "UPDATE point SET merged_into = ?1 WHERE id = ?2 AND voice <> 'merged'",
    "INSERT INTO point_echo(point_id, id, voice, syndicate_id, speaker_id, recorded_at)"
    " SELECT ?1, id, voice, syndicate_id, speaker_id, recorded_at FROM point_echo"
    " WHERE point_id = (SELECT id FROM point WHERE id = ?2 AND voice = 'merged')",
    "DELETE FROM point_echo WHERE point_id = (SELECT id FROM point WHERE id = ?2 AND voice = 'merged')",
    "DELETE FROM point_theme WHERE point_id = (SELECT id FROM point WHERE id = ?2 AND voice = 'merged')",
    "DELETE FROM point_person WHERE point_id = (SELECT id FROM point WHERE id = ?2 AND voice = 'merged')",
    "INSERT INTO gone(id, became, at) SELECT id, ?1, ?3 FROM point WHERE id = ?2 AND voice = 'merged'"
    " ON CONFLICT(id) DO UPDATE SET became = excluded.became, at = excluded.at",
    "DELETE FROM point WHERE id = ?2 AND voice = 'merged'",
    NULL,
  };

  return run_for_each (db, merged, ids, n, statements, error);
}

/* As the archive has it within this step; the store's own object may be of a moment ago. */
static RapPoint *
read_point (RapDb *db, gint64 id)
{
  RapPoint *point = g_object_new (RAP_TYPE_POINT, NULL);

  rap_record_load (RAP_RECORD (point), db, id);
  return point;
}

/* Makes the point, with what @line says and the marks of all. */
static gboolean
add_merged (RapStore *store, const gint64 *ids, guint n, gint64 like, const RapLine *line, gint64 *id, GError **error)
{
  g_autoptr (RapPoint) point = g_object_new (RAP_TYPE_POINT, NULL);
  g_autoptr (RapPoint) model = read_point (rap_store_db (store), like);

  point->session_id = model->session_id;
  point->voice = g_strdup ("merged");
  point->kind = g_strdup (line != NULL && line->kind != RAP_POINT_KIND_INSIGHT ? rap_point_kind_to_string (line->kind)
                                                                               : model->kind);
  point->text = g_strdup (line != NULL ? line->text : model->text);
  point->due = g_strdup (line != NULL && line->due != NULL ? line->due : model->due);
  point->done_at = model->done_at;
  point->starred = line != NULL && line->starred;
  point->to_check = line != NULL && line->to_check;
  point->agreed = line != NULL ? line->agreed : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapPoint) part = read_point (rap_store_db (store), ids[i]);

      point->starred = point->starred || part->starred;
      point->to_check = point->to_check || part->to_check;
      point->agreed = MAX (point->agreed, part->agreed);
      point->recorded_at = MAX (point->recorded_at, part->recorded_at);
    }
  if (rap_point_is_too_long (point->text, strlen (point->text)))
    return fail (error, RAP_ERROR_BAD_VALUE,
                 _ ("The text is longer than 100,000 characters, which no point may be; nothing was saved."));
  if (!rap_store_save (store, point, error))
    return FALSE;
  *id = rap_record_get_id (RAP_RECORD (point));
  return line == NULL || rap_capture_add_marks_in_step (store, *id, line, error);
}

/* NULL without an error if nothing of one's own is typed. */
static gboolean
parse (RapDb *db, gint64 session_id, const char *typed, RapLine **line, GError **error)
{
  g_autoptr (RapLineContext) context = NULL;

  if (typed == NULL)
    return TRUE;
  context = rap_capture_context (db, session_id, FALSE);
  if (context == NULL)
    return !rap_db_take_unasked (db, error);
  *line = rap_line_parse (typed, context);
  if (!(*line)->empty && *(*line)->text != '\0')
    return TRUE;
  return fail (error, RAP_ERROR_BAD_VALUE, _ ("The merged point says nothing; nothing was changed."));
}

gboolean
rap_capture_merge (RapStore *store,
                   const gint64 *ids,
                   guint n,
                   gint64 like,
                   const char *typed,
                   gint64 *id,
                   GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *label = g_strdup_printf (ngettext ("Merge %u point", "Merge %u points", n), n);
  g_autoptr (RapLine) line = NULL;
  gint64 session_id, merged = 0;

  if (!rap_store_begin (store, label, 0, error))
    return FALSE;
  session_id = rap_capture_session_of (db, like);
  rap_store_set_seminar (store, rap_programme_seminar_of (db, session_id));
  if (check_points (db, ids, n, session_id, error) && parse (db, session_id, typed, &line, error) &&
      add_merged (store, ids, n, like, line, &merged, error) && take_over (db, merged, ids, n, error))
    {
      if (id != NULL)
        *id = merged;
      return rap_store_commit (store, error);
    }
  rap_store_rollback (store);
  return FALSE;
}

gboolean
rap_capture_unmerge (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  static const char *const statements[] = {
    /* who raised that original already does not say it "too" */
    "INSERT INTO point_echo(point_id, id, voice, syndicate_id, speaker_id, recorded_at)"
    " SELECT o.id, e.id, e.voice, e.syndicate_id, e.speaker_id, e.recorded_at FROM point_echo e JOIN point o ON o.id ="
    "  (SELECT id FROM point WHERE merged_into = ?2 ORDER BY recorded_at, id LIMIT 1)"
    " WHERE e.point_id = ?2"
    " AND NOT (o.voice = e.voice AND o.syndicate_id IS e.syndicate_id AND o.speaker_id IS e.speaker_id)"
    " AND NOT EXISTS (SELECT 1 FROM point_echo d WHERE d.point_id = o.id AND d.voice = e.voice"
    "  AND d.syndicate_id IS e.syndicate_id AND d.speaker_id IS e.speaker_id)",
    NULL,
  };
  RapDb *db = rap_store_db (store);
  g_autofree char *label = g_strdup_printf (ngettext ("Unmerge %u point", "Unmerge %u points", n), n);
  g_autoptr (GArray) merged = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rap_store_begin (store, label, 0, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1 AND voice = 'merged'", "i", ids[i]) != 0)
      g_array_append_val (merged, ids[i]);
  if (merged->len == 0 && !rap_db_take_unasked (db, error))
    fail (error, RAP_ERROR_BAD_VALUE, _ ("None of these points is merged; nothing was changed."));
  if (merged->len > 0)
    {
      const gint64 *parts = (const gint64 *) merged->data;

      rap_store_set_seminar (store, rap_programme_seminar_of (db, rap_capture_session_of (db, parts[0])));
      if (run_for_each (db, 0, parts, merged->len, statements, error) &&
          rap_capture_delete_in_step (store, parts, merged->len, error))
        return rap_store_commit (store, error);
    }
  rap_store_rollback (store);
  return FALSE;
}
