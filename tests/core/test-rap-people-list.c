/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order people are listed, on the screen as on paper, and whom a few letters leave. */
#include "archive-fixture.h"

#include <gio/gio.h>

#include "rap-attendance.h"
#include "rap-handout.h"
#include "rap-people-change.h"
#include "rap-people-list.h"
#include "rap-people-order.h"
#include "rap-people.h"
#include "rap-programme.h"

#define N_MANY 1000

static void
add (Archive *archive, gint64 seminar_id, const char *line, const char *status)
{
  g_autoptr (RapAttendee) attendee = rap_attendee_parse (line);
  g_autoptr (GError) error = NULL;

  attendee->status = status;
  rap_people_add (archive->store, seminar_id, attendee, &error);
  g_assert_no_error (error);
}

static gint64
add_people (Archive *archive)
{
  static const char *const lines[] = { "Hazel Hall, Edinburgh Napier",
                                       "Ada Adams",
                                       "Zoë Adams, R&D <b>",
                                       "王小明, 北京大学",
                                       "Al Hazelwood",
                                       "Mary-Jane Adamson",
                                       "فاطمة الزهراء",
                                       "  Bo  van Haal ",
                                       "Cher" };
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, 0));

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add (archive, seminar_id, lines[i], "registered");
  return seminar_id;
}

/* Who is in a list, in its order. */
static char *
list_names (RapPeopleList *list)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (RapAttendance) attendance = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_ptr_array_add (names, g_strdup (attendance->name));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("; ", (char **) names->pdata);
}

static char *
list_handout (RapHandout *handout)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < handout->lines->len; i++)
    {
      const RapHandoutLine *line = handout->lines->pdata[i];
      if (line->kind == RAP_HANDOUT_TICK && line->cells[0] != NULL)
        g_ptr_array_add (names, line->cells[0]);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("; ", (char **) names->pdata);
}

static void
test_last (void)
{
  static const struct
  {
    const char *name;
    gsize last;
  } names[] = { { "Ada", 0 }, { "Ada Lovelace", 4 }, { "  Ada Lovelace  ", 6 }, { "", 0 }, { "فاطمة الزهراء", 11 } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize last;
      g_autofree char *key = rap_people_order (names[i].name, &last);
      g_assert_cmpuint (last, ==, names[i].last);
    }
}

static void
test_order (Archive *archive, gconstpointer data)
{
  const gint64 seminar_id = add_people (archive);
  g_autoptr (RapPeopleList) list = rap_people_list_new (archive->store);
  g_autoptr (RapHandout) handout = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *printed = NULL;

  rap_people_list_set_seminar (list, seminar_id);
  handout = rap_handout_door_list (rap_store_db (archive->store), seminar_id, &error);
  g_assert_no_error (error);
  shown = list_names (list);
  printed = list_handout (handout);
  g_assert_cmpstr (shown, ==, printed);
  g_assert_true (g_str_has_prefix (
      shown, "Ada Adams; Zoë Adams; Mary-Jane Adamson; Cher; Bo van Haal; Hazel Hall; Al Hazelwood; "));
}

static void
test_narrow (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *status;
    const char *shown;
  } cases[] = {
    /* any part of a name, and only then the affiliation */
    { "ha", NULL, "Bo van Haal; Hazel Hall; Al Hazelwood" },
    { "haz", NULL, "Hazel Hall; Al Hazelwood" },
    { "hazel h", NULL, "Hazel Hall" },
    { "ADA", NULL, "Ada Adams; Zoë Adams; Mary-Jane Adamson" },
    { "adams", NULL, "Ada Adams; Zoë Adams; Mary-Jane Adamson" },
    { "jane", NULL, "Mary-Jane Adamson" },
    { "van", NULL, "Bo van Haal" },
    { "zoe", NULL, "Zoë Adams" },
    { "王", NULL, "王小明" },
    { "الز", NULL, "فاطمة الزهراء" },
    { "napier", NULL, "Hazel Hall" },
    { "r&d <", NULL, "Zoë Adams" },
    { "al", NULL, "Al Hazelwood" },
    { "al", "came", "" },
    { "dams", NULL, "" },
    { "ha, nap", NULL, "Hazel Hall" },
    { "hazel ", NULL, "Hazel Hall" },
    /* a blank behind what is no whole word takes nobody away */
    { "ha ", NULL, "Bo van Haal; Hazel Hall; Al Hazelwood" },
    { "ha x", NULL, "" },
  };
  const gint64 seminar_id = add_people (archive);
  g_autoptr (RapPeopleList) list = rap_people_list_new (archive->store);

  rap_people_list_set_seminar (list, seminar_id);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      g_test_message ("“%s”", cases[i].typed);
      rap_people_list_narrow (list, cases[i].typed, cases[i].status);
      shown = list_names (list);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Beside who is expected, who is here already stands behind, each in order; and a list of many is whole. */
