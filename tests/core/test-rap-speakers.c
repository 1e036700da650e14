/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Speakers of a talk: added by name, put in order, removed; never a second time, never away from what they said. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-sessions.h"
#include "rap-speakers.h"

static gint64
add_talk (Archive *archive)
{
  gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, 0));
  g_autoptr (GError) error = NULL;
  gint64 id = rap_sessions_add (archive->store, seminar_id, "talk", "Trust", 0, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
add (Archive *archive, gint64 session_id, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rap_speakers_add (archive->store, session_id, name, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_speakers (Archive *archive, gint64 session_id, const char *expected)
{
  g_autoptr (GPtrArray) voices = rap_voices_list (rap_store_db (archive->store), session_id);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < voices->len; i++)
    g_string_append_printf (names, "%s ", ((RapVoiceEntry *) voices->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_add (Archive *archive, gconstpointer data)
{
  gint64 talk = add_talk (archive), other = add_talk (archive), hazel, steps;
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;

  hazel = rap_programme_add_person (archive->store, rap_programme_seminar_of (db, talk), "Hazel Hall", &error);
  add (archive, talk, " Hazel Hall ");
  add (archive, talk, "Zoë <b>R&D</b>, Napier");
  assert_speakers (archive, talk, "Hazel Hall Zoë <b>R&D</b> Floor ");
  g_assert_cmpint (archive_number (archive, "SELECT person_id FROM attendance JOIN role ON attendance_id ="
                                            " attendance.id ORDER BY role.position"),
                   ==, hazel);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE status = 'came'"), ==, 2);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE affiliation = 'Napier'"), ==, 1);
  steps = archive_count (archive, "history");
  add (archive, talk, "Hazel Hall");
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  /* in another seminar a name alone is nobody known */
  add (archive, other, "Hazel Hall");
  g_assert_cmpint (archive_count (archive, "person"), ==, 3);

  g_assert_cmpint (rap_speakers_add (archive->store, talk, " ", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (rap_speakers_add (archive->store, archive_add_seminar (archive, 2), "Nils", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  for (guint i = 0; i < 5; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_order (Archive *archive, gconstpointer data)
{
  gint64 talk = add_talk (archive), a = add (archive, talk, "A"), b = add (archive, talk, "B"),
         c = add (archive, talk, "C");
  g_autofree char *before = archive_dump (archive);
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;
  gint64 steps;

  g_assert_true (rap_speakers_move (archive->store, a, TRUE, &error));
  assert_speakers (archive, talk, "B A C Floor ");
  g_assert_true (rap_speakers_move (archive->store, c, FALSE, &error));
  assert_speakers (archive, talk, "B C A Floor ");
  {
    g_autoptr (RapPerson) person =
        rap_store_get (archive->store, RAP_TYPE_PERSON, archive_number (archive, "SELECT max(id) FROM person"));
    g_assert_true (rap_store_begin (archive->store, "Name", 0, &error));
    g_assert_false (rap_speakers_set_name (archive->store, person, " ", &error));
    g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
    g_clear_error (&error);
    g_assert_true (rap_speakers_set_name (archive->store, person, " D ", &error));
    rap_store_rollback (archive->store);
  }
  steps = archive_count (archive, "history");
  g_assert_true (rap_speakers_move (archive->store, b, FALSE, &error));
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  g_assert_true (rap_store_undo (archive->store, 0, &label, &error));
  g_assert_cmpstr (label, ==, "Move the speaker “C”");
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_remove (Archive *archive, gconstpointer data)
{
  gint64 talk = add_talk (archive), a = add (archive, talk, "A"), b = add (archive, talk, "B"), id;
  RapVoice voice = { 0, archive_number (archive, "SELECT id FROM person WHERE name = 'A'") };
  const RapVoice floor = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  id = archive_say (archive->store, talk, &voice, "Trust takes time");
  before = archive_dump (archive);
  g_assert_false (rap_speakers_remove (archive->store, a, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==,
                   "This speaker said 1 point of the talk; give it to the floor first. Nothing was changed.");
  g_clear_error (&error);
  g_assert_true (rap_speakers_remove (archive->store, b, &error));
  assert_speakers (archive, talk, "A Floor ");
  g_assert_cmpint (archive_count (archive, "attendance"), ==, 2);
  g_assert_false (rap_speakers_remove (archive->store, b, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (rap_capture_move (archive->store, &id, 1, &floor, &error));
  g_assert_true (rap_speakers_remove (archive->store, a, &error));
  assert_speakers (archive, talk, "Floor ");
  for (guint i = 0; i < 3; i++)
    g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
  archive_check (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/speakers/add", test_add);
  archive_test_add ("/speakers/order", test_order);
  archive_test_add ("/speakers/remove", test_remove);
  return g_test_run ();
}
