/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-syndicates.h"

#include <glib/gi18n-lib.h>

#include "rap-programme.h"
#include "rap-role.h"
#include "rap-syndicate.h"

/* Which roles: of a session's open syndicates, or of any one; of all people, or of one; of all kinds, or of one. */
#define THOSE_ROLES                                                                                                    \
  " WHERE syndicate_id IN (SELECT id FROM syndicate WHERE session_id = ?1 AND ifnull(id = ?2, NOT closed))"            \
  " AND ifnull(attendance_id = ?3, true) AND ifnull(kind = ?4, true)"

static gint64
session_of (RapDb *db, gint64 syndicate_id)
{
  return rap_db_int (db, "SELECT session_id FROM syndicate WHERE id = ?1", "i", syndicate_id);
}

static int
number_of (RapDb *db, gint64 syndicate_id)
{
  return (int) rap_db_int (db, "SELECT number FROM syndicate WHERE id = ?1", "i", syndicate_id);
}

static char *
name_of (RapDb *db, gint64 attendance_id)
{
  return rap_db_text (db, "SELECT name FROM attendance JOIN person ON person.id = person_id WHERE attendance.id = ?1",
                      "i", attendance_id);
}

static gint64
holder_of (RapDb *db, gint64 syndicate_id, const char *kind)
{
  return rap_db_int (db, "SELECT attendance_id FROM role WHERE syndicate_id = ?1 AND kind = ?2 ORDER BY id", "is",
                     syndicate_id, kind);
}

/* @syndicate_id: 0 for all that are open; @attendance_id: 0 for all; @kind: %NULL for all */
static gboolean
remove_roles (RapDb *db, gint64 session_id, gint64 syndicate_id, gint64 attendance_id, const char *kind, GError **error)
{
  return rap_db_run (db, error,
                     "INSERT INTO gone(id, at) SELECT id, ?5 FROM role" THOSE_ROLES
                     " ON CONFLICT(id) DO UPDATE SET at = excluded.at",
                     "irrsi", session_id, syndicate_id, attendance_id, kind, g_get_real_time () / 1000) &&
         rap_db_run (db, error, "DELETE FROM role" THOSE_ROLES, "irrs", session_id, syndicate_id, attendance_id, kind);
}

static gboolean
add_role (RapStore *store,
          const char *kind,
          gint64 syndicate_id,
          gint64 attendance_id,
          gboolean placed,
          double position,
          GError **error)
{
  g_autoptr (RapRole) role = g_object_new (RAP_TYPE_ROLE, "attendance_id", attendance_id, "kind", kind, "syndicate_id",
                                           syndicate_id, "placed", placed, "position", position, NULL);

  return rap_store_save (store, role, error);
}

/* Behind the other members. */
static double
last_position (RapDb *db, gint64 syndicate_id)
{
  return 1.0 + (double) rap_db_int (db,
                                    "SELECT CAST(max(position) AS INT) FROM role WHERE syndicate_id = ?1"
                                    " AND kind = 'member'",
                                    "i", syndicate_id);
}

/* That both are of the session's seminar, and that people may still be seated there. */
static gboolean
check (RapDb *db, gint64 session_id, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  if ((syndicate_id == 0 || rap_db_int (db,
                                        "SELECT count(*) FROM syndicate WHERE id = ?1 AND session_id = ?2"
                                        " AND NOT closed",
                                        "ii", syndicate_id, session_id) != 0) &&
      (attendance_id == 0 || rap_db_int (db,
                                         "SELECT count(*) FROM attendance JOIN session USING (seminar_id)"
                                         " WHERE attendance.id = ?1 AND session.id = ?2",
                                         "ii", attendance_id, session_id) != 0))
    return TRUE;
  if (!rap_db_take_unasked (db, error))
    g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                         _ ("That syndicate is closed, or the person is not of this seminar; nobody was moved."));
  return FALSE;
}

/* What a step of this file works on. */
typedef struct
{
  gint64 session_id;
  gint64 syndicate_id;
  gint64 attendance_id;
  gboolean placed;
  int number;
} Work;

static gboolean
seat_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  RapDb *db = rap_store_db (store);
  const gint64 reports = rap_db_int (db, "SELECT syndicate_id FROM role" THOSE_ROLES, "irrs", work->session_id,
                                     (gint64) 0, work->attendance_id, "rapporteur");

  return check (db, work->session_id, work->syndicate_id, work->attendance_id, error) &&
         (reports == work->syndicate_id ||
          remove_roles (db, work->session_id, 0, work->attendance_id, "rapporteur", error)) &&
         remove_roles (db, work->session_id, 0, work->attendance_id, "facilitator", error) &&
         rap_syndicates_put (store, work->session_id, work->syndicate_id, work->attendance_id, TRUE,
                             last_position (db, work->syndicate_id), error);
}

