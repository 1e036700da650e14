/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handouts on paper, as PDF and without a display: how many pages, and what can be read on each. Given a folder, leaves
 * the files there to be looked at. */
#include "../core/syndicate-fixture.h"

#include <glib/gstdio.h>

#include "rap-print.h"

static const char *folder; /* NULL: no file stays */

static const char *const names[] = {
  "Ada Adeyemi",
  "王小明",
  "فاطمة الزهراء",
  "Hannah <i>Hill</i>",
  "Zoë O’Neill",
  "Chiara Conti",
  "Jonathan Featherstonehaugh-Cholmondeley of Marjoribanks and Lower Wallop",
};
static const char *const affiliations[] = {
  "R&D <b>", "北京大学", "جامعة القاهرة", NULL, "The Society for the Promotion of Very Long Names of Organisations",
};

static void
run (Archive *archive, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rap_db_exec (rap_store_db (archive->store), sql, &error));
  g_assert_no_error (error);
}

/* A seminar of two talks and a discussion in three syndicates, over which so many people are dealt. */
static void
plan_seminar (Archive *archive, int n_people)
{
  const gint64 session_id = archive_add_seminar (archive, 3);

  run (
      archive,
      "UPDATE seminar SET title = 'Social media: the next steps', topic = 'Using social media to achieve the goals of"
      " an organisation', tz = 'Europe/London', venue = 'British Dental Association, 64 Wimpole Street, London',"
      " host = 'NetIKX', starts_at = 1295445600000, ends_at = 1295456400000;"
      "UPDATE session SET position = 3, starts_at = 1295450400000, ends_at = 1295454600000, minutes_to_talk = 20,"
      " minutes_to_report = 10, ask = 'three points and a question';"
      "UPDATE syndicate SET name = 'Policy and trust', brief = 'How much policy do we need, and what makes us trust one"
      " another online?' WHERE number = 1;"
      "UPDATE syndicate SET name = 'أدوات التواصل', brief = 'كيف تنتشر هذه الأدوات؟' WHERE number = 2;"
      "INSERT INTO session(id, seminar_id, position, kind, title, starts_at, ends_at)"
      " SELECT 1, id, 1, 'talk', 'Should they be taken seriously?', 1295446200000, 1295448000000 FROM seminar"
      " UNION SELECT 2, id, 2, 'talk', '图书馆的下一步', 1295448000000, 1295449800000 FROM seminar"
      " UNION SELECT 3, id, 4, 'plenary', 'Close', 1295454600000, NULL FROM seminar");
  for (int i = 0; i < n_people; i++)
    {
      g_autofree char *made_up = g_strdup_printf ("Person %c%03d", 'A' + i % 26, i);
      add_attendee (archive, session_id, i < (int) G_N_ELEMENTS (names) ? names[i] : made_up,
                    affiliations[i % G_N_ELEMENTS (affiliations)], i % 5 == 0 ? "came" : "registered");
    }
  run (archive,
       "INSERT INTO role(id, attendance_id, kind, session_id) VALUES(1, 1, 'speaker', 1), (2, 2, 'speaker', 2),"
       " (3, 3, 'speaker', 2);"
       "INSERT INTO role(id, attendance_id, kind, syndicate_id, position)"
       " SELECT 10 + a.id, a.id, 'member', y.id, a.id FROM attendance a JOIN syndicate y ON y.number = 1 + a.id % 2;"
       "INSERT INTO role(id, attendance_id, kind, syndicate_id) SELECT 5, 1, 'rapporteur', id FROM syndicate"
       " WHERE number = 1 UNION SELECT 6, 2, 'facilitator', id FROM syndicate WHERE number = 2");
}

