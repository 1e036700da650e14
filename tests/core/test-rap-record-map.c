/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one object of each row: the same for all who hold it, and gone with the last of them. */
#include "archive-fixture.h"

#include "rap-point.h"
#include "rap-session.h"

/* A change is made to a copy, and seen in the one object of the row when it is saved. */
static void
test_identity (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapSession) one = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSession) two = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSession) copy = rap_record_copy (one);
  g_autoptr (GError) error = NULL;

  g_assert_true (one == two);
  g_free (copy->title);
  copy->title = g_strdup ("Second round");
  g_assert_null (one->title);
  rap_store_begin (archive->store, "Rename", 0, &error);
  g_assert_true (rap_store_save (archive->store, copy, &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_cmpstr (one->title, ==, "Second round");
}

/* Nothing is kept alive by the map: what nobody holds is read anew. */
static void
test_weak (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 2);
  RapSession *session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapSession) again = NULL;

  g_assert_finalize_object (session);
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE session SET title = 'Anew'", NULL));
  again = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_assert_cmpstr (again->title, ==, "Anew");
}

/* A record of one kind and id is not that of another kind. */
static void
test_kinds (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);
  g_autoptr (RapPoint) point = rap_store_get (archive->store, RAP_TYPE_POINT, session_id);

  g_assert_false (rap_record_is_gone (RAP_RECORD (session)));
  g_assert_true (rap_record_is_gone (RAP_RECORD (point)));
}

/* A point shows the names of its themes, which are rows of another table. */
static void
test_depends (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapPoint) point = rap_store_get (archive->store, RAP_TYPE_POINT,
                                              archive_say (archive->store, session_id, NULL, "Openness first #trust"));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (point->themes, ==, "trust");
  g_assert_true (rap_store_begin (archive->store, "Rename", 0, &error));
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE theme SET name = 'faith'", &error));
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_cmpstr (point->themes, ==, "faith");
}

/* A record outlives its store. */
static void
test_outlives (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapSession) session = rap_store_get (archive->store, RAP_TYPE_SESSION, session_id);

  archive_reopen (archive);
  g_assert_cmpint (rap_record_get_id (RAP_RECORD (session)), ==, session_id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/record-map/identity", test_identity);
  archive_test_add ("/record-map/weak", test_weak);
  archive_test_add ("/record-map/kinds", test_kinds);
  archive_test_add ("/record-map/depends", test_depends);
  archive_test_add ("/record-map/outlives", test_outlives);
  return g_test_run ();
}
