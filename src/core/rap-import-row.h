/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-cells.h"
#include "rap-import-places.h"
#include "rap-import-points.h"

G_BEGIN_DECLS

/**
 * RapImportRow:
 * @cells: reads its cells
 * @seminar_id: the seminar that it is imported into
 * @zone: that seminar's time zone, of times that say none
 * @places: where rows can belong in it
 * @theme_of: key → index + 1
 * @themes_of_cell: cell → #GArray of indexes
 * @themes: (element-type RapImportTheme): those of all rows by now
 * @point: what the row says
 * @place: where it belongs, %NULL if that is not known yet; needed before the fields that are not FIRST are read
 * @numbered: it has a syndicate_number, which decides
 *
 * The row that is being read: what its fields are read into, and what they are looked up in. The target of
 * #RapImportRead; #RapImportPoints goes from row to row.
 */
typedef struct
{
  RapImportCells cells;
  gint64 seminar_id;
  GTimeZone *zone;
  RapImportPlaces *places;
  GHashTable *theme_of;
  GHashTable *themes_of_cell;
  GArray *themes;

  RapImportPoint point;
  const RapImportPlace *place;
  gboolean numbered;
} RapImportRow;

/** rap_import_row_fields: what can be known of a point, in the order in which it is read, ended by one without name */
extern const RapImportField rap_import_row_fields[];

/** rap_import_row_new: Returns: (transfer full): a row of no file yet, with what has to be known of the seminar */
RapImportRow *rap_import_row_new (RapDb *db, gint64 seminar_id, GPtrArray *columns);

/** rap_import_row_free: frees it with what it read */
void rap_import_row_free (RapImportRow *self);

G_END_DECLS
