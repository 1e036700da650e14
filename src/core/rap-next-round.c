/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-next-round.h"

#include <glib/gi18n-lib.h>

#include "rap-order.h"
#include "rap-programme.h"
#include "rap-seating.h"
#include "rap-session.h"
#include "rap-syndicate.h"
#include "rap-syndicates.h"
#include "rap-voice.h"

typedef struct
{
  gint64 session_id; /* the one before, then the one that is dealt */
  guint32 seed;
} Work;

/* The next discussion, or a new one like this. */
static gint64
ensure_next_session (RapStore *store, gint64 session_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autoptr (RapSession) session = rap_store_get (store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSession) next = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *title = NULL, *next_title = NULL;
  guint index;
  gint64 id = rap_db_int (db,
                          "SELECT id FROM session WHERE seminar_id = ?1 AND kind = 'discussion'"
                          " AND (position, id) > (SELECT position, id FROM session WHERE id = ?2)"
                          " ORDER BY position, id",
                          "ii", session->seminar_id, session_id);

  if (id != 0)
    return id;
  title = rap_session_title (session->title, session->kind);
  /* Translators: the title of a discussion, for the one after it in which people sit with others */
  next_title = g_strdup_printf (_ ("%s, next round"), title);
  next = g_object_new (RAP_TYPE_SESSION, "seminar_id", session->seminar_id, "kind", "discussion", "title", next_title,
                       "position", session->position, "attribution", session->attribution, "minutes_to_talk",
                       session->minutes_to_talk, "minutes_to_report", session->minutes_to_report, "ask", session->ask,
                       "reporting", session->reporting, NULL);
  ids = rap_order_list (db, "SELECT id FROM session WHERE seminar_id = ?1 ORDER BY position, id", session->seminar_id);
  index = rap_order_find (ids, session_id) + 1;
  if (!rap_store_save (store, next, error))
    return 0;
  id = rap_record_get_id (RAP_RECORD (next));
  g_array_insert_val (ids, index, id);
  return rap_order_put (db, "session", ids, index, error) ? id : 0;
}

/* The open syndicates with their facilitators. */
static gboolean
copy_syndicates (RapStore *store, gint64 from, gint64 to, GError **error)
{
  g_autoptr (RapStmt) those =
      rap_db_prepare (rap_store_db (store),
                      "SELECT y.number, y.name, y.brief, (SELECT min(attendance_id) FROM role JOIN attendance"
                      "  ON attendance.id = attendance_id WHERE syndicate_id = y.id AND kind = 'facilitator'"
                      "  AND status <> 'cancelled')"
                      " FROM syndicate y WHERE session_id = ?1 AND NOT closed ORDER BY number, y.id",
                      "i", from);

  while (rap_stmt_step (those, NULL))
    {
      g_autoptr (RapSyndicate) syndicate =
          g_object_new (RAP_TYPE_SYNDICATE, "session_id", to, "number", rap_stmt_int (those, 0), "name",
                        rap_stmt_text (those, 1), "brief", rap_stmt_text (those, 2), NULL);
      const gint64 facilitator = rap_stmt_int (those, 3);
      if (!rap_store_save (store, syndicate, error) ||
          (facilitator != 0 &&
           !rap_syndicates_make_facilitator (store, rap_record_get_id (RAP_RECORD (syndicate)), facilitator, error)))
        return FALSE;
    }
  return TRUE;
}

/* Each to the syndicate of the same number, if it is open and has no rapporteur yet. */
static gboolean
keep_rapporteurs (RapStore *store, gint64 from, gint64 to, GError **error)
{
  g_autoptr (RapStmt) those =
      rap_db_prepare (rap_store_db (store),
                      "SELECT new.id, role.attendance_id FROM syndicate old"
                      " JOIN syndicate new ON new.session_id = ?2 AND new.number = old.number AND NOT new.closed"
                      " JOIN role ON role.syndicate_id = old.id AND role.kind = 'rapporteur'"
                      " JOIN attendance ON attendance.id = role.attendance_id AND status <> 'cancelled'"
                      " WHERE old.session_id = ?1 AND NOT EXISTS"
                      "  (SELECT 1 FROM role r WHERE r.syndicate_id = new.id AND r.kind = 'rapporteur')"
                      " GROUP BY new.id ORDER BY new.number",
                      "ii", from, to);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* read before anything is written that would be read */
  while (rap_stmt_step (those, NULL))
    for (int column = 0; column < 2; column++)
      {
        const gint64 id = rap_stmt_int (those, column);
        g_array_append_val (pairs, id);
      }
  for (guint i = 0; i < pairs->len; i += 2)
    if (!rap_syndicates_make_rapporteur (store, g_array_index (pairs, gint64, i), g_array_index (pairs, gint64, i + 1),
                                         error))
      return FALSE;
  return TRUE;
}

static gboolean
next_round_cb (RapStore *store, gpointer data, GError **error)
{
  Work *work = data;
  RapDb *db = rap_store_db (store);
  const gint64 from = work->session_id, to = ensure_next_session (store, from, error);

  if (to == 0)
    return FALSE;
  if (rap_syndicates_has_points (db, to))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                           _ ("The next discussion has points already; nobody was moved."));
      return FALSE;
    }
  work->session_id = to;
  return (rap_db_int (db, "SELECT count(*) FROM syndicate WHERE session_id = ?1", "i", to) != 0 ||
          copy_syndicates (store, from, to, error)) &&
         keep_rapporteurs (store, from, to, error) && rap_seating_deal (store, to, work->seed, error);
}

gint64
rap_next_round_deal (RapStore *store, gint64 session_id, guint32 seed, GError **error)
{
  Work work = { .session_id = session_id, .seed = seed };
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (store), session_id);

  return rap_store_transact (store, _ ("Next round"), seminar_id, next_round_cb, &work, error) ? work.session_id : 0;
}
