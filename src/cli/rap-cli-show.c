/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-cli-attendees.h"
#include "rap-cli-commands.h"
#include "rap-cli-output.h"
#include "rap-id.h"
#include "rap-json.h"
#include "rap-point.h"
#include "rap-programme.h"
#include "rap-time.h"
#include "rap-voice.h"

/* A seminar is shown by walking through its programme, whose sessions, voices and points are told to one of three
 * writers; those who attend it come last. */
typedef struct
{
  RapStore *store;
  gint64 seminar_id;
  GTimeZone *zone;
  RapOutput *csv;
  RapJson *json;
  gint64 session_id;
  int session_number;
  char *session;
} Show;

static const RapOutputColumn columns[] = {
  { "id", NULL },
  { "seminar_id", NULL },
  { "session_id", NULL },
  { "session_number", NULL },
  { "session", NULL },
  { "syndicate_number", NULL },
  { "voice", NULL },
  { "kind", NULL },
  { "point", NULL },
  { "themes", NULL },
  { "people", NULL },
  { "starred", NULL },
  { "agreed", NULL },
  { "to_check", NULL },
  { "due", NULL },
  { "recorded_at", NULL },
  { NULL },
};

static const char *
format_id (char kind, gint64 id)
{
  static char text[RAP_ID_LENGTH + 1];

  return rap_id_format (kind, id, FALSE, text);
}

/* Lines of a record's derived list, as a file has them. */
static char *
join_lines (const char *lines)
{
  g_auto (GStrv) split = lines != NULL ? g_strsplit (lines, "\n", -1) : NULL;

  return split != NULL ? g_strjoinv ("; ", split) : NULL;
}

static GPtrArray *
load_points (Show *self)
{
  RapDb *db = rap_store_db (self->store);
  GPtrArray *points = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db, "SELECT id FROM point WHERE session_id = ?1 ORDER BY recorded_at, id", "i", self->session_id);

  while (rap_stmt_step (stmt, NULL))
    {
      g_autoptr (RapPoint) point = rap_store_get (self->store, RAP_TYPE_POINT, rap_stmt_int (stmt, 0));
      if (point->text != NULL) /* what could not be read is told by rap_cli_close() */
        g_ptr_array_add (points, g_steal_pointer (&point));
    }
  return points;
}

/* What a point begins with where it was typed. */
static const char *
kind_sign (const char *kind)
{
  if (g_str_equal (kind, "question"))
    return "?";
  if (g_str_equal (kind, "action"))
    return "!";
  if (g_str_equal (kind, "quote"))
    return "\"";
  return g_str_equal (kind, "example") ? _ ("e.g.") : "-";
}

static void
append_marks (GString *line, RapPoint *point)
{
  g_auto (GStrv) themes = g_strsplit (point->themes != NULL ? point->themes : "", "\n", -1);
  g_auto (GStrv) people = g_strsplit (point->people != NULL ? point->people : "", "\n", -1);

  for (guint i = 0; themes[i] != NULL; i++)
    g_string_append_printf (line, strchr (themes[i], ' ') != NULL ? " #\"%s\"" : " #%s", themes[i]);
  for (guint i = 0; people[i] != NULL; i++)
    if (!g_str_has_prefix (people[i], "mentioned "))
      g_string_append_printf (line, " @%s", strchr (people[i], ' ') + 1);
  if (point->due != NULL)
    g_string_append_printf (line, _ (" (due %s)"), point->due);
  if (point->starred)
    g_string_append (line, " *");
  if (point->agreed > 0)
    g_string_append_printf (line, " +%" G_GINT64_FORMAT, point->agreed);
  if (point->to_check)
    g_string_append (line, " ??");
  if (point->echoes != NULL)
    g_string_append_printf (line, " (= %s)", point->echoes);
}

static void
print_line (int indent, const char *text)
{
  g_autofree char *clean = rap_output_clean (text);

  rap_output_print ("%*s%s\n", indent, "", clean);
}

static void
print_point (RapPoint *point)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (line, "%s %s", kind_sign (point->kind), point->text);
  append_marks (line, point);
  print_line (6, line->str);
}

static void
write_point_csv (Show *self, const RapVoiceEntry *voice, RapPoint *point)
{
  g_autofree char *themes = join_lines (point->themes);
  g_autofree char *people = join_lines (point->people);
  g_autofree char *at = rap_time_format (point->recorded_at, self->zone);

  rap_output_id (self->csv, RAP_ID_POINT, rap_record_get_id (RAP_RECORD (point)));
  rap_output_id (self->csv, RAP_ID_SEMINAR, self->seminar_id);
  rap_output_id (self->csv, RAP_ID_SESSION, self->session_id);
  rap_output_int (self->csv, self->session_number);
  rap_output_text (self->csv, self->session);
  if (voice->voice.syndicate_id != 0)
    rap_output_int (self->csv, voice->number);
  else
    rap_output_text (self->csv, NULL);
  rap_output_text (self->csv, voice->name);
  rap_output_text (self->csv, point->kind);
  rap_output_text (self->csv, point->text);
  rap_output_text (self->csv, themes);
  rap_output_text (self->csv, people);
  rap_output_bool (self->csv, point->starred);
  rap_output_int (self->csv, point->agreed);
  rap_output_bool (self->csv, point->to_check);
  rap_output_text (self->csv, point->due);
  rap_output_text (self->csv, at);
}

