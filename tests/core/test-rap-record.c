/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row and its object: every type of field there and back, copies, what is notified, and rows that are not there. */
#include "archive-fixture.h"

#include "rap-point.h"
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/record/types", test_types);
  archive_test_add ("/record/notifies-what-differs", test_notifies_what_differs);
  archive_test_add ("/record/gone", test_gone);
  return g_test_run ();
}