/* Returns the text of the pages, each ended by a form feed. */
static char *
print_to_text (Archive *archive, RapHandoutReader read, const char *paper, const char *file)
{
  g_autofree char *path = g_build_filename (folder != NULL ? folder : archive->folder, file, NULL);
  g_autoptr (GError) error = NULL;
  RapHandout *handout =
      read (rap_store_db (archive->store), archive_number (archive, "SELECT id FROM seminar"), &error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper);
  const char *const command[] = { "pdftotext", "-layout", path, "-", NULL };
  char *text = NULL;
  int status;

  g_assert_no_error (error);
  operation = rap_print_new (handout);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (
      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  if (folder == NULL)
    g_unlink (path);
  return text;
}

static int
count (const char *text, const char *what)
{
  int n = 0;

  for (const char *at = text; (at = strstr (at, what)) != NULL; at += strlen (what))
    n++;
  return n;
}

static void
assert_pages (const char *text, int n)
{
  g_autofree char *last = g_strdup_printf ("Page %d of %d", n, n);

  g_assert_cmpint (count (text, "\f"), ==, n);
  g_assert_cmpint (count (text, last), ==, n > 1);
}

static void
assert_has (const char *text, const char *what)
{
  if (strstr (text, what) == NULL)
    g_error ("“%s” is not on the paper:\n%s", what, text);
}

static void
test_few_on_letter (Archive *archive, gconstpointer data)
{
  const char *paper = GTK_PAPER_NAME_LETTER;
  g_autofree char *programme = NULL;
  g_autofree char *list = NULL;
  g_autofree char *sheets = NULL;

  plan_seminar (archive, 3);
  programme = print_to_text (archive, rap_handout_programme, paper, "programme.pdf");
  assert_pages (programme, 1);
  assert_has (programme, "British Dental Association");
  assert_has (programme, "14:10–14:40");
  assert_has (programme, "Ada Adeyemi · R&D <b>");
  assert_has (programme, "图书馆的下一步");
  g_assert_cmpint (count (programme, "Social media"), ==, 1); /* no header that repeats it */

  list = print_to_text (archive, rap_handout_door_list, paper, "door-list.pdf");
  assert_pages (list, 1);
  assert_has (list, "Social media: the next steps");
  assert_has (list, "19 January 2011");
  assert_has (list, "Walked in");

  sheets = print_to_text (archive, rap_handout_sheets, paper, "sheets.pdf");
  assert_pages (sheets, 3);
  assert_has (sheets, "1 · Policy and trust");
  assert_has (sheets, "Syndicate 3");
  g_assert_cmpint (count (sheets, "three points and a question"), ==, 3);
}

static void
test_many (Archive *archive, gconstpointer data)
{
  g_autofree char *list = NULL;
  g_autofree char *sheets = NULL;
  g_autofree char *longer = NULL;

  plan_seminar (archive, 120);
  list = print_to_text (archive, rap_handout_door_list, GTK_PAPER_NAME_A4, "door-list-120.pdf");
  assert_pages (list, count (list, "\f"));
  g_assert_cmpint (count (list, "\f"), >=, 4);
  g_assert_cmpint (count (list, "\f"), <=, 7);
  g_assert_cmpint (count (list, "Person "), ==, 113);
  assert_has (list, "Hannah <i>Hill</i>"); /* never as markup */
  assert_has (list, "Wallop");
  assert_has (list, "Organisations");
  g_assert_cmpint (count (list, "Social media"), ==, count (list, "\f"));

  sheets = print_to_text (archive, rap_handout_sheets, GTK_PAPER_NAME_A4, "sheets-120.pdf");
  g_assert_cmpint (count (sheets, "Person "), ==, 113);
  g_assert_cmpint (count (sheets, "60 people"), ==, 2);

  /* a text longer than a page is lost nowhere */
  run (archive,
       "UPDATE syndicate SET brief = replace(hex(zeroblob(1500)), '00', 'word ') || 'the end' WHERE number = 1");
  longer = print_to_text (archive, rap_handout_sheets, GTK_PAPER_NAME_A4, "sheets-long.pdf");
  g_assert_cmpint (count (longer, "word"), ==, 1500);
  assert_has (longer, "the end");
  g_assert_cmpint (count (longer, "\f"), >, count (sheets, "\f"));
}

/* Mirrored: what is on the left of the page is now on its right. */
static void
test_from_right_to_left (Archive *archive, gconstpointer data)
{
  g_autofree char *programme = NULL;

  plan_seminar (archive, 12);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  programme = print_to_text (archive, rap_handout_programme, GTK_PAPER_NAME_A4, "programme-rtl.pdf");
  g_free (print_to_text (archive, rap_handout_door_list, GTK_PAPER_NAME_A4, "door-list-rtl.pdf"));
  g_free (print_to_text (archive, rap_handout_sheets, GTK_PAPER_NAME_A4, "sheets-rtl.pdf"));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_true (strstr (programme, "Close") < strstr (programme, "16:30\n") ||
                 strstr (programme, "Close") < strstr (programme, "16:30\f"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = argc > 1 ? argv[1] : NULL;
  archive_test_add ("/print/many", test_many);
  archive_test_add ("/print/from-right-to-left", test_from_right_to_left);
  archive_test_add ("/print/few-on-letter", test_few_on_letter);
  return g_test_run ();
}