static void
write_lines_json (RapJson *json, const char *key, const char *lines)
{
  g_auto (GStrv) split = g_strsplit (lines != NULL ? lines : "", "\n", -1);

  rap_json_open (json, key, '[');
  for (guint i = 0; split[i] != NULL; i++)
    rap_json_text (json, NULL, split[i]);
  rap_json_close (json);
}

static void
write_people_json (RapJson *json, const char *lines)
{
  g_auto (GStrv) split = g_strsplit (lines != NULL ? lines : "", "\n", -1);

  rap_json_open (json, "people", '[');
  for (guint i = 0; split[i] != NULL; i++)
    {
      char *name = strchr (split[i], ' ');

      *name++ = '\0';
      rap_json_open (json, NULL, '{');
      rap_json_text (json, "relation", split[i]);
      rap_json_text (json, "name", name);
      rap_json_close (json);
    }
  rap_json_close (json);
}

static void
write_point_json (Show *self, RapPoint *point)
{
  g_autofree char *at = rap_time_format (point->recorded_at, self->zone);

  rap_json_open (self->json, NULL, '{');
  rap_json_text (self->json, "id", format_id (RAP_ID_POINT, rap_record_get_id (RAP_RECORD (point))));
  rap_json_text (self->json, "kind", point->kind);
  rap_json_text (self->json, "point", point->text);
  write_lines_json (self->json, "themes", point->themes);
  write_people_json (self->json, point->people);
  rap_json_bool (self->json, "starred", point->starred);
  rap_json_int (self->json, "agreed", point->agreed);
  rap_json_bool (self->json, "to_check", point->to_check);
  rap_json_text (self->json, "due", point->due);
  rap_json_text (self->json, "recorded_at", at);
  rap_json_close (self->json);
}

/* Shows one voice and takes its points off @points. Without points a voice that nobody planned is not worth a line. */
static void
show_voice (Show *self, const RapVoiceEntry *voice, GPtrArray *points, gboolean takes_all)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *head = NULL;

  for (guint i = 0; i < points->len;)
    {
      RapPoint *point = points->pdata[i];
      const RapVoice said_by = { point->syndicate_id, point->speaker_id };

      if (takes_all || (rap_voice_equal (&said_by, &voice->voice) && !g_str_equal (point->voice, "merged")))
        g_ptr_array_add (own, g_ptr_array_steal_index (points, i));
      else
        i++;
    }
  if (own->len == 0 && (takes_all || voice->number == 0))
    return;
  if (self->json != NULL)
    {
      rap_json_open (self->json, NULL, '{');
      if (voice->voice.syndicate_id != 0)
        rap_json_int (self->json, "syndicate_number", voice->number);
      rap_json_text (self->json, "voice", voice->name);
      rap_json_text (self->json, "brief", voice->brief);
      rap_json_open (self->json, "points", '[');
    }
  else if (self->csv == NULL)
    {
      g_autofree char *number =
          voice->voice.syndicate_id != 0 ? g_strdup_printf ("%d. ", voice->number) : g_strdup ("");
      head = g_strconcat (number, voice->name, voice->brief != NULL ? ": " : NULL, voice->brief, NULL);
      print_line (4, head);
    }
  for (guint i = 0; i < own->len; i++)
    if (self->json != NULL)
      write_point_json (self, own->pdata[i]);
    else if (self->csv != NULL)
      write_point_csv (self, voice, own->pdata[i]);
    else
      print_point (own->pdata[i]);
  if (self->json != NULL)
    {
      rap_json_close (self->json);
      rap_json_close (self->json);
    }
}

static void
show_session (Show *self, gint64 id, const char *kind)
{
  g_autoptr (GPtrArray) points = NULL;
  g_autoptr (GPtrArray) voices = rap_voices_list (rap_store_db (self->store), id);
  RapVoiceEntry others = { .name = (char *) C_ ("voice", "Others") };

  self->session_id = id;
  self->session_number++;
  points = load_points (self);
  if (self->json != NULL)
    {
      rap_json_open (self->json, NULL, '{');
      rap_json_text (self->json, "id", format_id (RAP_ID_SESSION, id));
      rap_json_int (self->json, "number", self->session_number);
      rap_json_text (self->json, "kind", kind);
      rap_json_text (self->json, "title", self->session);
      rap_json_open (self->json, "voices", '[');
    }
  else if (self->csv == NULL)
    {
      g_autofree char *title = rap_output_clean (self->session);
      rap_output_print ("\n%3d %s\n", self->session_number, title);
    }
  for (guint i = 0; voices != NULL && i < voices->len; i++) /* if they could not be read, rap_cli_close() says so */
    show_voice (self, voices->pdata[i], points, FALSE);
  show_voice (self, &others, points, TRUE);
  if (self->json != NULL)
    {
      rap_json_close (self->json);
      rap_json_close (self->json);
    }
}

