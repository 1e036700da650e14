/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several lines at once: what they are split into, and that they are one step. */
#include "archive-fixture.h"

#include "rap-capture.h"
#include "rap-paste.h"

static const RapVoice plenary = { 0, 0 };

static void
test_split (void)
{
  static const char *const cases[][2] = {
    { "One\nTwo", "One|Two" },
    { "\r\n  One \r\n\r\n\t\rTwo\n\n", "One|Two" },
    { "- One\n• Two\n* Three\n– Four\n\u00B7\tFive", "One|Two|Three|Four|Five" },
    { "1. One\n2) Two\n 10.  Ten", "One|Two|Ten" },
    /* marks of the grammar and plain numbers stay */
    { "! Ask legal\n? Who pays\n= proxies\n\\ - plain", "! Ask legal|? Who pays|= proxies|\\ - plain" },
    { "-5 degrees\n*really*\n3.5 per cent\n2010. was a year\n- \n-",
      "-5 degrees|*really*|3.5 per cent|2010. was a year" },
    { "", "" },
    { "\n \n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) lines = rap_paste_split (cases[i][0]);
      g_autofree char *joined = g_strjoinv ("|", lines);
      g_assert_cmpstr (joined, ==, cases[i][1]);
    }
}

static GPtrArray *
parse (Archive *archive, gint64 session_id, const char *text)
{
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (archive->store), session_id, TRUE);
  g_auto (GStrv) lines = rap_paste_split (text);

  return rap_paste_parse (lines, context);
}

static void
test_record (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1), steps;
  g_autoptr (GPtrArray) lines = NULL, none = NULL;
  g_autofree char *before = NULL, *after = NULL, *texts = NULL;
  g_autoptr (GError) error = NULL;

  archive_say (archive->store, session_id, NULL, "Search by proxies");
  before = archive_dump (archive);
  steps = archive_count (archive, "history");
  lines = parse (archive, session_id, "- Trust needs time #trust\n- Why? \n= proxies *\n- ! Ask legal by 28 Feb");
  g_assert_true (rap_paste_record (archive->store, session_id, &plenary, lines, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps + 1);
  texts = rap_db_text (rap_store_db (archive->store),
                       "SELECT group_concat(kind || ' ' || text, '|') FROM"
                       " (SELECT kind, text FROM point ORDER BY recorded_at, id)",
                       NULL);
  g_assert_nonnull (strstr (texts, "insight Trust needs time|question Why?|action Ask legal"));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE starred"), ==, 1);
  archive_check (archive);
  g_assert_true (rap_store_undo (archive->store, 0, NULL, &error));
  after = archive_dump (archive);
  g_assert_cmpstr (after, ==, before);
}

static void
test_all_or_none (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  g_autofree char *too_long = g_strnfill (100001, 'x');
  g_autofree char *text = g_strconcat ("One\n", too_long, "\nThree", NULL);
  g_autoptr (GPtrArray) lines = parse (archive, session_id, text), good = parse (archive, session_id, "One\nTwo");
  sqlite3 *other;
  g_autoptr (GError) error = NULL;

  g_assert_false (rap_paste_record (archive->store, session_id, &plenary, lines, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_assert_cmpint (archive_count (archive, "point"), ==, 0);
  g_clear_error (&error);
  other = archive_hold (archive);
  g_assert_false (rap_paste_record (archive->store, session_id, &plenary, good, &error));
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BUSY);
  g_clear_error (&error);
  sqlite3_close (other);
  g_assert_true (rap_paste_record (archive->store, session_id, &plenary, good, &error));
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
}

/* Under the Chatham House Rule a name that is pasted is kept no more than one that is typed. */
static void
test_unnamed (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_db_run (rap_store_db (archive->store), &error, "UPDATE session SET attribution = 'none'", NULL));
  lines = parse (archive, session_id, "It was @Xaviera who asked\nand @Yolanda");
  g_assert_true (rap_paste_record (archive->store, session_id, &plenary, lines, &error));
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM point WHERE text LIKE '%Xav%' OR text LIKE '%Yol%'"),
                   ==, 0);
  g_assert_cmpint (archive_count (archive, "point"), ==, 2);
}

static void
test_many (Archive *archive, gconstpointer data)
{
  gint64 session_id = archive_add_seminar (archive, 1);
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2000; i++)
    g_string_append_printf (text, "%d. Line number %d #many\n", i % 1000, i);
  lines = parse (archive, session_id, text->str);
  g_string_free (text, TRUE);
  g_assert_cmpuint (lines->len, ==, 2000);
  g_assert_true (rap_paste_record (archive->store, session_id, &plenary, lines, &error));
  g_assert_no_error (error);
  g_assert_cmpint (archive_number (archive, "SELECT count(DISTINCT recorded_at) FROM point"), ==, 2000);
  g_assert_cmpint (archive_count (archive, "theme"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paste/split", test_split);
  archive_test_add ("/paste/record", test_record);
  archive_test_add ("/paste/all-or-none", test_all_or_none);
  archive_test_add ("/paste/unnamed", test_unnamed);
  archive_test_add ("/paste/many", test_many);
  return g_test_run ();
}
