/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attendance.h"
#include "rap-person.h"
#include "rap-recognise.h"
#include "rap-time.h"

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* @recognise knows those of a list, by their places in it from -1 downwards, beside the people of the archive. */
static void
recognise_next (RapRecognise *recognise, GPtrArray *attendees, guint place)
{
  RapAttendee *attendee = attendees->pdata[place];
  gint64 id = MAX (attendee->person_id, 0);

  g_clear_pointer (&attendee->candidates, g_array_unref);
  attendee->candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!is_given (attendee->name))
    return;
  if (attendee->person_id == 0)
    rap_recognise_find (recognise, attendee->name, attendee->email, attendee->affiliation, &id, attendee->candidates);
  if (id != 0)
    g_array_set_size (attendee->candidates, 0);
  if (id > 0)
    attendee->person_id = id;
  attendee->same_as = id < 0 ? (guint) -id : 0;
  rap_recognise_add (recognise, id != 0 ? id : -(gint64) place - 1, attendee->name, attendee->email,
                     attendee->affiliation);
}

/* Where nobody is asked: of whom there is nothing but a name is the one of that name who attends, if there is exactly
 * one, as it is for an @ in the notes. */
static void
choose_attending (RapDb *db, gint64 seminar_id, RapAttendee *attendee)
{
  gint64 id = 0;
  guint n = 0;

  if (attendee->person_id != 0 || is_given (attendee->email) || is_given (attendee->affiliation))
    return;
  for (guint i = 0; i < attendee->candidates->len; i++)
    {
      const gint64 candidate = g_array_index (attendee->candidates, gint64, i);
      if (rap_people_attends (db, seminar_id, candidate))
        {
          id = candidate;
          n++;
        }
    }
  if (n == 1)
    attendee->person_id = id;
}

/* The same for a single one whom nobody is asked about. */
static GPtrArray *
recognise_unasked (RapDb *db, gint64 seminar_id, RapAttendee *attendee)
{
  GPtrArray *attendees = g_ptr_array_new ();

  g_ptr_array_add (attendees, attendee);
  rap_people_recognise (db, attendees);
  choose_attending (db, seminar_id, attendee);
  return attendees;
}

static gboolean
fill_text (char **member, const char *given)
{
  if (!is_given (given) || is_given (*member))
    return FALSE;
  g_free (*member);
  *member = g_strdup (given);
  return TRUE;
}

static gboolean
ensure_person (RapStore *store, RapAttendee *attendee, GError **error)
{
  g_autoptr (RapPerson) person = NULL;
  gboolean changed;

  if (attendee->person_id > 0)
    {
      g_autoptr (RapPerson) known = rap_store_get (store, RAP_TYPE_PERSON, attendee->person_id);
      if (rap_record_is_gone (RAP_RECORD (known)))
        {
          g_set_error (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                       _ ("“%s” is no longer in the archive; nothing was changed."), attendee->name);
          return FALSE;
        }
      person = rap_record_copy (known);
    }
  else
    person = g_object_new (RAP_TYPE_PERSON, "name", attendee->name, NULL);
  changed = fill_text (&person->email, attendee->email);
  changed = fill_text (&person->bio, attendee->bio) || changed;
  changed = fill_text (&person->url, attendee->url) || changed;
  if ((changed || attendee->person_id <= 0) && !rap_store_save (store, person, error))
    return FALSE;
  attendee->person_id = rap_record_get_id (RAP_RECORD (person));
  return TRUE;
}

static gboolean
ensure_attendance (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error)
{
  RapDb *db = rap_store_db (store);
  const char *status = attendee->status != NULL ? attendee->status : rap_people_usual_status (db, seminar_id);
  g_autoptr (RapAttendance) attendance = NULL;
  gint64 id = rap_db_int (db, "SELECT id FROM attendance WHERE person_id = ?1 AND seminar_id = ?2 ORDER BY id", "ii",
                          attendee->person_id, seminar_id);
  gboolean changed = id == 0;

  if (id != 0)
    {
      g_autoptr (RapAttendance) known = g_object_new (RAP_TYPE_ATTENDANCE, NULL);
      /* not from the store, whose objects do not know yet what this step did */
      rap_record_load (RAP_RECORD (known), db, id);
      attendance = rap_record_copy (known);
    }
  else
    attendance = g_object_new (RAP_TYPE_ATTENDANCE, "seminar_id", seminar_id, "person_id", attendee->person_id,
                               "consent", attendee->consent != NULL ? attendee->consent : "no", "status", status, NULL);
  changed = fill_text (&attendance->affiliation, attendee->affiliation) || changed;
  if (g_strcmp0 (attendance->status, "cancelled") == 0 && strcmp (status, "cancelled") != 0)
    {
      g_object_set (attendance, "status", status, NULL);
      changed = TRUE;
    }
  if (changed && !rap_store_save (store, attendance, error))
    return FALSE;
  attendee->attendance_id = rap_record_get_id (RAP_RECORD (attendance));
  return TRUE;
}

