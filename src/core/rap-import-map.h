/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import.h"

G_BEGIN_DECLS

/**
 * RapImportFieldFlags:
 * @RAP_IMPORT_TEXT: people's own words, which a spreadsheet-safe file of ours guards
 * @RAP_IMPORT_VERBATIM: white space around it is part of it
 * @RAP_IMPORT_NAMES: names of people, not stored under the Chatham House Rule
 * @RAP_IMPORT_FIRST: has to be read before all others, for it says what they mean
 * @RAP_IMPORT_REQUIRED: a file without one of these cannot be imported; the only column of a file is the first of them
 */
typedef enum
{
  RAP_IMPORT_TEXT = 1 << 0,
  RAP_IMPORT_VERBATIM = 1 << 1,
  RAP_IMPORT_NAMES = 1 << 2,
  RAP_IMPORT_FIRST = 1 << 3,
  RAP_IMPORT_REQUIRED = 1 << 4,
} RapImportFieldFlags;

/**
 * RapImportRead:
 * @target: what reads rows
 * @text: a cell that is not empty, ended by a NUL; white space around it is taken off
 * @len: its bytes
 *
 * Reads one cell.
 *
 * Returns: (transfer full) (nullable): why it cannot be read, or %NULL
 */
typedef char *(*RapImportRead) (gpointer target, const char *text, gsize len);

/**
 * RapImportField:
 * @name: the column of the contract
 * @flags: what it is
 * @synonyms: (nullable): what other tools call it, parted by blanks, as rap_import_fold_name() makes it. Of names in
 * the same tier the first column of the file has the field; tiers are parted by `|`, at most three, the best first.
 * @read: (nullable): reads it; %NULL for one that is only known
 * @ignored: (nullable): why a column of the contract that is only known is not imported: a part of a sentence
 *
 * One field of what is imported: all that has to be said to add one.
 */
typedef struct
{
  const char *name;
  RapImportFieldFlags flags;
  const char *synonyms;
  RapImportRead read;
  const char *ignored;
} RapImportField;

/**
 * rap_import_fold_name:
 * @name: a column's name
 *
 * Returns: (transfer full): its letters and digits in lower case, `_` for anything between them: `sent_at_utc` for
 * `Sent at (UTC)`
 */
char *rap_import_fold_name (const char *name);

/**
 * rap_import_columns_new:
 * @header: the first row of a file
 *
 * Returns: (transfer full) (element-type RapImportColumn): its columns, each with a name of its own and no field yet
 */
GPtrArray *rap_import_columns_new (const RapCsvRow *header);

/** rap_import_columns_add_example: keeps the cells of a row as examples, as far as there are fewer than three */
void rap_import_columns_add_examples (GPtrArray *columns, const RapCsvRow *row);

/**
 * rap_import_columns_guess:
 * @fields: what there is, ended by one without a name
 *
 * Guesses what each column is, by our own names, then by those of other tools.
 */
void rap_import_columns_guess (GPtrArray *columns, const RapImportField *fields);

/** rap_import_columns_count_guesses: Returns: how many of @columns would be guessed to be one of @fields; changes none
 */
guint rap_import_columns_count_guesses (GPtrArray *columns, const RapImportField *fields);

/** rap_import_columns_set: does what rap_import_set_map() says; the error's message is a reason */
gboolean rap_import_columns_set (GPtrArray *columns,
                                 const RapImportField *fields,
                                 const char *column,
                                 const char *field,
                                 GError **error);

/** rap_import_columns_why_ignored: does what rap_import_why_ignored() says */
const char *rap_import_columns_why_ignored (const RapImportField *fields, const char *name);

/** rap_import_columns_list_fields: does what rap_import_list_fields() says */
GStrv rap_import_columns_list_fields (const RapImportField *fields);

/** rap_import_columns_find: Returns: the index of the column that fills @field, or -1 */
int rap_import_columns_find (GPtrArray *columns, const char *field);

/** rap_import_columns_list: Returns: (transfer full): the columns' names as “A”, “B”, … to show in a sentence */
char *rap_import_columns_list (GPtrArray *columns);

G_END_DECLS
