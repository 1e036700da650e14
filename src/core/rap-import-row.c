/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-id.h"
#include "rap-line-context.h"
#include "rap-line.h"
#include "rap-point.h"
#include "rap-programme.h"
#include "rap-time.h"
#include "rap-voice.h"

#define MAX_AGREED 1000000
/* Cells that say the same are often many */
#define MAX_CELLS_KEPT 1000

#define SAY(row, format, text) RAP_IMPORT_SAY (&(row)->cells, format, text)

static char *
read_id (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  gboolean exact;
  char kind;

  /* somebody else's id is only part of what the row is known by */
  if (rap_id_parse (text, (gssize) len, &kind, &self->point.id, &exact) && kind == RAP_ID_POINT && self->point.id != 0)
    {
      self->point.own = TRUE;
      self->cells.guarded = !exact;
    }
  else
    self->point.id = 0;
  return NULL;
}

static char *
read_seminar_id (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return rap_import_places_read_seminar (self->places, &self->cells, text, len, TRUE);
}

static char *
read_session_id (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  gint64 id;
  char kind;

  /* an id of another archive: the title will tell */
  if (self->place == NULL && rap_id_parse (text, (gssize) len, &kind, &id, NULL) && kind == RAP_ID_SESSION)
    self->place = rap_import_places_by_id (self->places, id);
  return NULL;
}

static char *
read_session (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return self->place != NULL ? NULL : rap_import_places_read_session (self->places, &self->cells, text, &self->place);
}

static char *
read_syndicate_number (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  self->numbered = TRUE;
  if (strspn (text, "0") == len) /* the plenary */
    return NULL;
  return rap_import_place_read_syndicate (self->place, &self->cells, text, &self->point.syndicate_id);
}

static char *
read_syndicate (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  const RapVoiceEntry *entry;

  if (self->numbered)
    return NULL;
  entry = rap_import_place_voice (self->place, text);
  if (entry == NULL)
    return SAY (self, _ ("the session has no one syndicate “%s”"), text);
  self->point.syndicate_id = entry->voice.syndicate_id;
  self->point.speaker_id = entry->voice.speaker_id;
  return NULL;
}

static char *
read_kind (gpointer target, const char *text, gsize len)
{
  static const char *const kinds[] = { NC_ ("point kind", "insight"), NC_ ("point kind", "question"),
                                       NC_ ("point kind", "action"), NC_ ("point kind", "quote"),
                                       NC_ ("point kind", "example") };
  RapImportRow *self = target;
  g_autofree char *folded = g_utf8_casefold (text, (gssize) len);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *translated = g_utf8_casefold (g_dpgettext2 (NULL, "point kind", kinds[i]), -1);
      if (strcmp (folded, kinds[i]) == 0 || strcmp (folded, translated) == 0)
        {
          self->point.kind = rap_point_kind_to_string ((RapPointKind) i);
          return NULL;
        }
    }
  return SAY (self, _ ("“%s” is not a kind of point (insight, question, action, quote, example)"), text);
}

static char *
read_point (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  if (rap_point_is_too_long (text, len))
    return rap_import_cells_say (&self->cells, _ ("the text is longer than 100,000 characters, which no point may be"));
  self->point.text = text;
  self->point.text_len = len;
  return NULL;
}

static guint
find_theme (RapImportRow *self, const char *name)
{
  g_autofree char *key = rap_theme_key (name);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->theme_of, key));

  if (index == 0)
    {
      RapImportTheme theme = { g_steal_pointer (&key), g_strdup (name) };
      g_array_append_val (self->themes, theme);
      index = self->themes->len;
      g_hash_table_insert (self->theme_of, theme.key, GUINT_TO_POINTER (index));
    }
  return index - 1;
}

static gboolean
has_theme (GArray *themes, guint index)
{
  for (guint i = 0; i < themes->len; i++)
    if (g_array_index (themes, guint, i) == index)
      return TRUE;
  return FALSE;
}