static gboolean
add_each (RapStore *store, gint64 seminar_id, GPtrArray *attendees, GError **error)
{
  for (guint i = 0; i < attendees->len; i++)
    {
      RapAttendee *attendee = attendees->pdata[i];

      if (attendee->same_as != 0)
        attendee->person_id = ((RapAttendee *) attendees->pdata[attendee->same_as - 1])->person_id;
      if (!rap_people_add_in_step (store, seminar_id, attendee, error))
        return FALSE;
    }
  return TRUE;
}

void
rap_people_recognise (RapDb *db, GPtrArray *attendees)
{
  g_autoptr (RapRecognise) recognise = rap_recognise_new (db);

  for (guint i = 0; i < attendees->len; i++)
    recognise_next (recognise, attendees, i);
}

gboolean
rap_people_attends (RapDb *db, gint64 seminar_id, gint64 person_id)
{
  return rap_db_int (db, "SELECT 1 FROM attendance WHERE person_id = ?1 AND seminar_id = ?2", "ii", person_id,
                     seminar_id) != 0;
}

char *
rap_people_describe (RapDb *db, gint64 person_id)
{
  return rap_db_text (
      db,
      "SELECT p.name || ifnull(' · ' || nullif((SELECT affiliation FROM attendance a JOIN seminar s"
      "  ON s.id = a.seminar_id WHERE a.person_id = p.id AND affiliation <> '' ORDER BY s.date DESC), ''), '')"
      " || ifnull(' · ' || (SELECT substr(max(s.date), 1, 4) FROM attendance a JOIN seminar s"
      "  ON s.id = a.seminar_id WHERE a.person_id = p.id), '') FROM person p WHERE p.id = ?1",
      "i", person_id);
}

/* In the seminar's zone. */
static char *
read_today (RapDb *db, gint64 seminar_id)
{
  g_autofree char *zone_name = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autoptr (GTimeZone) zone = rap_time_zone (zone_name);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  return g_date_time_format (now, "%Y-%m-%d");
}

const char *
rap_people_usual_status (RapDb *db, gint64 seminar_id)
{
  g_autofree char *first = rap_db_text (db, "SELECT date FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autofree char *last =
      rap_db_text (db, "SELECT max(date, ifnull(end_date, date)) FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autofree char *today = read_today (db, seminar_id);

  if (first == NULL || strcmp (today, first) < 0)
    return "registered";
  return strcmp (today, last) > 0 ? "came" : "walked_in";
}

char *
rap_people_find_door_day (RapDb *db, gint64 seminar_id)
{
  g_autofree char *today = read_today (db, seminar_id);

  return rap_db_text (db, "SELECT date(date, '-1 day') AS day FROM seminar WHERE id = ?1 AND day > ?2", "is",
                      seminar_id, today);
}

gboolean
rap_people_add_in_step (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error)
{
  if (!is_given (attendee->name))
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A person needs a name; nothing was made."));
      return FALSE;
    }
  return ensure_person (store, attendee, error) && ensure_attendance (store, seminar_id, attendee, error);
}

gboolean
rap_people_add_all (RapStore *store, gint64 seminar_id, GPtrArray *attendees, GError **error)
{
  g_autofree char *label =
      attendees->len == 1
          ? g_strdup_printf (_ ("Add the person “%s”"), ((RapAttendee *) attendees->pdata[0])->name)
          : g_strdup_printf (ngettext ("Add %u person", "Add %u people", attendees->len), attendees->len);

  if (!rap_store_begin (store, label, seminar_id, error))
    return FALSE;
  if (add_each (store, seminar_id, attendees, error))
    return rap_store_commit (store, error);
  rap_store_rollback (store);
  return FALSE;
}

gboolean
rap_people_ensure_in_step (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error)
{
  g_autoptr (GPtrArray) attendees = recognise_unasked (rap_store_db (store), seminar_id, attendee);

  return rap_people_add_in_step (store, seminar_id, attendees->pdata[0], error);
}

gboolean
rap_people_add (RapStore *store, gint64 seminar_id, RapAttendee *attendee, GError **error)
{
  g_autoptr (GPtrArray) attendees = recognise_unasked (rap_store_db (store), seminar_id, attendee);

  return rap_people_add_all (store, seminar_id, attendees, error);
}