static gboolean
place_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;

  return rap_db_run (rap_store_db (store), error,
                     "UPDATE role SET placed = ?3 WHERE attendance_id = ?1 AND kind = 'member'"
                     " AND syndicate_id IN (SELECT id FROM syndicate WHERE session_id = ?2)",
                     "iii", work->attendance_id, work->session_id, (gint64) work->placed);
}

static gboolean
facilitator_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  return rap_syndicates_make_facilitator (store, work->syndicate_id, work->attendance_id, error);
}

static gboolean
rapporteur_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  return rap_syndicates_make_rapporteur (store, work->syndicate_id, work->attendance_id, error);
}

static gboolean
renumber_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  RapDb *db = rap_store_db (store);

  if (work->number < 1 || rap_syndicates_has_points (db, work->session_id))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                           work->number < 1 ? _ ("Syndicates are numbered from 1; nothing was changed.")
                                            : _ ("The session has points, which know the syndicates by their numbers; "
                                                 "nothing was changed."));
      return FALSE;
    }
  return rap_db_run (db, error, "UPDATE syndicate SET number = ?3 WHERE session_id = ?1 AND number = ?2", "iii",
                     work->session_id, (gint64) work->number, (gint64) number_of (db, work->syndicate_id)) &&
         rap_db_run (db, error, "UPDATE syndicate SET number = ?2 WHERE id = ?1", "ii", work->syndicate_id,
                     (gint64) work->number);
}

static gboolean
remove_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  return rap_syndicates_drop (store, work->syndicate_id, error);
}

static gboolean
reopen_cb (RapStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  return rap_db_run (rap_store_db (store), error, "UPDATE syndicate SET closed = 0 WHERE id = ?1", "i",
                     work->syndicate_id);
}

/* One step on a syndicate. @label: (transfer full) */
static gboolean
transact (RapStore *store, char *label, RapStoreFunc func, Work *work, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *given = label;

  if (work->session_id == 0)
    work->session_id = session_of (db, work->syndicate_id);
  return rap_store_transact (store, given, rap_programme_seminar_of (db, work->session_id), func, work, error);
}

gboolean
rap_syndicates_seat (RapStore *store, gint64 session_id, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  Work work = { .session_id = session_id, .syndicate_id = syndicate_id, .attendance_id = attendance_id };
  g_autofree char *name = name_of (db, attendance_id);
  char *label = syndicate_id == 0 ? g_strdup_printf (_ ("Unseat %s"), name)
                                  /* Translators: a person's name and the number of a syndicate */
                                  : g_strdup_printf (_ ("Seat %s in syndicate %d"), name, number_of (db, syndicate_id));

  return transact (store, label, seat_cb, &work, error);
}

gboolean
rap_syndicates_set_placed (RapStore *store, gint64 session_id, gint64 attendance_id, gboolean placed, GError **error)
{
  Work work = { .session_id = session_id, .attendance_id = attendance_id, .placed = placed };
  g_autofree char *name = name_of (rap_store_db (store), attendance_id);
  char *label = g_strdup_printf (placed ? _ ("Pin the seat of %s") : _ ("Unpin the seat of %s"), name);

  return transact (store, label, place_cb, &work, error);
}

gboolean
rap_syndicates_set_facilitator (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  Work work = { .syndicate_id = syndicate_id, .attendance_id = attendance_id };

  return transact (store,
                   g_strdup_printf (_ ("Facilitator of syndicate %d"), number_of (rap_store_db (store), syndicate_id)),
                   facilitator_cb, &work, error);
}

gboolean
rap_syndicates_set_rapporteur (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  Work work = { .syndicate_id = syndicate_id, .attendance_id = attendance_id };

  return transact (store,
                   g_strdup_printf (_ ("Rapporteur of syndicate %d"), number_of (rap_store_db (store), syndicate_id)),
                   rapporteur_cb, &work, error);
}

gboolean
rap_syndicates_renumber (RapStore *store, gint64 syndicate_id, int number, GError **error)
{
  Work work = { .syndicate_id = syndicate_id, .number = number };

  return transact (
      store, g_strdup_printf (_ ("Syndicate %d becomes %d"), number_of (rap_store_db (store), syndicate_id), number),
      renumber_cb, &work, error);
}