static char *
read_themes (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  GArray *themes = g_hash_table_lookup (self->themes_of_cell, text);
  g_auto (GStrv) names = NULL;

  if (themes == NULL)
    {
      themes = g_array_new (FALSE, FALSE, sizeof (guint));
      names = g_strsplit (text, ";", -1);
      for (guint i = 0; names[i] != NULL; i++)
        if (*g_strstrip (names[i]) != '\0')
          {
            guint index = find_theme (self, names[i]);
            if (!has_theme (themes, index))
              g_array_append_val (themes, index);
          }
      if (g_hash_table_size (self->themes_of_cell) == MAX_CELLS_KEPT)
        g_hash_table_remove_all (self->themes_of_cell);
      g_hash_table_insert (self->themes_of_cell, g_strdup (text), themes);
    }
  self->point.themes = themes;
  return NULL;
}

static char *
add_people (RapImportRow *self, const char *text, const char *relation)
{
  g_auto (GStrv) names = g_strsplit (text, ";", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      {
        gboolean several;
        RapImportPerson person = { rap_import_places_person (self->places, names[i], &several), relation };
        gboolean has = FALSE;

        if (person.person_id == 0)
          return several ? SAY (self, _ ("several people in this seminar are called “%s”"), names[i])
                         : SAY (self, _ ("nobody in this seminar is called “%s”"), names[i]);
        for (guint j = 0; j < self->point.people->len; j++)
          has |= memcmp (&g_array_index (self->point.people, RapImportPerson, j), &person, sizeof person) == 0;
        if (!has)
          g_array_append_val (self->point.people, person);
      }
  return NULL;
}

static char *
read_attributed_to (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  const RapVoiceEntry *speaker = NULL;

  /* in a talk its speakers are voices */
  if (self->place->is_talk && self->point.syndicate_id == 0)
    speaker = rap_import_place_voice (self->place, text);
  if (speaker != NULL && speaker->voice.speaker_id != 0)
    {
      self->point.speaker_id = speaker->voice.speaker_id;
      return NULL;
    }
  return add_people (self, text, rap_relation_to_string (RAP_RELATION_SAID));
}

static char *
read_action_owner (gpointer target, const char *text, gsize len)
{
  return add_people (target, text, rap_relation_to_string (RAP_RELATION_OWNS));
}

static char *
read_flag (RapImportRow *self, const char *text, gboolean *flag)
{
  static const char *const words[][3] = { { "false", "0", "no" }, { "true", "1", "yes" } };

  for (guint value = 0; value < 2; value++)
    for (guint i = 0; i < 3; i++)
      if (g_ascii_strcasecmp (text, words[value][i]) == 0)
        {
          *flag = value != 0;
          return NULL;
        }
  return SAY (self, _ ("“%s” is neither true nor false"), text);
}

static char *
read_starred (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return read_flag (self, text, &self->point.starred);
}

static char *
read_to_check (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return read_flag (self, text, &self->point.to_check);
}

static char *
read_agreed (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, MAX_AGREED, &number, NULL))
    return SAY (self, _ ("“%s” is not a number of people"), text);
  self->point.agreed = (gint64) number;
  return NULL;
}

static char *
read_merged_into (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;
  gint64 id;
  char kind;

  if (!rap_id_parse (text, (gssize) len, &kind, &id, NULL) || kind != RAP_ID_POINT || id == 0)
    return SAY (self, _ ("“%s” is not the id of a point"), text);
  self->point.merged_into = id;
  return NULL;
}

static char *
read_action_due (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  if (!rap_programme_is_date (text))
    return SAY (self, _ ("“%s” is not a day like 2011-02-28"), text);
  g_strlcpy (self->point.due, text, sizeof self->point.due);
  return NULL;
}

