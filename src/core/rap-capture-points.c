/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture-points.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-programme.h"

/* What the history says of one point, with its beginning, and of several. */
#define MAKE_LABEL(title, n, one, several) ((n) == 1 ? g_strdup_printf (one, title) : g_strdup_printf (several, n))

static const char *const delete_statements[] = {
  "UPDATE point SET merged_into = NULL WHERE merged_into = ?1",
  "DELETE FROM point_theme WHERE point_id = ?1",
  "DELETE FROM point_person WHERE point_id = ?1",
  "DELETE FROM point_echo WHERE point_id = ?1",
  "INSERT INTO gone(id, at) SELECT id, ?5 FROM point WHERE id = ?1 ON CONFLICT(id) DO UPDATE SET at = excluded.at",
  "DELETE FROM point WHERE id = ?1",
  NULL,
};

/* The beginning of the first point's text, for labels. */
static char *
make_title (RapStore *store, const gint64 *ids, guint n)
{
  g_autofree char *text =
      n == 1 ? rap_db_text (rap_store_db (store), "SELECT text FROM point WHERE id = ?1", "i", ids[0]) : NULL;

  return rap_capture_shorten (text != NULL ? text : "");
}

/* Whether @condition, an expression, is true of all points. */
static gboolean
are_all (RapStore *store, const gint64 *ids, guint n, const char *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM point WHERE id = ?1 AND NOT (%s)", condition);

  for (guint i = 0; i < n; i++)
    if (rap_db_int (rap_store_db (store), sql, "i", ids[i]) != 0)
      return FALSE;
  return TRUE;
}

/* The seminar of the points, as far as they are there. */
static gint64
find_seminar (RapDb *db, const gint64 *ids, guint n)
{
  gint64 session_id = 0;

  for (guint i = 0; session_id == 0 && i < n; i++)
    session_id = rap_capture_session_of (db, ids[i]);
  return rap_programme_seminar_of (db, session_id);
}

/* A merged point has the voices of its originals, which are theirs. */
static gboolean
check_voice (RapDb *db, const RapVoice *voice, gint64 id, GError **error)
{
  const gint64 session_id = rap_capture_session_of (db, id);

  if (session_id == 0)
    return TRUE;
  if (rap_db_int (db, "SELECT count(*) FROM point WHERE id = ?1 AND voice = 'merged'", "i", id) == 0)
    return rap_voice_check (db, voice, session_id, error);
  g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                       _ ("A merged point has the voices of its originals: unmerge it to move them. Nothing was "
                          "moved."));
  return FALSE;
}

/* Runs statements about point ?1, each for every one of @ids. ?2 to ?4 are a voice, ?5 the time. */
static gboolean
run_for_each (RapDb *db,
              const gint64 *ids,
              guint n,
              const char *const *statements,
              const RapVoice *voice,
              GError **error)
{
  for (guint s = 0; statements[s] != NULL; s++)
    for (guint i = 0; i < n; i++)
      if (!rap_db_run (db, error, statements[s], "isrri", ids[i], voice != NULL ? rap_voice_kind (voice) : NULL,
                       voice != NULL ? voice->syndicate_id : 0, voice != NULL ? voice->speaker_id : 0,
                       g_get_real_time () / 1000))
        return FALSE;
  return TRUE;
}

/* Does so as one step. */
static gboolean
change_points (RapStore *store,
               const char *label,
               const gint64 *ids,
               guint n,
               const char *const *statements,
               const RapVoice *voice,
               gint64 join,
               GError **error)
{
  RapDb *db = rap_store_db (store);
  gboolean done = TRUE;

  if (n == 0)
    return TRUE;
  if (!rap_store_begin (store, label, 0, error))
    return FALSE;
  rap_store_set_seminar (store, find_seminar (db, ids, n));
  rap_store_join (store, join);
  for (guint i = 0; done && voice != NULL && i < n; i++)
    done = check_voice (db, voice, ids[i], error);
  done = done && run_for_each (db, ids, n, statements, voice, error);
  return rap_store_end (store, NULL, done, error);
}

