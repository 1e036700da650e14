/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-map.h"

G_BEGIN_DECLS

/* The most bytes of a cell that stand in a reason */
#define RAP_IMPORT_SHOWN_CHARS 40
#define RAP_IMPORT_SHOWN_BYTES (RAP_IMPORT_SHOWN_CHARS * 4 + sizeof "…")

/**
 * RapImportCells:
 * @fields: what there is, ended by one without a name, in the order in which it is read
 * @columns: (element-type RapImportColumn): what each cell is
 * @target: what the fields are read into
 * @guarded: set by who reads an id: the row is of a spreadsheet-safe file of ours
 * @unnamed: set by who reads where it belongs: names are left out
 * @names: how many cells with names were left out of this row
 * @pattern: after a cell that cannot be read: the format that the reason was made with
 *
 * Reads the cells of a row as fields, whatever they are fields of, and makes what the row is known by.
 */
typedef struct
{
  const RapImportField *fields;
  GPtrArray *columns;
  gpointer target;
  gboolean guarded;
  gboolean unnamed;
  guint names;
  const char *pattern;
  /*< private >*/
  int *column_of;
  GHashTable *seen;
  GString *scratch;
  GString *hashed;
} RapImportCells;

/* A reason with a cell in it, and with a number after that */
#define RAP_IMPORT_SAY(cells, format, text)                                                                            \
  ((cells)->pattern = (format),                                                                                        \
   g_strdup_printf (format, rap_import_show_cell (text, (char[RAP_IMPORT_SHOWN_BYTES]){ 0 })))
#define RAP_IMPORT_SAY_NUMBER(cells, format, text, number)                                                             \
  ((cells)->pattern = (format),                                                                                        \
   g_strdup_printf (format, rap_import_show_cell (text, (char[RAP_IMPORT_SHOWN_BYTES]){ 0 }), number))

/** rap_import_show_cell: Returns: @shown, the beginning of a cell on one line, to show in a reason */
const char *rap_import_show_cell (const char *text, char shown[RAP_IMPORT_SHOWN_BYTES]);

/** rap_import_cells_say: Returns: (transfer full): @reason, which holds no value; @pattern is set to it */
char *rap_import_cells_say (RapImportCells *self, const char *reason);

/** rap_import_cells_init: makes @self ready for rows of @columns, which must outlive it, as all it is given must */
void rap_import_cells_init (RapImportCells *self, const RapImportField *fields, GPtrArray *columns, gpointer target);

/** rap_import_cells_begin: begins a row of a file that is imported into @seminar_id */
void rap_import_cells_begin (RapImportCells *self, gint64 seminar_id);

/**
 * rap_import_cells_read:
 * @first: whether to read the fields that are RAP_IMPORT_FIRST, or all others
 * @reason: (out) (transfer full) (nullable): why the row cannot be read
 *
 * Returns: the column that cannot be read, -1 if all can
 */
int rap_import_cells_read (RapImportCells *self, const RapCsvRow *row, gboolean first, char **reason);

/**
 * rap_import_cells_find_surplus:
 * @reason: (out) (transfer full) (nullable): why the row cannot be read
 *
 * A cell that no column of the header stands over must not get lost.
 *
 * Returns: its index, -1 if there is none
 */
int rap_import_cells_find_surplus (RapImportCells *self, const RapCsvRow *row, char **reason);

/**
 * rap_import_cells_make_key:
 * @key: (out caller-allocates): what the row is known by: 16 bytes for what its mapped cells say, then how many rows of
 *   the file said the same before it, if any
 *
 * Returns: its bytes
 */
gsize rap_import_cells_make_key (RapImportCells *self, guint8 key[20]);

/** rap_import_cells_clear: lets go of what it holds */
void rap_import_cells_clear (RapImportCells *self);

G_END_DECLS
