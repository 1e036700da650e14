/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapColumnClass:
 * @RAP_COLUMN_ID: an id
 * @RAP_COLUMN_TEXT: a text, also a list joined by `; `; guarded in the spreadsheet-safe edition
 * @RAP_COLUMN_NAMES: names of people, as far as the rule allows
 * @RAP_COLUMN_MEMBERS: likewise, or how many they are
 * @RAP_COLUMN_INT: a whole number
 * @RAP_COLUMN_REAL: a number
 * @RAP_COLUMN_FLAG: `true` or `false`
 * @RAP_COLUMN_DAY: YYYY-MM-DD
 * @RAP_COLUMN_TIME: a time, with the offset of the seminar's zone
 *
 * How a column of a view becomes one of a CSV file.
 */
typedef enum
{
  RAP_COLUMN_ID,
  RAP_COLUMN_TEXT,
  RAP_COLUMN_NAMES,
  RAP_COLUMN_MEMBERS,
  RAP_COLUMN_INT,
  RAP_COLUMN_REAL,
  RAP_COLUMN_FLAG,
  RAP_COLUMN_DAY,
  RAP_COLUMN_TIME,
} RapColumnClass;

/**
 * RapExportColumn:
 * @name: the column of the view and of the file
 * @type: its class
 * @letter: of an id the kind letter (0: the view's `_id_kind`); of names, and of a text that may name people, the
 *   letter of their entries in the view's `_names`, see views.sql
 * @description: what it says, to be translated
 */
typedef struct
{
  const char *name;
  RapColumnClass type;
  char letter;
  const char *description;
} RapExportColumn;

/**
 * RapExportTable:
 * @name: the file is NAME.csv, the view export_NAME
 * @seminar: the column that has the seminar's id
 * @key: its primary key, as JSON
 * @description: what a row is, to be translated
 * @columns: (array zero-terminated=1): the columns, in order
 */
typedef struct
{
  const char *name;
  const char *seminar;
  const char *key;
  const char *description;
  const RapExportColumn *columns;
} RapExportTable;

/** rap_export_tables: the tables of the contract, ended by one without a name */
extern const RapExportTable rap_export_tables[];

/** rap_export_table_find: Returns: (transfer none) (nullable): the table called @name */
const RapExportTable *rap_export_table_find (const char *name);

G_END_DECLS
