/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-places.h"

#include <glib/gi18n-lib.h>

#include "rap-id.h"
#include "rap-line-context.h"
#include "rap-voice.h"

struct _RapImportPlaces
{
  RapDb *db;
  gint64 seminar_id;
  gint64 other_seminar; /* of another archive, the file's first */
  GPtrArray *places;    /* in the order of the programme */
  GHashTable *people;   /* name → id, 0 for a name of several */
  char *last_name;      /* rows of one session stand together */
  const RapImportPlace *last;
};

static void
free_place (gpointer data)
{
  RapImportPlace *place = data;

  g_free (place->title);
  g_ptr_array_unref (place->voices);
  g_free (place);
}

static void
load_places (RapImportPlaces *self, RapDb *db, gint64 seminar_id)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      db,
      "SELECT session.id, session.title, kind, coalesce(session.attribution, seminar.attribution) = 'none'"
      " FROM session JOIN seminar ON seminar.id = seminar_id WHERE seminar_id = ?1"
      " ORDER BY position, session.id",
      "i", seminar_id);

  while (rap_stmt_step (stmt, NULL))
    {
      RapImportPlace *place = g_new0 (RapImportPlace, 1);
      place->session_id = rap_stmt_int (stmt, 0);
      place->title = rap_session_title (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));
      place->is_talk = g_strcmp0 (rap_stmt_text (stmt, 2), "talk") == 0;
      place->unnamed = rap_stmt_int (stmt, 3) != 0;
      place->voices = rap_voices_list (db, place->session_id);
      if (place->voices == NULL) /* the import fails for that before it reads a row */
        place->voices = g_ptr_array_new ();
      g_ptr_array_add (self->places, place);
    }
}

static void
load_people (RapImportPlaces *self, RapDb *db, gint64 seminar_id)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT DISTINCT person.id, name FROM attendance JOIN person ON person.id = person_id"
                      " WHERE seminar_id = ?1",
                      "i", seminar_id);

  while (rap_stmt_step (stmt, NULL))
    {
      char *name = g_utf8_normalize (rap_stmt_text (stmt, 1), -1, G_NORMALIZE_NFC);
      gint64 id = g_hash_table_contains (self->people, name) ? 0 : rap_stmt_int (stmt, 0);
      g_hash_table_insert (self->people, name, g_memdup2 (&id, sizeof id));
    }
}

RapImportPlaces *
rap_import_places_new (RapDb *db, gint64 seminar_id)
{
  RapImportPlaces *self = g_new0 (RapImportPlaces, 1);

  self->places = g_ptr_array_new_with_free_func (free_place);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->db = db;
  self->seminar_id = seminar_id;
  load_places (self, db, seminar_id);
  load_people (self, db, seminar_id);
  return self;
}

const RapImportPlace *
rap_import_places_by_id (RapImportPlaces *self, gint64 session_id)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const RapImportPlace *place = self->places->pdata[i];
      if (place->session_id == session_id)
        return place;
    }
  return NULL;
}

const RapImportPlace *
rap_import_places_by_name (RapImportPlaces *self, const char *name, guint *n)
{
  g_autofree char *key = NULL;
  const RapImportPlace *found = NULL;
  guint64 number;

  *n = 1;
  if (g_strcmp0 (name, self->last_name) == 0)
    return self->last;
  *n = 0;
  key = rap_theme_key (name);
  for (guint i = 0; i < self->places->len; i++)
    {
      const RapImportPlace *place = self->places->pdata[i];
      g_autofree char *other = rap_theme_key (place->title);
      if (g_str_equal (key, other))
        {
          found = place;
          ++*n;
        }
    }
  if (*n == 0 && g_ascii_string_to_unsigned (name, 10, 1, self->places->len, &number, NULL))
    {
      found = self->places->pdata[number - 1];
      *n = 1;
    }
  if (*n != 1)
    return NULL;
  g_free (self->last_name);
  self->last_name = g_strdup (name);
  self->last = found;
  return found;
}

gpointer
rap_import_place_voice (const RapImportPlace *self, const char *name)
{
  g_autofree char *key = rap_theme_key (name);
  gpointer found = NULL;

  for (guint i = 0; i < self->voices->len; i++)
    {
      RapVoiceEntry *entry = self->voices->pdata[i];
      g_autofree char *other = rap_theme_key (entry->name);
      if (!g_str_equal (key, other))
        continue;
      if (found != NULL)
        return NULL;
      found = entry;
    }
  return found;
}

gint64
rap_import_places_person (RapImportPlaces *self, const char *name, gboolean *several)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  const gint64 *id = g_hash_table_lookup (self->people, normal);

  if (id != NULL && *id != 0)
    return *id;
  *several = id != NULL;
  return 0;
}

char *
rap_import_places_read_seminar (RapImportPlaces *self,
                                RapImportCells *cells,
                                const char *text,
                                gsize len,
                                gboolean of_point)
{
  g_autofree char *title = NULL;
  gint64 id;
  char kind;

  if (!rap_id_parse (text, (gssize) len, &kind, &id, NULL) || kind != RAP_ID_SEMINAR || id == self->seminar_id ||
      id == self->other_seminar)
    return NULL;
  title = rap_db_text (self->db, "SELECT title FROM seminar WHERE id = ?1", "i", id);
  if (self->other_seminar == 0 && title == NULL)
    {
      self->other_seminar = id;
      return NULL;
    }
  if (title != NULL && *title != '\0')
    text = title;
  /* Translators: “Not kept” is what the column is set to; %s is the title or id of the seminar */
  return of_point ? RAP_IMPORT_SAY (cells,
                                    _ ("the row is of another seminar (%s); to take such rows as new points, leave the"
                                       " columns id, seminar_id, session_id and merged_into out (“Not kept”)"),
                                    text)
                  : RAP_IMPORT_SAY (cells, _ ("the row is of another seminar (%s)"), text);
}

char *
rap_import_places_read_session (RapImportPlaces *self,
                                RapImportCells *cells,
                                const char *text,
                                const RapImportPlace **place)
{
  guint n;

  *place = rap_import_places_by_name (self, text, &n);
  if (*place != NULL)
    return NULL;
  return n == 0 ? RAP_IMPORT_SAY (cells, _ ("the seminar has no session “%s”"), text)
                : RAP_IMPORT_SAY (cells, _ ("the seminar has several sessions “%s”"), text);
}

char *
rap_import_place_read_syndicate (const RapImportPlace *self,
                                 RapImportCells *cells,
                                 const char *text,
                                 gint64 *syndicate_id)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL))
    return RAP_IMPORT_SAY (cells, _ ("“%s” is not the number of a syndicate"), text);
  for (guint i = 0; i < self->voices->len; i++)
    {
      const RapVoiceEntry *entry = self->voices->pdata[i];
      if (entry->voice.syndicate_id != 0 && entry->number == (int) number)
        {
          *syndicate_id = entry->voice.syndicate_id;
          return NULL;
        }
    }
  return RAP_IMPORT_SAY_NUMBER (cells, _ ("the session “%s” has no syndicate %u"), self->title, (guint) number);
}

void
rap_import_places_free (RapImportPlaces *self)
{
  g_ptr_array_unref (self->places);
  g_hash_table_unref (self->people);
  g_free (self->last_name);
  g_free (self);
}
