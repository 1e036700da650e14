/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-hint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attendance.h"
#include "rap-people.h"

static gboolean
is_typed (const char *typed)
{
  return strspn (typed, " ") < strlen (typed);
}

/* What Enter does with what is typed and fits nobody. */
static char *
make_adding_hint (RapDb *db, gint64 seminar_id, const char *typed)
{
  const char *status = rap_people_usual_status (db, seminar_id);
  g_autoptr (RapAttendee) attendee = rap_attendee_parse (typed);

  if (*attendee->name == '\0')
    return g_strdup (_ ("A person needs a name: Name, affiliation <address>"));
  if (strcmp (status, "registered") == 0)
    return g_strdup_printf (_ ("Enter adds %s as registered"), attendee->name);
  if (strcmp (status, "walked_in") == 0)
    return g_strdup_printf (_ ("Enter adds %s as walked in"), attendee->name);
  return g_strdup_printf (_ ("Enter adds %s, who came"), attendee->name);
}

/* What Space does with who is chosen. */
static char *
make_choice_hint (RapStore *store, RapPeopleList *people, const char *door_day, const char *typed, gint64 id)
{
  g_autoptr (RapAttendance) attendance = rap_store_get (store, RAP_TYPE_ATTENDANCE, id);
  const char *name = attendance->name != NULL ? attendance->name : "";

  if (door_day != NULL)
    /* Translators: a name, and a day such as “24 January” */
    return g_strdup_printf (_ ("Enter opens %s; Ctrl+Enter adds another person. From %s on, Space ticks who comes."),
                            name, door_day);
  if (g_strcmp0 (attendance->status, "came") == 0)
    return g_strdup_printf (_ ("%s came; Space takes that back"), name);
  if (g_strcmp0 (attendance->status, "walked_in") == 0)
    return g_strdup_printf (_ ("%s walked in"), name);
  if (is_typed (typed) && rap_people_list_continues (people))
    return g_strdup_printf (_ ("Space twice ticks %s"), name);
  return g_strdup_printf (_ ("Space ticks %s"), name);
}

/* From when on people are ticked, as people write it; NULL if that day has come. */
static char *
format_door_day (RapDb *db, gint64 seminar_id)
{
  g_autofree char *iso = rap_people_find_door_day (db, seminar_id);
  g_autofree char *text = iso != NULL ? g_strconcat (iso, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) day = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  /* Translators: a day of this year, as strftime() has it */
  return day != NULL ? g_date_time_format (day, _ ("%-e %B")) : g_steal_pointer (&iso);
}

gboolean
rap_people_hint_is_door_open (RapDb *db, gint64 seminar_id)
{
  g_autofree char *day = rap_people_find_door_day (db, seminar_id);

  return day == NULL;
}

char *
rap_people_hint (RapStore *store, gint64 seminar_id, RapPeopleList *people, const char *typed, gint64 chosen)
{
  g_autofree char *door_day = format_door_day (rap_store_db (store), seminar_id);

  if (chosen != 0 && (is_typed (typed) || door_day == NULL))
    return make_choice_hint (store, people, door_day, typed, chosen);
  if (is_typed (typed))
    return make_adding_hint (rap_store_db (store), seminar_id, typed);
  if (door_day == NULL)
    return g_strdup (_ ("Two letters and Space tick who is here. A whole name and Enter add who is not in the list."));
  return g_strdup_printf (_ ("Type a name and press Enter, or paste a list. From %s on, Space ticks who comes."),
                          door_day);
}
