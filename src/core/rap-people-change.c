/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-role.h"

static const struct
{
  const char *value;
  const char *name;
} status_names[] = { { "registered", NC_ ("attendance", "Registered") },
                     { "came", NC_ ("attendance", "Came") },
                     { "walked_in", NC_ ("attendance", "Walked in") },
                     { "cancelled", NC_ ("attendance", "Cancelled") } },
  consent_names[] = { { "no", NC_ ("consent", "Not to be named") },
                      { "anonymously", NC_ ("consent", "Anonymously") },
                      { "by_name", NC_ ("consent", "By name") } };

static char *
name_of (RapDb *db, gint64 attendance_id)
{
  return rap_db_text (db, "SELECT name FROM attendance JOIN person ON person.id = person_id WHERE attendance.id = ?1",
                      "i", attendance_id);
}

static gint64
seminar_of (RapDb *db, gint64 attendance_id)
{
  return rap_db_int (db, "SELECT seminar_id FROM attendance WHERE id = ?1", "i", attendance_id);
}

/* `Hazel Hall: came`, or `3 people: came` */
static char *
make_label (RapDb *db, const gint64 *ids, guint n, const char *what)
{
  g_autofree char *who = n == 1 ? name_of (db, ids[0]) : NULL;

  if (who != NULL)
    /* Translators: a name, and what was set: "Hazel Hall: Came" */
    return g_strdup_printf (_ ("%s: %s"), who, what);
  return g_strdup_printf (ngettext ("%u person: %s", "%u people: %s", n), n, what);
}

/* Runs @sql with each id as ?1, and ?2. */
static gboolean
set_each (RapStore *store,
          const gint64 *ids,
          guint n,
          const char *sql,
          const char *value,
          const char *what,
          GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *label = NULL;

  if (n == 0)
    return TRUE;
  label = make_label (db, ids, n, what);
  if (!rap_store_begin (store, label, seminar_of (db, ids[0]), error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!rap_db_run (db, error, sql, "is", ids[i], value))
      {
        rap_store_rollback (store);
        return FALSE;
      }
  return rap_store_commit (store, error);
}

/* Whether points of the seminar refer to the person. */
static gboolean
is_in_points (RapDb *db, gint64 person_id, gint64 seminar_id)
{
  return rap_db_int (db,
                     "SELECT EXISTS (SELECT 1 FROM point JOIN session ON session.id = session_id"
                     "  WHERE speaker_id = ?1 AND seminar_id = ?2)"
                     " OR EXISTS (SELECT 1 FROM point_person JOIN point ON point.id = point_id"
                     "  JOIN session ON session.id = session_id WHERE person_id = ?1 AND seminar_id = ?2)"
                     " OR EXISTS (SELECT 1 FROM point_echo e JOIN point ON point.id = point_id"
                     "  JOIN session ON session.id = session_id WHERE e.speaker_id = ?1 AND seminar_id = ?2)",
                     "ii", person_id, seminar_id) != 0;
}

static gboolean
bury (RapDb *db, gint64 id, GError **error)
{
  return rap_db_run (db, error,
                     "INSERT INTO gone(id, at) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET became = NULL,"
                     " at = excluded.at",
                     "ii", id, g_get_real_time () / 1000);
}

/* Those of @kind, or all if it is empty. */
static gboolean
remove_roles (RapDb *db, gint64 attendance_id, const char *kind, GError **error)
{
  return rap_db_run (db, error,
                     "INSERT INTO gone(id, at) SELECT id, ?3 FROM role WHERE attendance_id = ?1 AND ?2 IN (kind, '')"
                     " ON CONFLICT(id) DO UPDATE SET became = NULL, at = excluded.at",
                     "isi", attendance_id, kind, g_get_real_time () / 1000) &&
         rap_db_run (db, error, "DELETE FROM role WHERE attendance_id = ?1 AND ?2 IN (kind, '')", "is", attendance_id,
                     kind);
}

static gboolean
remove_person (RapDb *db, gint64 person_id, GError **error)
{
  if (rap_db_int (db,
                  "SELECT EXISTS (SELECT 1 FROM attendance WHERE person_id = ?1)"
                  " OR EXISTS (SELECT 1 FROM point WHERE speaker_id = ?1)"
                  " OR EXISTS (SELECT 1 FROM point_person WHERE person_id = ?1)"
                  " OR EXISTS (SELECT 1 FROM point_echo WHERE speaker_id = ?1)",
                  "i", person_id) != 0)
    return TRUE;
  return bury (db, person_id, error) && rap_db_run (db, error, "DELETE FROM person WHERE id = ?1", "i", person_id);
}

static gboolean
remove_one (RapStore *store, gint64 id, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gint64 seminar_id = seminar_of (db, id);
  const gint64 person_id = rap_db_int (db, "SELECT person_id FROM attendance WHERE id = ?1", "i", id);

  if (person_id == 0)
    return TRUE;
  if (is_in_points (db, person_id, seminar_id))
    {
      g_autofree char *name = name_of (db, id);
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE,
                   _ ("%s stands with points of this seminar, and can be cancelled but not removed; nothing was "
                      "changed."),
                   name);
      return FALSE;
    }
  return remove_roles (db, id, "", error) && bury (db, id, error) &&
         rap_db_run (db, error, "DELETE FROM attendance WHERE id = ?1", "i", id) &&
         remove_person (db, person_id, error);
}

