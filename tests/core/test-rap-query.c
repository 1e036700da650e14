/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mirror that only follows items-changed is always the list itself, by the smallest splices there are. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-point.h"
#include "rap-query.h"

#define SQL "SELECT id FROM point WHERE session_id = ?1 ORDER BY agreed, id"

typedef struct
{
  GArray *ids;
  guint splices;
  guint removed;
  guint added;
} Mirror;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  g_array_remove_range (mirror->ids, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = rap_query_get_id (RAP_QUERY (model), position + i);
      g_array_insert_val (mirror->ids, position + i, id);
    }
  mirror->splices++;
  mirror->removed = removed;
  mirror->added = added;
}

static void
assert_mirrors (Mirror *mirror, RapQuery *query)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, mirror->ids->len);
  for (guint i = 0; i < mirror->ids->len; i++)
    g_assert_cmpint (rap_query_get_id (query, i), ==, g_array_index (mirror->ids, gint64, i));
  g_assert_cmpint (rap_query_get_id (query, mirror->ids->len), ==, 0);
}

static void
run_step (Archive *archive, const char *sql, gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_store_begin (archive->store, sql, 0, &error));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error, sql, "i", id));
  g_assert_true (rap_store_commit (archive->store, &error));
  g_assert_no_error (error);
}

static void
insert_point (Archive *archive, gint64 id, gint64 session_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_store_begin (archive->store, "Add", 0, &error));
  g_assert_true (rap_db_run (rap_store_db (archive->store), &error,
                             "INSERT INTO point(id, session_id, voice, kind, text, agreed, recorded_at)"
                             " VALUES(?1, ?2, 'plenary', 'insight', 'a', ?1 * 10, 0)",
                             "ii", id, session_id));
  g_assert_true (rap_store_commit (archive->store, &error));
}

static RapQuery *
watch (Archive *archive, gint64 session_id, Mirror *mirror)
{
  RapQuery *query = rap_query_new (archive->store, RAP_TYPE_POINT, SQL, session_id);

  *mirror = (Mirror){ .ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  for (guint i = 0; rap_query_get_id (query, i) != 0; i++)
    {
      gint64 id = rap_query_get_id (query, i);
      g_array_append_val (mirror->ids, id);
    }
  g_signal_connect (query, "items-changed", G_CALLBACK (changed_cb), mirror);
  return query;
}

static void
test_mirror (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  Mirror mirror;
  g_autoptr (RapQuery) query = watch (archive, session_id, &mirror);
  gint64 next = 1;

  for (int i = 0; i < 300; i++)
    {
      gint64 id = rap_db_int (rap_store_db (archive->store), "SELECT id FROM point ORDER BY random() LIMIT 1", NULL);
      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          run_step (archive, "DELETE FROM point WHERE id = ?1", id);
          break;
        case 1:
          run_step (archive, "UPDATE point SET agreed = abs(random() % 300) WHERE id = ?1", id);
          break;
        case 2:
          run_step (archive, "UPDATE point SET agreed = 300 - agreed WHERE id > ?1", id);
          break;
        case 3:
          rap_store_undo (archive->store, 0, NULL, NULL);
          if (archive_count (archive, "session") == 0)
            rap_store_redo (archive->store, 0, NULL, NULL);
          break;
        default:
          insert_point (archive, next++, session_id);
        }
      assert_mirrors (&mirror, query);
    }
  g_assert_cmpuint (mirror.splices, >, 100);
  g_array_unref (mirror.ids);
}

static void
test_smallest_splice (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  Mirror mirror;
  g_autoptr (RapQuery) query = NULL;

  for (gint64 id = 1; id <= 9; id++)
    insert_point (archive, id, session_id);
  query = watch (archive, session_id, &mirror);

  insert_point (archive, 10, session_id);
  g_assert_cmpuint (mirror.splices, ==, 1);
  g_assert_cmpuint (mirror.removed, ==, 0);
  g_assert_cmpuint (mirror.added, ==, 1);
  /* what changes no place makes no splice */
  run_step (archive, "UPDATE point SET starred = 1 WHERE id = ?1", 4);
  g_assert_cmpuint (mirror.splices, ==, 1);
  /* a move is one splice over both places and what lies between */
  run_step (archive, "UPDATE point SET agreed = 65 WHERE id = ?1", 3);
  g_assert_cmpuint (mirror.splices, ==, 2);
  g_assert_cmpuint (mirror.removed, ==, 4);
  g_assert_cmpuint (mirror.added, ==, 4);
  assert_mirrors (&mirror, query);
  run_step (archive, "DELETE FROM point WHERE id = ?1", 1);
  g_assert_cmpuint (mirror.removed, ==, 1);
  g_assert_cmpuint (mirror.added, ==, 0);
  g_assert_cmpuint (rap_query_find (query, 10), ==, 8);
  g_assert_cmpuint (rap_query_find (query, 1), ==, G_MAXUINT);
  g_array_unref (mirror.ids);
}

static void
test_same_objects (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapQuery) query = rap_query_new (archive->store, RAP_TYPE_POINT, SQL, session_id);
  g_autoptr (RapPoint) before = NULL;
  g_autoptr (RapPoint) after = NULL;

  insert_point (archive, 2, session_id);
  before = g_list_model_get_item (G_LIST_MODEL (query), 0);
  insert_point (archive, 1, session_id);
  after = g_list_model_get_item (G_LIST_MODEL (query), 1);
  g_assert_true (before == after);
}

