/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can speak in a session, and who has. */
#include "archive-fixture.h"

static void
test_spoke (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapVoice one = archive_syndicate (archive, session_id, 1), two = archive_syndicate (archive, session_id, 2);
  g_autoptr (GPtrArray) before = rap_voices_list (rap_store_db (archive->store), session_id);
  g_autoptr (GPtrArray) voices = NULL;
  const gboolean spoke[] = { TRUE, TRUE, FALSE, TRUE };

  g_assert_cmpuint (before->len, ==, G_N_ELEMENTS (spoke));
  for (guint i = 0; i < before->len; i++)
    g_assert_false (((RapVoiceEntry *) before->pdata[i])->spoke);
  archive_say (archive->store, session_id, &one, "Search by proxies");
  archive_say (archive->store, session_id, &two, "= proxies");
  archive_say (archive->store, session_id, NULL, "= proxies");
  voices = rap_voices_list (rap_store_db (archive->store), session_id);
  for (guint i = 0; i < voices->len; i++)
    {
      const RapVoiceEntry *entry = voices->pdata[i];
      g_assert_cmpint (entry->spoke, ==, spoke[i]);
      g_assert_cmpint (entry->n_points, ==, i == 0 ? 1 : 0);
    }
}

/* While another process holds the whole file, nothing can be read: not even that there are few voices. */
static void
test_voices_unread (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 3);
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GPtrArray) voices = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = archive_hold (archive);

  g_assert_null (rap_voices_list (db, session_id));
  g_assert_true (rap_db_take_unasked (db, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  sqlite3_close (other);
  voices = rap_voices_list (db, session_id);
  g_assert_cmpuint (voices->len, ==, 4);
}

/* A closed syndicate is a voice only for what it said while it was open. */
static void
test_closed_syndicates (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 session_id = archive_add_seminar (archive, 4);
  RapVoice two = archive_syndicate (archive, session_id, 2), three = archive_syndicate (archive, session_id, 3);
  g_autoptr (GPtrArray) voices = NULL;

  archive_say (archive->store, session_id, &two, "Search by proxies");
  archive_say (archive->store, session_id, &three, "= proxies");
  g_assert_true (rap_db_exec (rap_store_db (archive->store), "UPDATE syndicate SET closed = 1", &error));
  voices = rap_voices_list (rap_store_db (archive->store), session_id);
  g_assert_cmpuint (voices->len, ==, 3);
  g_assert_cmpint (((RapVoiceEntry *) voices->pdata[0])->number, ==, 2);
  g_assert_cmpint (((RapVoiceEntry *) voices->pdata[1])->number, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/voice/spoke", test_spoke);
  archive_test_add ("/voice/unread", test_voices_unread);
  archive_test_add ("/voice/closed-syndicates", test_closed_syndicates);
  return g_test_run ();
}
