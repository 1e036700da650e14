/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"
#include "rap-import.h"

G_BEGIN_DECLS

/**
 * RapImportStage:
 * @db: the archive, with the stage beside it as `staging`
 * @seminar_id: the seminar that a file is read for
 * @columns: (element-type RapImportColumn): the file's columns
 * @new_people: whether somebody who may be one of several known people is taken for a new one
 *
 * A temporary database beside the archive, for the rows of a file as they would be written and for those that cannot
 * be. It lies in a file without a name, so memory does not grow with it, and is gone when it is freed, however the
 * program ends. What is in it is said by each kind of import; rejected rows are the same for all.
 */
typedef struct
{
  RapDb *db;
  gint64 seminar_id;
  GPtrArray *columns;
  gboolean new_people;
  /*< private >*/
  gint64 version;
  gint64 changes;
} RapImportStage;

/**
 * rap_import_stage_new:
 * @columns: (element-type RapImportColumn): the file's columns, which must outlive it
 * @schema: statements that make the tables of the kind, all in `staging`
 *
 * Makes an empty stage.
 *
 * Returns: (transfer full): it, or %NULL with @error set
 */
RapImportStage *
rap_import_stage_new (RapDb *db, gint64 seminar_id, GPtrArray *columns, const char *schema, GError **error);

/**
 * rap_import_stage_begin:
 *
 * Begins a transaction for the rows, after all that is to be read of the archive for all of them: without WAL, what is
 * read within it would keep others from writing until its end.
 *
 * Returns: whether that was done
 */
gboolean rap_import_stage_begin (RapImportStage *self, GError **error);

/** rap_import_stage_settle: ends the transaction, after the last row. Returns: whether that was done */
gboolean rap_import_stage_settle (RapImportStage *self, GError **error);

/**
 * rap_import_stage_reject:
 * @line: the line that the row begins on
 * @column: the index of the column that is wrong, which may be past the last; -1 for none
 * @reason: (transfer full): why: a part of a sentence
 * @pattern: the format that @reason was made with; it is never freed
 * @resolved: whether that is so only for what the archive, or another row, says: rap_import_stage_forget_resolved()
 *   takes it back
 *
 * Keeps a row as one that cannot be added.
 *
 * Returns: whether that was done
 */
gboolean rap_import_stage_reject (RapImportStage *self,
                                  guint64 line,
                                  int column,
                                  char *reason,
                                  const char *pattern,
                                  gboolean resolved,
                                  GError **error);

/** rap_import_rejected_free: frees one row */
void rap_import_rejected_free (RapImportRejected *self);

/** rap_import_stage_find_column: Returns: the index of the column that fills @field, -1 if none does */
int rap_import_stage_find_column (RapImportStage *self, const char *field);

/** rap_import_stage_forget_resolved: before the archive is looked at again. Returns: whether that was done */
gboolean rap_import_stage_forget_resolved (RapImportStage *self, GError **error);

/**
 * rap_import_stage_list_rejected:
 * @most: how many at most, -1 for all
 *
 * Returns: (transfer full) (element-type RapImportRejected): rejected rows by line
 */
GPtrArray *rap_import_stage_list_rejected (RapImportStage *self, int most);

/** rap_import_stage_list_reasons: Returns: (transfer full) (element-type RapImportReason): by which was met first */
GPtrArray *rap_import_stage_list_reasons (RapImportStage *self);

/**
 * rap_import_stage_build_preview:
 * @rows: SELECT of line, fate and number of all rows that are not rejected
 *
 * Puts all rows of the file in order, those without a line last, so that a page of them costs the same wherever it is.
 *
 * Returns: whether that was done
 */
gboolean rap_import_stage_build_preview (RapImportStage *self, const char *rows, GError **error);

/**
 * rap_import_stage_list_preview:
 * @fate: a #RapImportFate, or %RAP_IMPORT_FATE_ANY
 * @offset: how many to leave out
 * @most: how many at most
 * @numbers: (element-type gint64): filled with the number of each
 *
 * Returns: (transfer full) (element-type RapImportRowPreview): a page of them; rejected ones with their reasons
 */
GPtrArray *rap_import_stage_list_preview (RapImportStage *self, int fate, guint offset, guint most, GArray *numbers);

/** rap_import_stage_count_rejected: Returns: how many rows are rejected */
guint rap_import_stage_count_rejected (RapImportStage *self);

/** rap_import_stage_begin_look: to be called before the archive is looked at */
void rap_import_stage_begin_look (RapImportStage *self);

/** rap_import_stage_end_look: to be called when the archive has been looked at */
void rap_import_stage_end_look (RapImportStage *self);

/** rap_import_stage_is_current: Returns: whether the archive is as it was when it was last looked at */
gboolean rap_import_stage_is_current (RapImportStage *self);

/** rap_import_stage_run: runs statements about the seminar, ?1, ended by %NULL. Returns: whether that was done */
gboolean rap_import_stage_run (RapImportStage *self, const char *const *statements, GError **error);

/** rap_import_stage_step: runs a statement that adds a row. Returns: whether that was done */
gboolean rap_import_stage_step (RapImportStage *self, RapStmt *stmt, GError **error);

/** rap_import_stage_free: frees it, and lets go of the temporary database; no statement may be under way */
void rap_import_stage_free (RapImportStage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportStage, rap_import_stage_free)

G_END_DECLS
