/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the room sees: seats by name, points only as far as the session's rule lets names stand. */
#include "archive-fixture.h"

#include "rap-programme.h"
#include "rap-room.h"
#include "rap-session.h"

/* Three syndicates; the first with people of all sorts, the second counted, the third closed. */
static gint64
set_up_room (Archive *archive)
{
  const gint64 session_id = archive_add_seminar (archive, 3);
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);
  static const char *const names[] = { "Zoë Quay", "Adam <b>", "王小明", "Fay Host", "Ray Note", "Gone Away" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    rap_programme_add_person (archive->store, seminar_id, names[i], &error);
  g_assert_no_error (error);
  archive_run (archive, "INSERT INTO role(attendance_id, kind, syndicate_id)"
                        " SELECT a.id, CASE name WHEN 'Fay Host' THEN 'facilitator' WHEN 'Ray Note' THEN 'rapporteur'"
                        " ELSE 'member' END, (SELECT id FROM syndicate WHERE number = 1)"
                        " FROM attendance a JOIN person ON person.id = person_id;"
                        "UPDATE attendance SET status = 'cancelled'"
                        " WHERE person_id = (SELECT id FROM person WHERE name = 'Gone Away');"
                        "UPDATE syndicate SET head_count = 12, name = 'Trust', brief = 'Whom?' WHERE number = 2;"
                        "UPDATE syndicate SET closed = 1 WHERE number = 3");
  return session_id;
}

static void
test_tables (Archive *archive, gconstpointer data)
{
  const gint64 session_id = set_up_room (archive);
  g_autoptr (GPtrArray) tables = rap_room_tables (rap_store_db (archive->store), session_id);
  const RapRoomTable *first, *second;
  g_autofree char *members = NULL;

  g_assert_nonnull (tables);
  g_assert_cmpint (tables->len, ==, 2);
  first = tables->pdata[0];
  second = tables->pdata[1];
  members = g_strjoinv (", ", first->members);
  g_assert_cmpstr (members, ==, "Adam <b>, Zoë Quay, 王小明");
  g_assert_cmpstr (first->title, ==, "Syndicate 1");
  g_assert_cmpstr (first->facilitators, ==, "Fay Host");
  g_assert_cmpstr (first->rapporteurs, ==, "Ray Note");
  g_assert_cmpstr (second->title, ==, "Trust");
  g_assert_cmpstr (second->brief, ==, "Whom?");
  g_assert_cmpint (second->head_count, ==, 12);
  g_assert_null (second->members[0]);
}

static void
expect (Archive *archive, gint64 session_id, const char *rule, const char *const *texts)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE seminar SET attribution = '%s'", rule);
  g_autoptr (GPtrArray) points = NULL;

  archive_run (archive, sql);
  points = rap_room_points (archive->store, session_id, 3);
  g_assert_nonnull (points);
  g_assert_cmpint (points->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((RapRoomPoint *) points->pdata[i])->text, ==, texts[i]);
}

static void
test_points (Archive *archive, gconstpointer data)
{
  const gint64 session_id = set_up_room (archive);
  const RapVoice first = { archive_number (archive, "SELECT id FROM syndicate WHERE number = 1"), 0 };
  static const char *const masked[] = { "What [name] said of it", "Send it round", "王 holds" };
  static const char *const named[] = { "What Zoë said of it", "Send it round", "王 holds" };
  g_autoptr (GPtrArray) points = NULL;
  const RapRoomPoint *point;

  archive_say (archive->store, session_id, NULL, "Too old to be seen");
  archive_say (archive->store, session_id, &first, "What @Zoë said of it");
  archive_say (archive->store, session_id, &first, "! Send it round @Ray");
  archive_say (archive->store, session_id, NULL, "王 holds");
  expect (archive, session_id, "none", masked);
  expect (archive, session_id, "syndicate", masked);
  expect (archive, session_id, "named", masked); /* she did not consent */
  archive_run (archive, "UPDATE attendance SET consent = 'by_name'");
  expect (archive, session_id, "syndicate", masked);
  expect (archive, session_id, "named", named);

  points = rap_room_points (archive->store, session_id, 3);
  point = points->pdata[1];
  g_assert_cmpint (point->number, ==, 1);
  g_assert_cmpstr (point->voice, ==, "Syndicate 1");
  g_assert_cmpstr (point->kind, ==, "action");
  point = points->pdata[2];
  g_assert_cmpint (point->number, ==, 0);
  g_assert_cmpstr (point->voice, ==, "Plenary");
}

/* A speaker is public in the talk, but not under the Chatham House Rule. */
static void
test_speaker (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 0);
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), session_id);
  const char *const rules[] = { "named", "syndicate", "none" };
  g_autoptr (GError) error = NULL;
  RapVoice voice = { 0, rap_programme_add_person (archive->store, seminar_id, "Hazel Hall", &error) };

  archive_run (archive, "UPDATE session SET kind = 'talk';"
                        "INSERT INTO role(attendance_id, kind, session_id)"
                        " SELECT a.id, 'speaker', session.id FROM attendance a, session");
  archive_say (archive->store, session_id, &voice, "Begin with people");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE session SET attribution = '%s'", rules[i]);
      g_autoptr (GPtrArray) points = NULL;

      archive_run (archive, sql);
      points = rap_room_points (archive->store, session_id, 9);
      g_assert_cmpint (points->len, ==, 1);
      g_assert_cmpstr (((RapRoomPoint *) points->pdata[0])->voice, ==, i < 2 ? "Hazel Hall" : NULL);
      g_assert_cmpint (((RapRoomPoint *) points->pdata[0])->number, ==, 1);
    }
}

static void
test_unreadable (Archive *archive, gconstpointer data)
{
  const gint64 session_id = set_up_room (archive);
  sqlite3 *other = archive_hold (archive);

  g_assert_null (rap_room_tables (rap_store_db (archive->store), session_id));
  g_assert_null (rap_room_points (archive->store, session_id, 3));
  sqlite3_close (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/rap-room/tables", test_tables);
  archive_test_add ("/rap-room/points", test_points);
  archive_test_add ("/rap-room/speaker", test_speaker);
  archive_test_add ("/rap-room/unreadable", test_unreadable);
  return g_test_run ();
}
