/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row and its object: every type of field there and back, copies, what is notified, and rows that are not there. */
#include "archive-fixture.h"

#include "rap-point.h"
#include "rap-seminar.h"
#include "rap-session.h"

static void
save (Archive *archive, gpointer record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_store_begin (archive->store, "Save", 0, &error));
  g_assert_true (rap_store_save (archive->store, record, &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_no_error (error);
}

static void
test_types (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2), id;
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSession) changed = rap_record_copy (session);
  g_autoptr (RapPoint) point =
      g_object_new (RAP_TYPE_POINT, "session-id", session_id, "voice", "plenary", "kind", "quote", "text",
                    "‘R&D’\n中文", "starred", TRUE, "agreed", (gint64) -3, "recorded-at", G_GINT64_CONSTANT (-1), NULL);
  g_autoptr (RapPoint) read = NULL;
  g_autofree char *text = NULL;
  gboolean starred;
  gint64 agreed;

  g_object_set (changed, "position", 1.5, "starts-at", G_GINT64_CONSTANT (1295451725000), NULL);
  save (archive, changed);
  g_assert_cmpfloat (session->position, ==, 1.5);
  g_assert_cmpint (session->starts_at, ==, G_GINT64_CONSTANT (1295451725000));

  save (archive, point);
  id = rap_record_get_id (RAP_RECORD (point));
  g_assert_cmpint (id, >, 0);
  read = rap_store_get (archive->store, RAP_TYPE_POINT, id);
  g_object_get (read, "text", &text, "starred", &starred, "agreed", &agreed, NULL);
  g_assert_cmpstr (text, ==, "‘R&D’\n中文");
  g_assert_true (starred);
  g_assert_cmpint (agreed, ==, -3);
  g_assert_cmpint (read->recorded_at, ==, -1);
  /* what is unknown is NULL in the archive and nothing in the object */
  g_assert_null (read->due);
  g_assert_cmpint (read->syndicate_id, ==, 0);
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE due IS NULL AND syndicate_id IS NULL"
                                            " AND merged_into IS NULL AND speaker_id IS NULL"),
                   ==, 1);
}

static void
notify_cb (GString *names, GParamSpec *pspec)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies_what_differs (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapPoint) point =
      rap_store_get (archive->store, RAP_TYPE_POINT, archive_say (archive->store, session_id, NULL, "people trust"));
  g_autoptr (RapPoint) copy = rap_record_copy (point);
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect_swapped (point, "notify", G_CALLBACK (notify_cb), names);
  save (archive, copy); /* the same again */
  g_assert_cmpstr (names->str, ==, "");
  g_object_set (copy, "starred", TRUE, "due", "2011-02-28", NULL);
  g_assert_false (point->starred);
  save (archive, copy);
  g_assert_true (point->starred);
  g_assert_nonnull (strstr (names->str, "starred "));
  g_assert_nonnull (strstr (names->str, "due "));
  g_assert_cmpuint (names->len, ==, strlen ("starred due "));
  g_assert_true (rap_store_undo (archive->store, 0, NULL, NULL));
  g_assert_false (point->starred);
  g_assert_null (point->due);
}

static void
test_gone (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapPoint) never = rap_store_get (archive->store, RAP_TYPE_POINT, 12345);
  g_autoptr (RapPoint) point =
      rap_store_get (archive->store, RAP_TYPE_POINT, archive_say (archive->store, session_id, NULL, "people trust"));

  g_assert_true (rap_record_is_gone (RAP_RECORD (never)));
  g_assert_false (rap_record_is_gone (RAP_RECORD (point)));
  g_assert_true (rap_store_undo (archive->store, 0, NULL, NULL));
  g_assert_true (rap_record_is_gone (RAP_RECORD (point)));
  g_assert_cmpstr (point->text, ==, "people trust");
  g_assert_true (rap_store_redo (archive->store, 0, NULL, NULL));
  g_assert_false (rap_record_is_gone (RAP_RECORD (point)));
}

/* A speaker's number is the place among the session's speakers, so it changes with the others' roles. */
static void
test_number_follows_roles (Archive *archive, gconstpointer data)
{
  g_autoptr (RapPoint) point = NULL;

  archive_add_seminar (archive, 0);
  archive_change (archive, 0,
                  "INSERT INTO person(id, name) VALUES(1, 'Hazel Hall'), (2, 'Nils');"
                  "INSERT INTO attendance(id, seminar_id, person_id) SELECT p.id, m.id, p.id FROM seminar m, person p;"
                  "INSERT INTO role(id, attendance_id, kind, session_id, position) SELECT 2, 2, 'speaker', id, 2"
                  " FROM session;"
                  "INSERT INTO point(id, session_id, voice, speaker_id, kind, text, recorded_at)"
                  " SELECT 3, id, 'speaker', 2, 'insight', 'people trust', 0 FROM session");
  point = rap_store_get (archive->store, RAP_TYPE_POINT, 3);
  g_assert_cmpint (point->number, ==, 1);
  archive_change (archive, 0,
                  "INSERT INTO role(id, attendance_id, kind, session_id, position) SELECT 1, 1, 'speaker', id, 1"
                  " FROM session");
  g_assert_cmpint (point->number, ==, 2);
  archive_change (archive, 0, "UPDATE role SET position = 3 WHERE id = 1");
  g_assert_cmpint (point->number, ==, 1);
  archive_change (archive, 0, "UPDATE role SET position = 1 WHERE id = 1");
  g_assert_cmpint (point->number, ==, 2);
  archive_change (archive, 0, "DELETE FROM role WHERE id = 1");
  g_assert_cmpint (point->number, ==, 1);
}

/* Counted are originals, not what stands for them. */
static void
test_counts_originals (Archive *archive, gconstpointer data)
{
  g_autoptr (RapSeminar) seminar = NULL;
  gint64 session_id = archive_add_seminar (archive, 2);

  seminar = rap_store_get (archive->store, RAP_TYPE_SEMINAR, archive_number (archive, "SELECT id FROM seminar"));
  archive_say (archive->store, session_id, NULL, "people trust");
  archive_say (archive->store, session_id, NULL, "people do trust");
  g_assert_cmpint (seminar->n_points, ==, 2);
  archive_change (archive, 0,
                  "INSERT INTO point(id, session_id, voice, kind, text, recorded_at)"
                  " SELECT 3, id, 'merged', 'insight', 'People trust', 0 FROM session;"
                  "UPDATE point SET merged_into = 3 WHERE id <> 3");
  g_assert_cmpint (seminar->n_points, ==, 2);
  archive_say (archive->store, session_id, NULL, "and more");
  g_assert_cmpint (seminar->n_points, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/record/types", test_types);
  archive_test_add ("/record/notifies-what-differs", test_notifies_what_differs);
  archive_test_add ("/record/gone", test_gone);
  archive_test_add ("/record/number-follows-roles", test_number_follows_roles);
  archive_test_add ("/record/counts-originals", test_counts_originals);
  return g_test_run ();
}