gboolean
rap_people_set_status (RapStore *store, const gint64 *ids, guint n, const char *status, GError **error)
{
  return set_each (store, ids, n, "UPDATE attendance SET status = ?2 WHERE id = ?1", status,
                   rap_people_status_name (status), error);
}

gboolean
rap_people_set_consent (RapStore *store, const gint64 *ids, guint n, const char *consent, GError **error)
{
  return set_each (store, ids, n, "UPDATE attendance SET consent = ?2 WHERE id = ?1", consent,
                   rap_people_consent_name (consent), error);
}

gboolean
rap_people_tick (RapStore *store, gint64 attendance_id, GError **error)
{
  g_autofree char *status =
      rap_db_text (rap_store_db (store), "SELECT status FROM attendance WHERE id = ?1", "i", attendance_id);

  if (status == NULL || strcmp (status, "walked_in") == 0)
    return TRUE;
  return rap_people_set_status (store, &attendance_id, 1, strcmp (status, "came") == 0 ? "registered" : "came", error);
}

gboolean
rap_people_set_organiser (RapStore *store, gint64 attendance_id, gboolean organiser, GError **error)
{
  RapDb *db = rap_store_db (store);
  const gboolean is_organiser =
      rap_db_int (db, "SELECT 1 FROM role WHERE attendance_id = ?1 AND kind = 'organiser'", "i", attendance_id) != 0;
  g_autoptr (RapRole) role = NULL;
  g_autofree char *label = NULL;

  if (organiser == is_organiser)
    return TRUE;
  label = make_label (db, &attendance_id, 1, organiser ? _ ("Organiser") : _ ("No organiser"));
  if (!rap_store_begin (store, label, seminar_of (db, attendance_id), error))
    return FALSE;
  role = g_object_new (RAP_TYPE_ROLE, "attendance_id", attendance_id, "kind", "organiser", NULL);
  if (organiser ? rap_store_save (store, role, error) : remove_roles (db, attendance_id, "organiser", error))
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}

gboolean
rap_people_remove (RapStore *store, const gint64 *ids, guint n, GError **error)
{
  RapDb *db = rap_store_db (store);
  g_autofree char *name = n == 1 ? name_of (db, ids[0]) : NULL;
  g_autofree char *label = name != NULL ? g_strdup_printf (_ ("Remove %s"), name)
                                        : g_strdup_printf (ngettext ("Remove %u person", "Remove %u people", n), n);

  if (n == 0)
    return TRUE;
  if (!rap_store_begin (store, label, seminar_of (db, ids[0]), error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!remove_one (store, ids[i], error))
      {
        rap_store_rollback (store);
        return FALSE;
      }
  return rap_store_commit (store, error);
}

const char *
rap_people_status_name (const char *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_strcmp0 (status_names[i].value, status) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "attendance", status_names[i].name);
  return "";
}

const char *
rap_people_consent_name (const char *consent)
{
  for (guint i = 0; i < G_N_ELEMENTS (consent_names); i++)
    if (g_strcmp0 (consent_names[i].value, consent) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "consent", consent_names[i].name);
  return "";
}
