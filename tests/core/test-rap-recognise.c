/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether somebody who is written down is a person of the archive: nothing alone says so. */
#include "archive-fixture.h"

#include "random-rows.h"
#include "rap-line-context.h"
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

/* Whether the rule says that a person has the name, and the address or the affiliation, worked out row by row. */
static gboolean
rule_says (RapDb *db, gint64 id, const char *name, const char *email, const char *affiliation)
{
  g_autofree char *own = rap_db_text (db, "SELECT name FROM person WHERE id = ?1", "i", id);
  g_autofree char *key = rap_name_key (own);
  g_autofree char *wanted = rap_name_key (name);

  return strcmp (key, wanted) == 0 &&
         rap_db_int (db,
                     "SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1 AND email = ?2) OR EXISTS"
                     " (SELECT 1 FROM attendance WHERE person_id = ?1 AND affiliation = ?3)",
                     "iss", id, email, affiliation) != 0;
}

/* Names of every sort of character, each twice, few affiliations and addresses: nobody is taken for another. */
static void
test_random (Archive *archive, gconstpointer data)
{
  static const char *const affiliations[] = { NULL, "Napier", "R&D" };
  static const char *const addresses[] = { NULL, "office@x.org", "h@x.org" };
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapRecognise) recognise = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RapStmt) people = NULL;
  g_autoptr (GError) error = NULL;
  guint n_known = 0;

  archive_add_seminar (archive, 0);
  rap_store_begin (archive->store, "Random people", 0, &error);
  random_rows_add (db, "person", 60);
  rap_db_exec (
      db,
      "UPDATE person SET name = substr(name, 1, 40), bio = NULL, email = CASE abs(random() % 3) WHEN 0 THEN NULL"
      " WHEN 1 THEN 'office@x.org' ELSE 'h@x.org' END;"
      "INSERT OR IGNORE INTO person(id, name, email) SELECT abs(random()), 'Person ' || substr(name, 1, 1),"
      " email FROM person;"
      "INSERT INTO person(id, name, email) SELECT abs(random()), name, email FROM person;"
      "INSERT INTO attendance(id, seminar_id, person_id, affiliation)"
      " SELECT abs(random()), (SELECT id FROM seminar), id, CASE abs(random() % 3) WHEN 0 THEN NULL"
      " WHEN 1 THEN 'Napier' ELSE 'R&D' END FROM person",
      &error);
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));
  people = rap_db_prepare (db, "SELECT id FROM person", NULL);
  while (rap_stmt_step (people, NULL))
    {
      const gint64 id = rap_stmt_int (people, 0);
      g_array_append_val (ids, id);
    }
  recognise = rap_recognise_new (db);
  for (guint i = 0; i < ids->len * 9; i++)
    {
      g_autofree char *name =
          rap_db_text (db, "SELECT name FROM person WHERE id = ?1", "i", g_array_index (ids, gint64, i / 9));
      const char *affiliation = affiliations[i % 3], *email = addresses[i / 3 % 3];
      RapRecognition by;
      gint64 known;

      by = rap_recognise_find (recognise, name, email, affiliation, &known, NULL);
      if (known == 0)
        continue;
      n_known++;
      for (guint j = 0; j < ids->len; j++)
        {
          const gint64 id = g_array_index (ids, gint64, j);
          const gboolean fits = rule_says (db, id, name, by == RAP_RECOGNISED_BY_EMAIL ? email : NULL,
                                           by == RAP_RECOGNISED_BY_AFFILIATION ? affiliation : NULL);
          /* of two with one address the affiliation tells */
          if (id == known)
            g_assert_true (fits);
          else if (fits && by == RAP_RECOGNISED_BY_EMAIL)
            g_assert_false (rule_says (db, id, name, NULL, affiliation));
          else
            g_assert_false (fits);
        }
    }
  g_assert_cmpuint (n_known, >, 10);
}

/* So many names that all are read at once are known like few. */
static void
test_many (Archive *archive, gconstpointer data)
{
  RapDb *db = rap_store_db (archive->store);
  g_autoptr (RapRecognise) recognise = NULL;
  g_autoptr (GError) error = NULL;

  archive_add_seminar (archive, 0);
  rap_store_begin (archive->store, "Many people", 0, &error);
  rap_db_exec (db,
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
               " INSERT INTO person(id, name, email) SELECT i, 'Person ' || i, i || '@x.org' FROM n",
               &error);
  g_assert_no_error (error);
  g_assert_true (rap_store_commit (archive->store, &error));
  recognise = rap_recognise_new (db);
  for (gint64 i = 1; i <= 1200; i++)
    {
      g_autofree char *name = g_strdup_printf ("PERSON %d", (int) i);
      g_autofree char *email = g_strdup_printf ("%d@x.org", (int) i);
      gint64 id;

      g_assert_cmpint (rap_recognise_find (recognise, name, email, NULL, &id, NULL), ==, RAP_RECOGNISED_BY_EMAIL);
      g_assert_cmpint (id, ==, i);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/recognise/rule", test_rule);
  archive_test_add ("/recognise/add", test_add);
  archive_test_add ("/recognise/random", test_random);
  archive_test_add ("/recognise/many", test_many);
  return g_test_run ();
}