static void
test_many (Archive *archive, gconstpointer data)
{
  const gint64 seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), archive_add_seminar (archive, 0));
  g_autoptr (RapPeopleList) list = rap_people_list_new (archive->store);
  g_autoptr (GPtrArray) attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) rap_attendee_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  rap_people_list_set_seminar (list, seminar_id);
  for (int i = 0; i < N_MANY; i++)
    {
      g_autofree char *line = g_strdup_printf ("First%03d Last%03d, Organisation %d", i, N_MANY - i, i % 7);
      RapAttendee *attendee = rap_attendee_parse (line);
      attendee->status = i % 3 == 0 ? "came" : "registered";
      g_ptr_array_add (attendees, attendee);
    }
  rap_people_recognise (rap_store_db (archive->store), attendees);
  g_assert_true (rap_people_add_all (archive->store, seminar_id, attendees, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_MANY);
  g_assert_cmpuint (rap_people_list_count (list, "came"), ==, (N_MANY + 2) / 3);
  g_assert_cmpint (rap_people_list_get_id (list, 0), ==, ((RapAttendee *) attendees->pdata[N_MANY - 1])->attendance_id);
  rap_people_list_narrow (list, "first00", NULL);
  shown = list_names (list);
  g_assert_cmpstr (shown, ==,
                   "First008 Last992; First007 Last993; First005 Last995; First004 Last996; First002 Last998; "
                   "First001 Last999; First000 Last1000; First009 Last991; First006 Last994; First003 Last997");
}

/* What a list told last, as "position-removed+added". */
static void
told_cb (GListModel *list, guint position, guint removed, guint added, gpointer data)
{
  g_string_append_printf (data, " %u-%u+%u", position, removed, added);
}

/* The smallest splice tells of a change, whoever made it; what cannot be read leaves the list as it was. */
static void
test_follows (Archive *archive, gconstpointer data)
{
  const gint64 seminar_id = add_people (archive);
  g_autoptr (RapPeopleList) list = rap_people_list_new (archive->store);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStore) other = rap_store_open (archive->path, "cli", RAP_DB_DEFAULT, &error);
  g_autoptr (RapAttendee) attendee = rap_attendee_parse ("Dora Duck");
  gint64 hazel;

  g_signal_connect (list, "items-changed", G_CALLBACK (told_cb), told);
  rap_people_list_set_seminar (list, seminar_id);
  g_assert_cmpstr (told->str, ==, " 0-0+9");
  hazel = rap_people_list_get_id (list, 5);
  g_assert_cmpuint (rap_people_list_find (list, hazel), ==, 5);

  g_string_truncate (told, 0);
  attendee->status = "registered";
  g_assert_true (rap_people_add (other, seminar_id, attendee, &error));
  rap_store_refresh (archive->store);
  g_assert_cmpstr (told->str, ==, " 4-0+1");
  g_assert_cmpuint (rap_people_list_find (list, hazel), ==, 6);

  g_string_truncate (told, 0); /* of another seminar, or of a point: nothing */
  archive_add_seminar (archive, 2);
  g_assert_true (rap_people_set_status (archive->store, &hazel, 1, "came", &error));
  g_assert_cmpstr (told->str, ==, "");
  g_assert_cmpuint (rap_people_list_count (list, "came"), ==, 1);
  g_assert_cmpuint (rap_people_list_count (list, NULL), ==, 10);

  rap_people_list_narrow (list, "ha", NULL); /* who came stands behind, and is found where it is */
  g_assert_cmpuint (rap_people_list_find (list, hazel), ==, 2);
  g_assert_cmpuint (rap_people_list_find (list, attendee->attendance_id), ==, G_MAXUINT);
  g_assert_cmpint (rap_people_list_get_id (list, 3), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));
  g_string_truncate (told, 0);
  g_assert_true (rap_people_remove (other, &hazel, 1, &error));
  rap_store_refresh (archive->store);
  g_assert_cmpstr (told->str, ==, " 2-1+0");
  g_clear_object (&other);

  {
    sqlite3 *holder = archive_hold (archive);
    g_autofree char *names = NULL;

    rap_people_list_set_seminar (list, seminar_id);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
    g_assert_cmpuint (rap_people_list_count (list, NULL), ==, 9);
    sqlite3_close (holder);
    rap_people_list_narrow (list, "", NULL);
    names = list_names (list);
    g_assert_true (g_str_has_prefix (names, "Ada Adams; Zoë Adams; Mary-Jane Adamson; Cher; Dora Duck; Bo van Haal; "));
  }
  rap_people_list_set_seminar (list, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

/* A space is a part of a name for as long as it fits one; then it is a key. */
static void
test_continues (Archive *archive, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    gboolean continues;
  } cases[] = {
    { "", FALSE },       { "haz", FALSE },   { "hazel", TRUE },        { "hazel hall", FALSE },
    { "bo", TRUE },      { "bo van", TRUE }, { "bo van haal", FALSE }, { "edinburgh", TRUE },
    { "napier", FALSE }, { "mary", TRUE },   { "cher", FALSE },        { "nobody", FALSE },
  };
  const gint64 seminar_id = add_people (archive);
  g_autoptr (RapPeopleList) list = rap_people_list_new (archive->store);

  rap_people_list_set_seminar (list, seminar_id);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].typed);
      rap_people_list_narrow (list, cases[i].typed, NULL);
      g_assert_cmpint (rap_people_list_continues (list), ==, cases[i].continues);
    }
  rap_people_list_narrow (list, "bo ", NULL); /* the word is whole: Bob would not fit */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-list/last-names", test_last);
  archive_test_add ("/people-list/order", test_order);
  archive_test_add ("/people-list/narrow", test_narrow);
  archive_test_add ("/people-list/many", test_many);
  archive_test_add ("/people-list/follows", test_follows);
  archive_test_add ("/people-list/continues", test_continues);
  return g_test_run ();
}
