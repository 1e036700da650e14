/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and finding seminars and people by what somebody types. */
#include "archive-fixture.h"

#include "rap-programme.h"

static void
test_add_person (Archive *archive, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  gint64 first = archive_add_seminar (archive, 2), second = archive_add_seminar (archive, 2), hazel, steps;
  RapDb *db = rap_store_db (archive->store);
  const gint64 seminar_id = rap_programme_seminar_of (db, first);

  hazel = rap_programme_add_person (archive->store, seminar_id, " Hazel Hall ", &error);
  g_assert_no_error (error);
  g_assert_cmpint (hazel, !=, 0);
  label = rap_db_text (db, "SELECT label FROM history ORDER BY seq DESC", NULL);
  g_assert_cmpstr (label, ==, "Add the person “Hazel Hall”");
  g_assert_cmpint (archive_number (archive, "SELECT count(*) FROM attendance WHERE status = 'came'"
                                            " AND consent = 'no'"),
                   ==, 1);
  steps = archive_count (archive, "history");
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "Hazel Hall", &error), ==, hazel);
  g_assert_cmpint (archive_count (archive, "history"), ==, steps);
  /* a name alone tells nobody from a namesake in another seminar */
  g_assert_cmpint (
      rap_programme_add_person (archive->store, rap_programme_seminar_of (db, second), "Hazel Hall", &error), !=,
      hazel);
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, "hazel hall", &error), ==, hazel);
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
  g_assert_cmpint (rap_programme_add_person (archive->store, seminar_id, " ", &error), ==, 0);
  g_assert_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_cmpint (rap_programme_add_person (archive->store, 12345, "Hazel", &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_cmpint (archive_count (archive, "person"), ==, 2);
}

static gint64
make_seminar (Archive *archive, const char *title, const char *date)
{
  RapSeminarPlan plan = { .title = title, .date = date };
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_new_seminar (archive->store, &plan, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_find_seminar (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  gint64 trust = make_seminar (archive, "Trust", "2011-01-19"),
         more = make_seminar (archive, "More trust", "2012-01-19");
  gint64 noon = make_seminar (archive, "Noon", "2013-05-05");
  const struct
  {
    const char *what;
    gint64 id;
    int code;
  } cases[] = {
    { "2011-01-19", trust, 0 },
    { "trust", trust, 0 }, /* the whole title, though a part of another */
    { "MORE", more, 0 },
    { "tru", 0, RAP_ERROR_AMBIGUOUS },
    { "noon", 0, RAP_ERROR_AMBIGUOUS }, /* two of the same title */
    { "2013-05-05", 0, RAP_ERROR_AMBIGUOUS },
    { "2014-05-05", 0, RAP_ERROR_NOT_FOUND },
    { "nothing", 0, RAP_ERROR_NOT_FOUND },
    { "", 0, RAP_ERROR_NOT_FOUND },
  };

  make_seminar (archive, "Noon", "2013-05-05");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("“%s”", cases[i].what);
      g_assert_cmpint (rap_programme_find_seminar (db, cases[i].what, &error), ==, cases[i].id);
      if (cases[i].id == 0)
        g_assert_error (error, RAP_ERROR, cases[i].code);
    }
  g_assert_cmpint (noon, !=, 0);
}

static void
test_is_date (void)
{
  static const char *const no[] = { "",          "2011-02-29",  "2011-13-01", "2011- 1-19", "+201-01-19",
                                    "2011-1-19", "2011-01-199", "0000-01-01", "2011/01/19", "2011-01-00" };

  g_assert_true (rap_programme_is_date ("2012-02-29"));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (rap_programme_is_date (no[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/programme/add-person", test_add_person);
  archive_test_add ("/programme/find-seminar", test_find_seminar);
  g_test_add_func ("/programme/is-date", test_is_date);
  return g_test_run ();
}
