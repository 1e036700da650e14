/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-sample.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rap-attendance.h"
#include "rap-capture.h"
#include "rap-person.h"
#include "rap-programme.h"
#include "rap-role.h"
#include "rap-seminar.h"
#include "rap-session.h"
#include "rap-syndicate.h"
#include "rap-time.h"

/* What the sample files look like is told at the head of each of them. Groups are read in their order. */

static const char *const files[] = { "2010-01-20.seminar", "2011-01-19.seminar" };

typedef struct
{
  RapStore *store;
  GKeyFile *file;
  const char *date;
  GTimeZone *zone;
  gint64 seminar_id;
  GHashTable *sessions;    /* "3" → id */
  GHashTable *syndicates;  /* "3.1" → id */
  GHashTable *people;      /* "hazel" → person id */
  GHashTable *attendances; /* "hazel" → attendance id */
} Reader;

static char *
get (Reader *reader, const char *group, const char *key)
{
  char *value = g_key_file_get_value (reader->file, group, key, NULL);

  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

static gint64
get_int (Reader *reader, const char *group, const char *key)
{
  g_autofree char *value = get (reader, group, key);
  return value != NULL ? atoi (value) : 0;
}

/* A clock time of the seminar's day, in UTC milliseconds. */
static gint64
read_clock (Reader *reader, const char *clock)
{
  g_autofree char *text = clock != NULL ? g_strdup_printf ("%sT%s", reader->date, clock) : NULL;
  gint64 ms = 0;

  if (text != NULL)
    rap_time_parse (text, reader->zone, &ms);
  return ms;
}

static void
remember (GHashTable *table, const char *name, gint64 id)
{
  g_hash_table_insert (table, g_strdup (name), g_memdup2 (&id, sizeof id));
}

static gint64
recall (GHashTable *table, const char *name)
{
  const gint64 *id = g_hash_table_lookup (table, name);
  return id != NULL ? *id : 0;
}

static gboolean
save (Reader *reader, gpointer record, gint64 *id, GError **error)
{
  if (!rap_store_save (reader->store, record, error))
    return FALSE;
  *id = rap_record_get_id (record);
  return TRUE;
}

static gboolean
read_seminar (Reader *reader, GError **error)
{
  RapDb *db = rap_store_db (reader->store);
  g_autofree char *title = get (reader, "seminar", "title");
  g_autofree char *topic = get (reader, "seminar", "topic");
  g_autofree char *series = get (reader, "seminar", "series");
  g_autofree char *venue = get (reader, "seminar", "venue");
  g_autofree char *host = get (reader, "seminar", "host");
  g_autofree char *summary = get (reader, "seminar", "summary");
  g_autofree char *attribution = get (reader, "seminar", "attribution");
  g_autofree char *follows = get (reader, "seminar", "follows");
  g_autofree char *tz = get (reader, "seminar", "tz");
  gint64 series_id = rap_programme_ensure_series (reader->store, series, error);
  g_autoptr (RapSeminar) seminar = NULL;

  if (series_id == 0)
    return FALSE;
  seminar =
      g_object_new (RAP_TYPE_SEMINAR, "title", title, "topic", topic, "date", reader->date, "tz", tz, "venue", venue,
                    "host", host, "summary", summary, "attribution", attribution, "series_id", series_id, "follows_id",
                    follows == NULL ? (gint64) 0
                                    : rap_db_int (db, "SELECT id FROM seminar WHERE date = ?1 AND series_id = ?2", "si",
                                                  follows, series_id),
                    NULL);
  return save (reader, seminar, &reader->seminar_id, error);
}

static gboolean
read_session (Reader *reader, const char *group, const char *name, GError **error)
{
  g_autoptr (RapSession) session = g_object_new (RAP_TYPE_SESSION, NULL);
  g_autofree char *starts = get (reader, group, "starts");
  g_autofree char *ends = get (reader, group, "ends");
  g_autofree char *reporting = get (reader, group, "reporting");
  gint64 id;

  session->seminar_id = reader->seminar_id;
  session->position = atoi (name);
  session->kind = get (reader, group, "kind");
  session->title = get (reader, group, "title");
  session->starts_at = read_clock (reader, starts);
  session->ends_at = read_clock (reader, ends);
  session->minutes_to_talk = get_int (reader, group, "minutes-to-talk");
  session->minutes_to_report = get_int (reader, group, "minutes-to-report");
  session->ask = get (reader, group, "ask");
  if (reporting != NULL)
    session->reporting = g_strdup (g_str_has_prefix (reporting, "in turn") ? "in_turn" : "by_group");
  if (!save (reader, session, &id, error))
    return FALSE;
  remember (reader->sessions, name, id);
  return TRUE;
}

static gboolean
read_syndicate (Reader *reader, const char *group, const char *name, GError **error)
{
  g_autoptr (RapSyndicate) syndicate = g_object_new (RAP_TYPE_SYNDICATE, NULL);
  g_auto (GStrv) place = g_strsplit (name, ".", 2);
  gint64 id;

  syndicate->session_id = recall (reader->sessions, place[0]);
  syndicate->number = atoi (place[1]);
  syndicate->name = get (reader, group, "name");
  syndicate->brief = get (reader, group, "brief");
  syndicate->head_count = get_int (reader, group, "head-count");
  if (!save (reader, syndicate, &id, error))
    return FALSE;
  remember (reader->syndicates, name, id);
  return TRUE;
}

/* A person of the same name and affiliation at another seminar is the same person. */
static gint64
find_person (Reader *reader, const char *name, const char *affiliation)
{
  return rap_db_int (rap_store_db (reader->store),
                     "SELECT person.id FROM person JOIN attendance ON person.id = person_id"
                     " WHERE name = ?1 AND affiliation IS ?2",
                     "ss", name, affiliation);
}

static gboolean
read_person (Reader *reader, const char *group, const char *key, GError **error)
{
  g_autofree char *name = get (reader, group, "name");
  g_autofree char *affiliation = get (reader, group, "affiliation");
  g_autoptr (RapAttendance) attendance = NULL;
  gint64 person_id = find_person (reader, name, affiliation), attendance_id;

  if (person_id == 0)
    {
      g_autofree char *bio = get (reader, group, "bio");
      g_autofree char *url = get (reader, group, "url");
      g_autoptr (RapPerson) person = g_object_new (RAP_TYPE_PERSON, "name", name, "bio", bio, "url", url, NULL);
      if (!save (reader, person, &person_id, error))
        return FALSE;
    }
  attendance = g_object_new (RAP_TYPE_ATTENDANCE, "seminar_id", reader->seminar_id, "person_id", person_id,
                             "affiliation", affiliation, "status", "came", "consent", "no", NULL);
  if (!save (reader, attendance, &attendance_id, error))
    return FALSE;
  remember (reader->people, key, person_id);
  remember (reader->attendances, key, attendance_id);
  return TRUE;
}

/* `speaker:1; facilitator:3.2; organiser` */
static gboolean
read_roles (Reader *reader, const char *group, const char *key, GError **error)
{
  g_autofree char *value = get (reader, group, "roles");
  g_auto (GStrv) roles = g_strsplit (value != NULL ? value : "", ";", -1);

  for (guint i = 0; roles[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (roles[i]), ":", 2);
      const char *place = parts[0] != NULL ? parts[1] : NULL;
      g_autofree char *session = place != NULL ? g_strndup (place, strcspn (place, ".")) : NULL;
      g_autoptr (RapRole) role = NULL;
      gint64 id;

      if (parts[0] == NULL)
        continue;
      role = g_object_new (RAP_TYPE_ROLE, "attendance_id", recall (reader->attendances, key), "kind", parts[0],
                           "session_id", session != NULL ? recall (reader->sessions, session) : 0, "syndicate_id",
                           place != NULL ? recall (reader->syndicates, place) : 0, NULL);
      if (!save (reader, role, &id, error))
        return FALSE;
    }
  return TRUE;
}

/* The name of a group of points is a session and a syndicate (`3.1`, `3.0` the plenary) or a speaker (`1 hazel`). */
static gboolean
read_points (Reader *reader, const char *group, const char *name, GError **error)
{
  g_auto (GStrv) times = g_key_file_get_keys (reader->file, group, NULL, NULL);
  g_autofree char *place = g_strndup (name, strcspn (name, ". "));
  const char *speaker = strchr (name, ' ');
  gint64 session_id = recall (reader->sessions, place);
  RapVoice voice = { recall (reader->syndicates, name), speaker != NULL ? recall (reader->people, speaker + 1) : 0 };

  for (guint i = 0; times[i] != NULL; i++)
    {
      g_autofree char *typed = get (reader, group, times[i]);
      g_autoptr (RapLineContext) context =
          rap_capture_context (rap_store_db (reader->store), session_id, rap_capture_needs_points (typed));
      g_autoptr (RapLine) line = rap_line_parse (typed, context);

      if (!rap_capture_add_in_step (reader->store, session_id, &voice, line, read_clock (reader, times[i]), NULL,
                                    error))
        return FALSE;
    }
  return TRUE;
}

typedef gboolean (*ReadGroup) (Reader *reader, const char *group, const char *name, GError **error);

static gboolean
read_groups (Reader *reader, const char *prefix, ReadGroup read, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], prefix) && !read (reader, groups[i], groups[i] + strlen (prefix), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  return read_seminar (reader, error) && read_groups (reader, "session ", read_session, error) &&
         read_groups (reader, "syndicate ", read_syndicate, error) &&
         read_groups (reader, "person ", read_person, error) && read_groups (reader, "person ", read_roles, error) &&
         read_groups (reader, "points ", read_points, error);
}

