/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody who is written down is a person of the archive: nothing alone says so. */
#include "archive-fixture.h"

#include "rap-recognise.h"

static RapRecognise *
make_people (Archive *archive)
{
  g_autoptr (GError) error = NULL;
  const gint64 seminar_id = archive_number (archive, "SELECT id FROM seminar");

  rap_store_begin (archive->store, "Add people", seminar_id, &error);
  rap_db_exec (rap_store_db (archive->store),
               "INSERT INTO person(id, name, email) VALUES(1, 'Zoë Ray', 'zoe@a.org'), (2, 'Kim Lee', 'office@a.org'),"
               " (3, 'Kim Lee', 'kim@b.org'), (4, 'Kim Lee', NULL), (5, 'Al Fa', 'office@a.org'), (6, 'Al Fa', "
               "'office@a.org'), (7, 'Bo', NULL);"
               "INSERT INTO attendance(id, seminar_id, person_id, affiliation) SELECT id, (SELECT id FROM seminar), id,"
               " CASE id WHEN 1 THEN 'Napier' WHEN 2 THEN 'A & Co' WHEN 3 THEN 'B & Co' WHEN 4 THEN 'B & Co'"
               " WHEN 5 THEN 'Left' WHEN 6 THEN 'Right' END FROM person",
               &error);
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));
  return rap_recognise_new (rap_store_db (archive->store));
}

static void
test_rule (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *email;
    const char *affiliation;
    RapRecognition recognition;
    gint64 id;
    guint candidates;
  } cases[] = {
    { "Zoë Ray", "zoe@a.org", NULL, RAP_RECOGNISED_BY_EMAIL, 1, 1 },
    { " zOË  RAY ", " Zoe@A.org ", "Elsewhere", RAP_RECOGNISED_BY_EMAIL, 1, 1 },
    { "Zoe\xcc\x88 Ray", NULL, "napier", RAP_RECOGNISED_BY_AFFILIATION, 1, 1 },
    { "Zoë Ray", "other@a.org", "Napier", RAP_RECOGNISED_BY_AFFILIATION, 1, 1 },
    { "Zoë Ray", NULL, NULL, RAP_RECOGNISED_UNSURE, 0, 1 },
    { "Zoë Ray", "other@a.org", "Other", RAP_RECOGNISED_UNSURE, 0, 1 },
    { "Zoe Ray", "zoe@a.org", "Napier", RAP_RECOGNISED_NOBODY, 0, 0 },
    { "Kim Lee", "office@a.org", "B & Co", RAP_RECOGNISED_BY_EMAIL, 2, 1 },
    { "Kim Lee", "", "A & Co", RAP_RECOGNISED_BY_AFFILIATION, 2, 1 },
    { "Kim Lee", NULL, "B & Co", RAP_RECOGNISED_UNSURE, 0, 2 },
    { "Kim Lee", NULL, "", RAP_RECOGNISED_UNSURE, 0, 3 },
    { "Al Fa", "office@a.org", NULL, RAP_RECOGNISED_UNSURE, 0, 2 },
    { "Al Fa", "office@a.org", "Right", RAP_RECOGNISED_BY_EMAIL, 6, 1 },
    { "Bo", NULL, "", RAP_RECOGNISED_UNSURE, 0, 1 },
    { "Office", "office@a.org", "A & Co", RAP_RECOGNISED_NOBODY, 0, 0 },
  };
  g_autoptr (RapRecognise) recognise = NULL;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  archive_add_seminar (archive, 0);
  recognise = make_people (archive);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s, %s", cases[i].name, cases[i].email, cases[i].affiliation);
      g_assert_cmpint (
          rap_recognise_find (recognise, cases[i].name, cases[i].email, cases[i].affiliation, &id, candidates), ==,
          cases[i].recognition);
      g_assert_cmpint (id, ==, cases[i].id);
      g_assert_cmpuint (candidates->len, ==, cases[i].candidates);
    }
}

/* The rows of a list are told from each other by the same rule. */
static void
test_add (Archive *archive, gconstpointer data)
{
  g_autoptr (RapRecognise) recognise = NULL;
  gint64 id;

  archive_add_seminar (archive, 0);
  recognise = make_people (archive);
  g_assert_cmpint (rap_recognise_find (recognise, "New One", "new@a.org", "New", NULL, NULL), ==,
                   RAP_RECOGNISED_NOBODY);
  rap_recognise_add (recognise, 100, "New One", "new@a.org", "New");
  g_assert_cmpint (rap_recognise_find (recognise, "New One", "new@a.org", NULL, &id, NULL), ==,
                   RAP_RECOGNISED_BY_EMAIL);
  g_assert_cmpint (id, ==, 100);
  g_assert_cmpint (rap_recognise_find (recognise, "New One", NULL, "new", &id, NULL), ==,
                   RAP_RECOGNISED_BY_AFFILIATION);
  g_assert_cmpint (rap_recognise_find (recognise, "New One", NULL, NULL, &id, NULL), ==, RAP_RECOGNISED_UNSURE);
  /* what is added of somebody who is there is known beside what the archive has */
  rap_recognise_add (recognise, 7, "Bo", NULL, "Elsewhere");
  g_assert_cmpint (rap_recognise_find (recognise, "Bo", NULL, "Elsewhere", &id, NULL), ==,
                   RAP_RECOGNISED_BY_AFFILIATION);
  g_assert_cmpint (id, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/recognise/rule", test_rule);
  archive_test_add ("/recognise/add", test_add);
  return g_test_run ();
}
