/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query finds, in which order, and that nothing in it is syntax. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-capture.h"
#include "rap-programme.h"
#include "rap-sample.h"
#include "rap-search.h"

static void
add_line (Archive *archive, gint64 session_id, const char *typed)
{
  const RapVoice plenary = { 0 };
  g_autoptr (RapLine) line = rap_line_parse (typed, NULL);
  g_autoptr (GError) error = NULL;

  rap_capture_add (archive->store, session_id, &plenary, line, 0, NULL, &error);
  g_assert_no_error (error);
}

/* The texts found, parted by bars. */
static char *
find (Archive *archive, const char *query, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = rap_search_run (rap_store_db (archive->store), query, limit, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", ((RapSearchHit *) hits->pdata[i])->text);
  return g_string_free (found, FALSE);
}

static void
test_queries (Archive *archive, gconstpointer data)
{
  static const char *const lines[] = { "Trust needs proxies",  "We trust café owners",    "中文 信任需要代理",
                                       "AI技術 and 技術AI",    "Don't trust the process", "สวัสดีครับ",
                                       "50+ people said y2011" };
  static const struct
  {
    const char *query;
    const char *found;
  } cases[] = {
    { "trust", "Don't trust the process|We trust café owners|Trust needs proxies" },
    { "TRUST prox", "Trust needs proxies" },
    { "prox trust", "" }, /* only the last word may be a beginning */
    { "prox ", "" },
    { "proxies needs", "Trust needs proxies" },
    { "\"needs proxies\"", "Trust needs proxies" },
    { "\"proxies needs\"", "" },
    { "“needs proxies”", "Trust needs proxies" },
    { "\"needs prox", "" },
    { "trust -café", "Don't trust the process|Trust needs proxies" },
    { "trust -caf", "Don't trust the process|We trust café owners|Trust needs proxies" },
    { "trust -\"needs proxies\" -owners", "Don't trust the process" },
    { "cafe", "We trust café owners" },
    { "CAFÉ", "We trust café owners" },
    { "cafe\314\201", "We trust café owners" },
    { "don't", "Don't trust the process" },
    { "信任", "中文 信任需要代理" },
    { "代", "中文 信任需要代理" },
    { "任信", "" },
    { "中文 代理", "中文 信任需要代理" },
    { "中文 -代理", "" },
    { "AI", "AI技術 and 技術AI" },
    { "AI技術", "AI技術 and 技術AI" },
    { "技術AI", "AI技術 and 技術AI" },
    { "BI技術", "" },
    { "ครับ", "สวัสดีครับ" },
    { "-trust", "" },
    { "", "" },
    { "*", "" },
    { "\"", "" },
    { "y201", "50+ people said y2011" }, /* not the tags of every point of 2011 */
    { "trust OR people", "" },
    { "trust NEAR(people)", "" },
    { "text:trust", "" },
    { "trust\" OR \"people", "" },
    { "(trust", "Don't trust the process|We trust café owners|Trust needs proxies" },
    { "\377trust", "Don't trust the process|We trust café owners|Trust needs proxies" },
  };
  const gint64 session_id = archive_add_seminar (archive, 0);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (archive, session_id, lines[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (archive, cases[i].query, 100);
      if (strcmp (found, cases[i].found) != 0)
        g_error ("%s: found %s, wanted %s", cases[i].query, found, cases[i].found);
    }
}

static void
test_limit (Archive *archive, gconstpointer data)
{
  const gint64 session_id = archive_add_seminar (archive, 0);
  g_autofree char *found = NULL;

  add_line (archive, session_id, "one same");
  add_line (archive, session_id, "two same");
  found = find (archive, "same", 1);
  g_assert_cmpstr (found, ==, "two same");
}

static void
test_details (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) hits = NULL;
  const RapSearchHit *hit;

  rap_sample_add (archive->store, &error);
  g_assert_no_error (error);
  hits = rap_search_run (db, "we lean on proxies for", 20, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->kind, ==, "point");
  g_assert_cmpstr (hit->date, ==, "2011-01-19");
  g_assert_cmpstr (hit->seminar, ==, "Social media: the next steps");
  g_assert_cmpstr (hit->where, ==, "Syndicate discussion · Policy and trust");
  g_assert_cmpint (hit->seminar_id, ==, rap_db_int (db, "SELECT id FROM seminar WHERE date = ?1", "s", hit->date));
  g_assert_cmpint (hit->id, ==, rap_db_int (db, "SELECT id FROM point WHERE text = ?1", "s", hit->text));
  g_clear_pointer (&hits, g_ptr_array_unref);

  /* every kind of row is found, newest seminar first, people last */
  hits = rap_search_run (db, "s", 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const RapSearchHit *before = i > 0 ? hits->pdata[i - 1] : NULL;
      hit = hits->pdata[i];
      g_hash_table_add (kinds, (gpointer) hit->kind);
      if (before != NULL)
        g_assert_cmpstr (before->date != NULL ? before->date : "", >=, hit->date != NULL ? hit->date : "");
      g_assert_nonnull (hit->text);
    }
  g_assert_cmpuint (g_hash_table_size (kinds), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/search/queries", test_queries);
  archive_test_add ("/search/limit", test_limit);
  archive_test_add ("/search/details", test_details);
  return g_test_run ();
}