static gboolean
read_file (RapStore *store, const char *name, gint64 *seminar_id, GError **error)
{
  g_autofree char *path = g_strconcat ("/io/github/rapporteur/Rapporteur/sample/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;
  g_autofree char *tz = NULL;
  Reader reader = { .store = store, .file = file };
  gboolean done;

  if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error))
    return FALSE;
  title = get (&reader, "seminar", "title");
  date = get (&reader, "seminar", "date");
  tz = get (&reader, "seminar", "tz");
  *seminar_id =
      rap_db_int (rap_store_db (store), "SELECT id FROM seminar WHERE date = ?1 AND title = ?2", "ss", date, title);
  if (*seminar_id != 0)
    return TRUE;
  reader.date = date;
  reader.zone = rap_time_zone (tz);
  reader.sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.syndicates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.attendances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  done = read_all (&reader, error);
  *seminar_id = reader.seminar_id;
  g_hash_table_unref (reader.sessions);
  g_hash_table_unref (reader.syndicates);
  g_hash_table_unref (reader.people);
  g_hash_table_unref (reader.attendances);
  g_time_zone_unref (reader.zone);
  return done;
}

static gboolean
read_files_cb (RapStore *store, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!read_file (store, files[i], data, error))
      return FALSE;
  return TRUE;
}

gint64
rap_sample_add (RapStore *store, GError **error)
{
  gint64 id = 0;

  return rap_store_transact (store, _ ("Add the sample seminars"), 0, read_files_cb, &id, error) ? id : 0;
}
