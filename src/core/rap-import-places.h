/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-cells.h"
#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapImportPlace:
 * @session_id: a session of the seminar
 * @title: what people see as its title
 * @unnamed: the Chatham House Rule binds it: no names are kept
 * @is_talk: its voices are its speakers
 * @voices: (element-type RapVoiceEntry): as rap_voices_list()
 */
typedef struct
{
  gint64 session_id;
  char *title;
  gboolean unnamed;
  gboolean is_talk;
  GPtrArray *voices;
} RapImportPlace;

/**
 * RapImportPlaces:
 *
 * Where the rows of a file can belong in a seminar: its sessions with their voices, read once, and its people; and
 * what the cells that say so can mean, whatever the rows are.
 */
typedef struct _RapImportPlaces RapImportPlaces;

/**
 * rap_import_places_new:
 * @db: the archive; must outlive it
 * @seminar_id: the seminar that a file is read for
 *
 * Reads the sessions, syndicates and people of the seminar, once for all rows.
 *
 * Returns: (transfer full): them; free with rap_import_places_free()
 */
RapImportPlaces *rap_import_places_new (RapDb *db, gint64 seminar_id);

/** rap_import_places_by_id: Returns: (transfer none) (nullable): the session */
const RapImportPlace *rap_import_places_by_id (RapImportPlaces *self, gint64 session_id);

/**
 * rap_import_places_by_name:
 * @name: a session's title, or its number in the programme
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (nullable): the session, if there is exactly one
 */
const RapImportPlace *rap_import_places_by_name (RapImportPlaces *self, const char *name, guint *n);

/**
 * rap_import_place_voice:
 * @name: what a voice is called: a syndicate, a speaker, or the plenary
 *
 * Returns: (transfer none) (nullable): the only voice of that name (a #RapVoiceEntry)
 */
gpointer rap_import_place_voice (const RapImportPlace *self, const char *name);

/**
 * rap_import_places_person:
 * @name: a full name
 * @several: (out): whether there are several
 *
 * Returns: the person of that name among those of the seminar, if there is exactly one; else 0
 */
gint64 rap_import_places_person (RapImportPlaces *self, const char *name, gboolean *several);

/**
 * rap_import_places_read_seminar:
 * @cells: what reads the row
 * @text: a seminar's id, or something else, which says nothing
 * @of_point: whether the row is a point, which can be taken for a new one
 *
 * The ids of one other archive are those of the file's own seminar. A row of another seminar of this archive, or of a
 * second one of another, cannot be imported.
 *
 * Returns: (transfer full) (nullable): why the row cannot be read, with the seminar's title if the archive has it
 */
char *rap_import_places_read_seminar (RapImportPlaces *self,
                                      RapImportCells *cells,
                                      const char *text,
                                      gsize len,
                                      gboolean of_point);

/**
 * rap_import_places_read_session:
 * @cells: what reads the row
 * @text: as for rap_import_places_by_name()
 * @place: (out) (transfer none): the session
 *
 * Returns: (transfer full) (nullable): why the row cannot be read
 */
char *rap_import_places_read_session (RapImportPlaces *self,
                                      RapImportCells *cells,
                                      const char *text,
                                      const RapImportPlace **place);

/**
 * rap_import_place_read_syndicate:
 * @cells: what reads the row
 * @text: a number
 * @syndicate_id: (out): the syndicate of that number
 *
 * Returns: (transfer full) (nullable): why the row cannot be read
 */
char *rap_import_place_read_syndicate (const RapImportPlace *self,
                                       RapImportCells *cells,
                                       const char *text,
                                       gint64 *syndicate_id);

/** rap_import_places_free: frees it */
void rap_import_places_free (RapImportPlaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportPlaces, rap_import_places_free)

G_END_DECLS
