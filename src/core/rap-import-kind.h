/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-map.h"
#include "rap-import-preview.h"
#include "rap-import-stage.h"

G_BEGIN_DECLS

/**
 * RapImportFault:
 * @column: the index of the column that is wrong, which may be past the last; -1 for none
 * @reason: (nullable): why the row cannot be added, a part of a sentence; %NULL if nothing is wrong
 * @pattern: the format that @reason was made with; it is never freed
 * @fatal: (nullable): what is wrong with every row, in a reason: the file cannot be imported
 *
 * What is wrong with a row.
 */
typedef struct
{
  int column;
  char *reason;
  const char *pattern;
  GError *fatal;
} RapImportFault;

/**
 * RapImportKindClass:
 * @fields: what can be known of one, in the order in which it is read, ended by one without a name
 * @unknown: a sentence's part with the columns as %s: that none of them is what cannot be missing
 * @schema: makes the tables of the stage for its rows
 * @settle_guess: (nullable): betters the guesses for columns that are known only together
 * @begin: reads what has to be known of the seminar for all rows; the session is that of all rows, or 0. Its work is
 *   handed to all others; %NULL with an error set if that fails
 * @read: reads a row into the stage, or tells what is wrong with it
 * @end: after the last row
 * @resolve: finds out what would become of each row in the archive as it is now; counts that, all but `rows` and
 *   `rejected`; rejects rows for what the archive or other rows say
 * @is_empty: whether there is nothing to write
 * @make_label: what the step is called, with the file's name
 * @write: within a step: writes it
 * @preview: SELECT of line, what becomes of it (as rap_import_fate_to_string()) and a number for @describe, of all rows
 *   of the stage that are not rejected
 * @describe: says more of one of these, or of a rejected one
 * @choose: (nullable): takes what was chosen of a row's `choice`, and counts anew
 * @answers: whether `staging.answer` is looked at, in which rap_import_set_person() puts who a row is
 * @free: frees the work
 *
 * One kind of thing that files hold: all that is to be said to import another.
 */
typedef struct
{
  const RapImportField *fields;
  const char *unknown;
  const char *schema;
  void (*settle_guess) (GPtrArray *columns);
  gpointer (*begin) (RapImportStage *stage, gint64 session_id, GError **error);
  gboolean (*read) (gpointer work, const RapCsvRow *row, RapImportFault *fault, GError **error);
  gboolean (*end) (gpointer work, RapImportCounts *counts, GError **error);
  gboolean (*resolve) (gpointer work, RapImportCounts *counts, GError **error);
  gboolean (*is_empty) (gpointer work, const RapImportCounts *counts);
  char *(*make_label) (const RapImportCounts *counts, const char *file);
  gboolean (*write) (gpointer work, RapStore *store, GError **error);
  const char *preview;
  void (*describe) (gpointer work, gint64 number, RapImportRowPreview *row);
  gboolean (*choose) (gpointer work, gint64 choice, gboolean chosen, RapImportCounts *counts, GError **error);
  gboolean answers;
  void (*free) (gpointer work);
} RapImportKindClass;

/** rap_import_points_kind: what was said */
extern const RapImportKindClass rap_import_points_kind;

/** rap_import_attendees_kind: who comes */
extern const RapImportKindClass rap_import_attendees_kind;

G_END_DECLS