/* Sets a mark of points as one step, or if @condition says that all have it takes it away. */
static gboolean
toggle (RapStore *store,
        const gint64 *ids,
        guint n,
        const char *condition,
        const char *set_label,
        const char *set,
        const char *unset_label,
        const char *unset,
        GError **error)
{
  const gboolean all = are_all (store, ids, n, condition);
  const char *const statements[] = { all ? unset : set, NULL };

  return change_points (store, all ? unset_label : set_label, ids, n, statements, NULL, 0, error);
}

gboolean
rap_capture_move (RapStore *store, const gint64 *ids, guint n, const RapVoice *voice, GError **error)
{
  static const char *const statements[] = {
    "UPDATE point SET voice = ?2, syndicate_id = ?3, speaker_id = ?4 WHERE id = ?1",
    /* a voice that raises a point itself no longer says it "too" */
    "DELETE FROM point_echo WHERE point_id = ?1 AND voice = ?2 AND syndicate_id IS ?3 AND speaker_id IS ?4",
    NULL,
  };
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *label = MAKE_LABEL (title, n, _ ("Move “%s”"), ngettext ("Move %u point", "Move %u points", n));

  return change_points (store, label, ids, n, statements, voice, 0, error);
}

gboolean
rap_capture_star (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *star = MAKE_LABEL (title, n, _ ("Star “%s”"), ngettext ("Star %u point", "Star %u points", n));
  g_autofree char *unstar =
      MAKE_LABEL (title, n, _ ("Unstar “%s”"), ngettext ("Unstar %u point", "Unstar %u points", n));

  return toggle (store, ids, n, "starred", star, "UPDATE point SET starred = 1 WHERE id = ?1", unstar,
                 "UPDATE point SET starred = 0 WHERE id = ?1", error);
}

gboolean
rap_capture_check (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *mark =
      MAKE_LABEL (title, n, _ ("To check: “%s”"), ngettext ("%u point to check", "%u points to check", n));
  g_autofree char *unmark =
      MAKE_LABEL (title, n, _ ("Checked: “%s”"), ngettext ("%u point checked", "%u points checked", n));

  return toggle (store, ids, n, "to_check", mark, "UPDATE point SET to_check = 1 WHERE id = ?1", unmark,
                 "UPDATE point SET to_check = 0 WHERE id = ?1", error);
}

gboolean
rap_capture_done (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *done = MAKE_LABEL (title, n, _ ("Done: “%s”"), ngettext ("%u point done", "%u points done", n));
  g_autofree char *undone =
      MAKE_LABEL (title, n, _ ("Not done: “%s”"), ngettext ("%u point not done", "%u points not done", n));

  rap_db_take_unasked (rap_store_db (store), NULL);
  if (n > 0 && are_all (store, ids, n, "kind <> 'action'"))
    {
      if (!rap_db_take_unasked (rap_store_db (store), error))
        g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                             _ ("Only an action can be done; nothing was changed."));
      return FALSE;
    }
  return toggle (store, ids, n, "kind <> 'action' OR done_at IS NOT NULL", done,
                 "UPDATE point SET done_at = ?5 WHERE id = ?1 AND kind = 'action' AND done_at IS NULL", undone,
                 "UPDATE point SET done_at = NULL WHERE id = ?1 AND kind = 'action'", error);
}

gboolean
rap_capture_count_hands (RapStore *store, const gint64 *ids, guint n, int delta, gint64 join, GError **error)
{
  g_autofree char *count = g_strdup_printf ("UPDATE point SET agreed = max(0, agreed + %d) WHERE id = ?1", delta);
  const char *const statements[] = { count, NULL };
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *label =
      MAKE_LABEL (title, n, _ ("Hands for “%s”"), ngettext ("Hands for %u point", "Hands for %u points", n));

  return change_points (store, label, ids, n, statements, NULL, join, error);
}

gboolean
rap_capture_delete_in_step (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  return run_for_each (rap_store_db (store), ids, n, delete_statements, NULL, error);
}

gboolean
rap_capture_delete (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  g_autofree char *title = make_title (store, ids, n);
  g_autofree char *label =
      MAKE_LABEL (title, n, _ ("Delete “%s”"), ngettext ("Delete %u point", "Delete %u points", n));

  return change_points (store, label, ids, n, delete_statements, NULL, 0, error);
}