gboolean
rap_syndicates_remove (RapStore *store, gint64 syndicate_id, GError **error)
{
  Work work = { .syndicate_id = syndicate_id };

  return transact (store, g_strdup_printf (_ ("Remove syndicate %d"), number_of (rap_store_db (store), syndicate_id)),
                   remove_cb, &work, error);
}

gboolean
rap_syndicates_reopen (RapStore *store, gint64 syndicate_id, GError **error)
{
  Work work = { .syndicate_id = syndicate_id };

  return transact (store,
                   g_strdup_printf (_ ("Open syndicate %d again"), number_of (rap_store_db (store), syndicate_id)),
                   reopen_cb, &work, error);
}

gboolean
rap_syndicates_has_points (RapDb *db, gint64 session_id)
{
  return rap_db_int (db, "SELECT EXISTS (SELECT 1 FROM point WHERE session_id = ?1)", "i", session_id) != 0;
}

gboolean
rap_syndicates_put (RapStore *store,
                    gint64 session_id,
                    gint64 syndicate_id,
                    gint64 attendance_id,
                    gboolean placed,
                    double position,
                    GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 id =
      rap_db_int (db, "SELECT min(id) FROM role" THOSE_ROLES, "irrs", session_id, (gint64) 0, attendance_id, "member");

  if (syndicate_id == 0)
    return remove_roles (db, session_id, 0, attendance_id, "member", error);
  if (id == 0)
    return add_role (store, "member", syndicate_id, attendance_id, placed, position, error);
  return rap_db_run (db, error,
                     "UPDATE role SET position = iif(syndicate_id = ?2, position, ?4), syndicate_id = ?2, placed = ?3"
                     " WHERE id = ?1",
                     "iiid", id, syndicate_id, (gint64) placed, position);
}

gboolean
rap_syndicates_make_facilitator (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 session_id = session_of (db, syndicate_id), before = holder_of (db, syndicate_id, "facilitator");

  return check (db, session_id, syndicate_id, attendance_id, error) &&
         remove_roles (db, session_id, syndicate_id, 0, "facilitator", error) &&
         (before == 0 || before == attendance_id ||
          rap_syndicates_put (store, session_id, syndicate_id, before, FALSE, last_position (db, syndicate_id),
                              error)) &&
         (attendance_id == 0 || (remove_roles (db, session_id, 0, attendance_id, NULL, error) &&
                                 add_role (store, "facilitator", syndicate_id, attendance_id, FALSE, 0, error)));
}

gboolean
rap_syndicates_make_rapporteur (RapStore *store, gint64 syndicate_id, gint64 attendance_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 session_id = session_of (db, syndicate_id);
  gboolean placed;

  if (!check (db, session_id, syndicate_id, attendance_id, error) ||
      !remove_roles (db, session_id, syndicate_id, 0, "rapporteur", error))
    return FALSE;
  if (attendance_id == 0)
    return TRUE;
  placed = rap_db_int (db, "SELECT placed FROM role WHERE syndicate_id = ?1 AND attendance_id = ?2 AND kind = 'member'",
                       "ii", syndicate_id, attendance_id) != 0;
  return remove_roles (db, session_id, 0, attendance_id, "rapporteur", error) &&
         remove_roles (db, session_id, 0, attendance_id, "facilitator", error) &&
         rap_syndicates_put (store, session_id, syndicate_id, attendance_id, placed, last_position (db, syndicate_id),
                             error) &&
         add_role (store, "rapporteur", syndicate_id, attendance_id, FALSE, 0, error);
}

gboolean
rap_syndicates_drop (RapStore *store, gint64 syndicate_id, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 session_id = session_of (db, syndicate_id);
  const gboolean spoke = rap_db_int (db,
                                     "SELECT EXISTS (SELECT 1 FROM point WHERE syndicate_id = ?1)"
                                     " OR EXISTS (SELECT 1 FROM point_echo WHERE syndicate_id = ?1)",
                                     "i", syndicate_id) != 0;

  if (!remove_roles (db, session_id, syndicate_id, 0, spoke ? "member" : NULL, error))
    return FALSE;
  if (rap_syndicates_has_points (db, session_id))
    return rap_db_run (db, error, "UPDATE syndicate SET closed = 1 WHERE id = ?1", "i", syndicate_id);
  return rap_db_run (db, error,
                     "INSERT INTO gone(id, at) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET at = excluded.at", "ii",
                     syndicate_id, g_get_real_time () / 1000) &&
         rap_db_run (db, error, "DELETE FROM syndicate WHERE id = ?1", "i", syndicate_id);
}
