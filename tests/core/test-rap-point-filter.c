/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which points of a session are shown. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-capture-merge.h"
#include "rap-point-filter.h"
#include "rap-point.h"
#include "rap-query.h"

static gint64
count_shown (Archive *archive, gint64 session_id, const RapPointFilter *filter)
{
  g_autofree char *sql = rap_point_filter_to_sql (filter);
  g_autoptr (RapQuery) query = rap_query_new (archive->store, RAP_TYPE_POINT, sql, session_id);
  gint64 total, n = rap_point_filter_count (filter, rap_store_db (archive->store), session_id, &total);

  g_assert_cmpint (total, ==, 4);
  g_assert_cmpint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (query)));
  return n;
}

static void
test_filter (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapDb *db = rap_store_db (archive->store);
  RapVoice one = archive_syndicate (archive, session_id, 1), two = archive_syndicate (archive, session_id, 2);
  gint64 ids[] = { archive_say (archive->store, session_id, &one, "Trust needs time #trust *"),
                   archive_say (archive->store, session_id, &two, "Trust takes time") };
  RapPointFilter filter = { .since = G_MAXINT64 };

  archive_say (archive->store, session_id, &one, "Who pays ? ??");
  archive_say (archive->store, session_id, NULL, "! Ask the library");
  archive_say (archive->store, session_id, &two, "= Ask the library");
  archive_say (archive->store, session_id, NULL, "Who pays?");
  g_assert_true (rap_capture_merge (archive->store, ids, 2, ids[0], NULL, NULL, NULL));
  g_assert_true (rap_point_filter_is_empty (&filter));
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 4);
  filter.by_voice = TRUE; /* what it raised, said too, or said of what is merged */
  filter.voice = two;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 2);
  filter.voice = (RapVoice){ 0 };
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 2);
  filter.by_kind = TRUE;
  filter.kind = RAP_POINT_KIND_ACTION;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
  filter = (RapPointFilter){ .since = G_MAXINT64, .starred = TRUE };
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
  filter.to_check = TRUE;
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 0);
  filter.since = 0; /* what came since is shown whatever it is */
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 4);
  filter = (RapPointFilter){ .since = G_MAXINT64 };
  filter.theme_id = rap_db_int (db, "SELECT id FROM theme", NULL);
  g_assert_cmpint (count_shown (archive, session_id, &filter), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/point-filter/filter", test_filter);
  return g_test_run ();
}
