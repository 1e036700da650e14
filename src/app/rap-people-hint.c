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
make_choice_hint (RapStore *store, RapPeopleList *people, gboolean is_open, const char *typed, gint64 id)
{
  g_autoptr (RapAttendance) attendance = rap_store_get (store, RAP_TYPE_ATTENDANCE, id);
  const char *name = attendance->name != NULL ? attendance->name : "";

  if (!is_open)
    return g_strdup_printf (_ ("Enter opens %s; Ctrl+Enter adds another person"), name);
  if (g_strcmp0 (attendance->status, "came") == 0)
    return g_strdup_printf (_ ("%s came; Space takes that back"), name);
  if (g_strcmp0 (attendance->status, "walked_in") == 0)
    return g_strdup_printf (_ ("%s walked in"), name);
  if (is_typed (typed) && rap_people_list_continues (people))
    return g_strdup_printf (_ ("Space twice ticks %s"), name);
  return g_strdup_printf (_ ("Space ticks %s"), name);
}

gboolean
rap_people_hint_is_door_open (RapDb *db, gint64 seminar_id)
{
  return strcmp (rap_people_usual_status (db, seminar_id), "registered") != 0;
}

char *
rap_people_hint (RapStore *store, gint64 seminar_id, RapPeopleList *people, const char *typed, gint64 chosen)
{
  const gboolean is_open = rap_people_hint_is_door_open (rap_store_db (store), seminar_id);

  if (chosen != 0 && (is_typed (typed) || is_open))
    return make_choice_hint (store, people, is_open, typed, chosen);
  if (is_typed (typed))
    return make_adding_hint (rap_store_db (store), seminar_id, typed);
  if (is_open)
    return g_strdup (_ ("Two letters and Space tick who is here. A whole name and Enter add who is not in the list."));
  return g_strdup (_ ("Type a name and press Enter, or paste a list."));
}