static char *
read_time (RapImportRow *self, const char *text, gint64 *ms)
{
  g_autofree char *midnight = rap_programme_is_date (text) ? g_strconcat (text, "T00:00:00", NULL) : NULL;

  if (!rap_time_parse (midnight != NULL ? midnight : text, self->zone, ms))
    return SAY (self, _ ("“%s” is not a time like 2011-01-19T15:42:05"), text);
  return NULL;
}

static char *
read_action_done (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return read_time (self, text, &self->point.done_at);
}

static char *
read_recorded_at (gpointer target, const char *text, gsize len)
{
  RapImportRow *self = target;

  return read_time (self, text, &self->point.recorded_at);
}

static void
clear_theme (gpointer data)
{
  RapImportTheme *theme = data;

  g_free (theme->key);
  g_free (theme->name);
}

const RapImportField rap_import_row_fields[] = {
  { "id", RAP_IMPORT_FIRST, NULL, read_id },
  { "seminar_id", RAP_IMPORT_FIRST, NULL, read_seminar_id },
  { "session_id", RAP_IMPORT_FIRST, NULL, read_session_id },
  { "session", RAP_IMPORT_FIRST | RAP_IMPORT_TEXT, NULL, read_session },
  { "point", RAP_IMPORT_REQUIRED | RAP_IMPORT_TEXT | RAP_IMPORT_VERBATIM,
    "comment_body comment comments text note notes message body idea remark statement card content", read_point },
  { "kind", 0, NULL, read_kind },
  { "themes", RAP_IMPORT_TEXT, "theme column topic topics category categories tag tags label labels", read_themes },
  { "syndicate_number", 0, NULL, read_syndicate_number },
  { "syndicate", RAP_IMPORT_TEXT, "group table breakout_room", read_syndicate },
  { "attributed_to", RAP_IMPORT_TEXT | RAP_IMPORT_NAMES, NULL, read_attributed_to },
  { "starred", 0, NULL, read_starred },
  { "agreed", 0, NULL, read_agreed },
  { "to_check", 0, NULL, read_to_check },
  { "merged_into", 0, NULL, read_merged_into },
  { "action_owner", RAP_IMPORT_TEXT | RAP_IMPORT_NAMES, NULL, read_action_owner },
  { "action_due", 0, NULL, read_action_due },
  { "action_done", 0, NULL, read_action_done },
  { "recorded_at", 0, "timestamp sent_at_utc sent_at created created_at time date_time submitted_at",
    read_recorded_at },
  { "seminar", 0, NULL, NULL, N_ ("the seminar has its own title") },
  { "date", 0, NULL, NULL, N_ ("the seminar has its own date") },
  { "brief", 0, NULL, NULL, N_ ("the syndicate has its own brief") },
  { "raised_by", 0, NULL, NULL, N_ ("it is counted anew") },
  { NULL },
};

RapImportRow *
rap_import_row_new (RapDb *db, gint64 seminar_id, GPtrArray *columns)
{
  RapImportRow *self = g_new0 (RapImportRow, 1);
  g_autofree char *zone = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);

  rap_import_cells_init (&self->cells, rap_import_row_fields, columns, self);
  self->seminar_id = seminar_id;
  self->zone = rap_time_zone (zone);
  self->places = rap_import_places_new (db, seminar_id);
  self->themes = g_array_new (FALSE, FALSE, sizeof (RapImportTheme));
  g_array_set_clear_func (self->themes, clear_theme);
  self->theme_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->themes_of_cell = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->point.people = g_array_new (FALSE, TRUE, sizeof (RapImportPerson));
  return self;
}

void
rap_import_row_free (RapImportRow *self)
{
  rap_import_cells_clear (&self->cells);
  g_time_zone_unref (self->zone);
  rap_import_places_free (self->places);
  g_hash_table_unref (self->theme_of);
  g_hash_table_unref (self->themes_of_cell);
  g_array_unref (self->themes);
  g_array_unref (self->point.people);
  g_free (self);
}