#define LAST "SELECT id FROM (SELECT id FROM point WHERE session_id = ?1 ORDER BY id DESC LIMIT ?2) ORDER BY id"

static void
assert_holds (Mirror *mirror, RapQuery *query, gint64 first, gint64 last)
{
  assert_mirrors (mirror, query);
  g_assert_cmpint (rap_query_get_id (query, 0), ==, first);
  g_assert_cmpint (rap_query_get_id (query, mirror->ids->len - 1), ==, last);
  g_assert_cmpint (mirror->ids->len, ==, last - first + 1);
}

/* A list that is read from its end: it begins where it began, whatever comes, and reads back when it is asked to. */
static void
test_window (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  Mirror mirror = { g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autoptr (RapQuery) query = rap_query_new (archive->store, RAP_TYPE_POINT, LAST, 0);

  g_signal_connect (query, "items-changed", G_CALLBACK (changed_cb), &mirror);
  rap_query_set_window (query, 10);
  for (gint64 id = 101; id <= 350; id++)
    insert_point (archive, id, session_id);
  rap_query_set_parameter (query, session_id);
  assert_holds (&mirror, query, 341, 350);
  insert_point (archive, 351, session_id);
  assert_holds (&mirror, query, 341, 351);
  g_assert_cmpuint (mirror.removed, ==, 0);
  g_assert_cmpuint (mirror.added, ==, 1);
  rap_query_read_more (query, 100);
  assert_holds (&mirror, query, 241, 351);
  g_assert_cmpuint (mirror.removed, ==, 0);
  /* what comes before its first row is not its concern, and what it loses is made good from there */
  insert_point (archive, 1, session_id);
  assert_holds (&mirror, query, 241, 351);
  run_step (archive, "DELETE FROM point WHERE id >= 341 AND ?1", 1);
  assert_holds (&mirror, query, 230, 340);
  run_step (archive, "DELETE FROM point WHERE id BETWEEN 230 AND 235 AND ?1", 1);
  g_assert_cmpint (rap_query_get_id (query, 0), ==, 224);
  g_assert_cmpint (rap_query_get_id (query, mirror.ids->len - 1), ==, 340);
  rap_query_read_more (query, G_MAXINT / 2);
  g_assert_cmpint (rap_query_get_id (query, 0), ==, 1);
  assert_mirrors (&mirror, query);
  rap_query_set_parameter (query, 0);
  g_assert_cmpuint (mirror.ids->len, ==, 0);
  rap_query_set_parameter (query, session_id);
  g_assert_cmpuint (mirror.ids->len, ==, 10);
  g_array_unref (mirror.ids);
}

/* A window that has room shows what is put before its first row too. */
static void
test_window_with_room (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  g_autoptr (RapQuery) query = rap_query_new (archive->store, RAP_TYPE_POINT, LAST, session_id);

  rap_query_set_window (query, 10);
  insert_point (archive, 50, session_id);
  insert_point (archive, 40, session_id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 2);
  g_assert_cmpint (rap_query_get_id (query, 0), ==, 40);
  for (gint64 id = 1; id <= 9; id++)
    insert_point (archive, id, session_id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, 11);
  g_assert_cmpint (rap_query_get_id (query, 0), ==, 1);
}

static int
deny_reading_cb (void *data, int action, const char *a, const char *b, const char *c, const char *d)
{
  return action == SQLITE_READ ? SQLITE_DENY : SQLITE_OK;
}

/* While the rows cannot be read the list and its objects stay as they are. */
static void
test_unreadable (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 2);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapQuery) query = NULL;
  g_autoptr (RapPoint) point = NULL;
  Mirror mirror;

  for (gint64 id = 1; id <= 5; id++)
    insert_point (archive, id, session_id);
  query = watch (archive, session_id, &mirror);
  point = g_list_model_get_item (G_LIST_MODEL (query), 0);
  sqlite3_set_authorizer (rap_db_handle (db), deny_reading_cb, NULL);
  rap_query_set_window (query, 0);
  rap_record_load (RAP_RECORD (point), db, 1);
  /* it can indeed not be read */
  g_assert_cmpint (rap_db_int (db, "SELECT agreed FROM point WHERE id = 3", NULL), ==, 0);
  g_assert_true (rap_db_take_unasked (db, NULL));
  sqlite3_set_authorizer (rap_db_handle (db), NULL, NULL);
  assert_mirrors (&mirror, query);
  g_assert_cmpuint (mirror.ids->len, ==, 5);
  g_assert_cmpuint (mirror.splices, ==, 0);
  g_assert_false (rap_record_is_gone (RAP_RECORD (point)));
  g_array_unref (mirror.ids);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/query/mirror", test_mirror);
  archive_test_add ("/query/smallest-splice", test_smallest_splice);
  archive_test_add ("/query/same-objects", test_same_objects);
  archive_test_add ("/query/window", test_window);
  archive_test_add ("/query/window-with-room", test_window_with_room);
  archive_test_add ("/query/unreadable", test_unreadable);
  return g_test_run ();
}