static void
show_head (Show *self, RapSeminar *seminar, const char *series)
{
  if (self->json != NULL)
    {
      rap_json_open (self->json, NULL, '{');
      rap_json_text (self->json, "id", format_id (RAP_ID_SEMINAR, self->seminar_id));
      rap_json_text (self->json, "date", seminar->date);
      rap_json_text (self->json, "title", seminar->title);
      rap_json_text (self->json, "topic", seminar->topic);
      rap_json_text (self->json, "series", series);
      rap_json_text (self->json, "venue", seminar->venue);
      rap_json_text (self->json, "host", seminar->host);
      rap_json_text (self->json, "summary", seminar->summary);
      rap_json_text (self->json, "attribution", seminar->attribution);
      rap_json_open (self->json, "sessions", '[');
    }
  else if (self->csv == NULL)
    {
      const char *const parts[] = { seminar->date, series, seminar->venue, seminar->topic };
      g_autoptr (GString) line = g_string_new (format_id (RAP_ID_SEMINAR, self->seminar_id));

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i] != NULL && *parts[i] != '\0')
          g_string_append_printf (line, " · %s", parts[i]);
      print_line (0, seminar->title);
      print_line (0, line->str);
    }
}

static gboolean
show_seminar (Show *self, GError **error)
{
  RapDb *db = rap_store_db (self->store);
  g_autoptr (RapSeminar) seminar = rap_store_get (self->store, RAP_TYPE_SEMINAR, self->seminar_id);
  g_autofree char *series = rap_db_text (db, "SELECT name FROM series WHERE id = ?1", "i", seminar->series_id);
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      db, "SELECT id, title, kind FROM session WHERE seminar_id = ?1 ORDER BY position, id", "i", self->seminar_id);
  g_autoptr (RapCliAttendees) attendees = NULL;
  g_autoptr (GError) local = NULL;

  if (self->csv == NULL && (attendees = rap_cli_attendees_new (self->store, self->seminar_id, error)) == NULL)
    return FALSE;
  self->zone = rap_time_zone (seminar->tz);
  show_head (self, seminar, series);
  while (rap_stmt_step (stmt, &local))
    {
      self->session = rap_session_title (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));
      show_session (self, rap_stmt_int (stmt, 0), rap_stmt_text (stmt, 2));
      g_clear_pointer (&self->session, g_free);
    }
  g_clear_pointer (&self->zone, g_time_zone_unref);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->json != NULL)
    {
      g_autofree char *text = NULL;
      rap_json_close (self->json);
      rap_cli_attendees_add_json (attendees, self->json);
      rap_json_close (self->json);
      text = rap_json_take (self->json);
      rap_output_print ("%s", text);
    }
  else if (self->csv == NULL)
    rap_cli_attendees_print (attendees);
  return self->csv == NULL || rap_output_end (self->csv, error);
}

static gboolean
show_attendees (Show *self, RapOutputFormat format, GError **error)
{
  g_autoptr (RapCliAttendees) attendees = rap_cli_attendees_new (self->store, self->seminar_id, error);

  return attendees != NULL && rap_cli_attendees_write (attendees, format, error);
}

gboolean
rap_cli_show (RapCli *cli, GError **error)
{
  g_autofree char *word = NULL;
  gboolean only_attendees = FALSE;
  const GOptionEntry options[] = { { "attendees", 0, 0, G_OPTION_ARG_NONE, &only_attendees,
                                     N_ ("Show the attendees alone, a row each of their roles"), NULL },
                                   RAP_OUTPUT_FORMAT_OPTION (&word),
                                   { NULL } };
  g_auto (GStrv) arguments = rap_cli_parse (cli, options, 1, 1, error);
  RapOutputFormat format;
  Show show = { NULL };
  gboolean done;

  if (arguments == NULL || !rap_output_parse_format (word, &format, error) ||
      (show.store = rap_cli_open (cli, RAP_CLI_READ, error)) == NULL)
    return FALSE;
  show.seminar_id = rap_programme_find_seminar (rap_store_db (show.store), arguments[0], error);
  if (only_attendees)
    return rap_cli_close (show.store, show.seminar_id != 0 && show_attendees (&show, format, error), error);
  if (show.seminar_id != 0 && format == RAP_OUTPUT_CSV)
    show.csv = rap_output_new (format, columns);
  else if (format == RAP_OUTPUT_JSON)
    show.json = rap_json_new ();
  done = show.seminar_id != 0 && show_seminar (&show, error);
  g_clear_pointer (&show.csv, rap_output_free);
  g_clear_pointer (&show.json, rap_json_free);
  return rap_cli_close (show.store, done, error);
}
