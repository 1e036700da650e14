/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "archive-fixture.h"

/* People to be seated, for the tests of syndicates and of sharing out. */

/* Somebody who attends the seminar of a session: the attendance, made outside the history. A @name and @affiliation of
 * %NULL are made up, and none. */
static inline gint64
add_attendee (Archive *archive, gint64 session_id, const char *name, const char *affiliation, const char *status)
{
  RapDb *db = rap_store_db (archive->store);
  const gint64 id = 1 + archive_number (archive, "SELECT max(id) FROM (SELECT id FROM attendance UNION SELECT 0)");
  g_autofree char *made_up = g_strdup_printf ("Person %03d", (int) id);
  g_autoptr (GError) error = NULL;

  rap_db_run (db, &error, "INSERT INTO person(id, name) VALUES(?1, ?2)", "is", id, name != NULL ? name : made_up);
  g_assert_no_error (error);
  rap_db_run (db, &error,
              "INSERT INTO attendance(id, seminar_id, person_id, affiliation, status)"
              " SELECT ?1, seminar_id, ?1, ?3, ?4 FROM session WHERE id = ?2",
              "iiss", id, session_id, affiliation, status);
  g_assert_no_error (error);
  return id;
}

static inline gint64
syndicate_id (Archive *archive, gint64 session_id, int number)
{
  return rap_db_int (rap_store_db (archive->store), "SELECT id FROM syndicate WHERE session_id = ?1 AND number = ?2",
                     "ii", session_id, (gint64) number);
}

/* The number of the syndicate in which somebody has a role, 0 for none. */
static inline gint64
number_of (Archive *archive, gint64 session_id, gint64 attendance_id, const char *kind)
{
  return rap_db_int (rap_store_db (archive->store),
                     "SELECT number FROM role JOIN syndicate ON syndicate.id = syndicate_id"
                     " WHERE syndicate.session_id = ?1 AND attendance_id = ?2 AND kind = ?3",
                     "iis", session_id, attendance_id, kind);
}

static inline gint64
seat_of (Archive *archive, gint64 session_id, gint64 attendance_id)
{
  return number_of (archive, session_id, attendance_id, "member");
}

/* Undoes as many steps as there were since @before, and asserts that the archive is what it was. */
static inline void
assert_undone (Archive *archive, int n_steps, const char *before)
{
  g_autofree char *after = NULL;

  for (int i = 0; i < n_steps; i++)
    {
      g_autoptr (GError) error = NULL;
      rap_store_undo (archive->store, 0, NULL, &error);
      g_assert_no_error (error);
    }
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}
