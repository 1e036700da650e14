/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-kind.h"

G_BEGIN_DECLS

/**
 * RapImportPerson:
 * @person_id: who
 * @relation: how the archive has it: `said` or `owns`
 */
typedef struct
{
  gint64 person_id;
  const char *relation;
} RapImportPerson;

/**
 * RapImportPoint:
 * @id: its id, also for one that the row gives none
 * @own: whether the row has the id, so is of one of our own files
 * @text: not ended by a NUL
 * @key: what a row that is not our own is known by
 * @themes: (element-type guint): indexes into rap_import_points_themes()
 * @people: (element-type RapImportPerson): who said it and who owns it
 *
 * What a row says. The rest is as the archive has it.
 */
typedef struct
{
  gint64 id;
  gboolean own;
  gint64 session_id;
  gint64 syndicate_id;
  gint64 speaker_id;
  const char *kind;
  const char *text;
  gsize text_len;
  gboolean starred;
  gboolean to_check;
  gint64 agreed;
  char due[11];
  gint64 done_at;
  gint64 merged_into;
  gint64 recorded_at;
  guint8 key[20];
  gsize key_len;
  GArray *themes;
  GArray *people;
} RapImportPoint;

/**
 * RapImportTheme:
 * @key: rap_theme_key() of @name
 * @name: as the file has it first
 */
typedef struct
{
  char *key;
  char *name;
} RapImportTheme;

/**
 * RapImportPoints:
 *
 * Reads the rows of a file as points of a seminar.
 */
typedef struct _RapImportPoints RapImportPoints;

/**
 * rap_import_points_new:
 * @seminar_id: the seminar
 * @session_id: the session of all rows, or 0: see rap_import_set_session()
 * @columns: (element-type RapImportColumn): what each cell is; must outlive it
 *
 * Reads what has to be known of the seminar: sessions, syndicates, speakers, people.
 *
 * Returns: (transfer full): the reader
 */
RapImportPoints *rap_import_points_new (RapDb *db, gint64 seminar_id, gint64 session_id, GPtrArray *columns);

/**
 * rap_import_points_read:
 * @row: a row
 * @point: (out) (transfer none) (nullable): what it says, valid until the next call; %NULL if it is rejected
 * @fault: (out caller-allocates): else why it cannot be read; not written otherwise
 * @error: return location for what is wrong with every row, in a reason: no session to put them in
 *
 * Reads a row.
 *
 * Returns: %FALSE with @error set
 */
gboolean rap_import_points_read (RapImportPoints *self,
                                 const RapCsvRow *row,
                                 const RapImportPoint **point,
                                 RapImportFault *fault,
                                 GError **error);

/** rap_import_points_themes: Returns: (transfer none) (element-type RapImportTheme): all themes of the rows by now */
GArray *rap_import_points_themes (RapImportPoints *self);

/** rap_import_points_names_dropped: Returns: how many cells had names that were left out or struck out by now */
guint rap_import_points_names_dropped (RapImportPoints *self);

/** rap_import_points_free: frees it */
void rap_import_points_free (RapImportPoints *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportPoints, rap_import_points_free)

G_END_DECLS
