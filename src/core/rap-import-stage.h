/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-points.h"

G_BEGIN_DECLS

/**
 * RapImportStage:
 *
 * The rows of a file in a temporary database beside the archive, as they would be written. It lies in a file without
 * a name, so memory does not grow with it, and is gone when it is freed, however the program ends.
 */
typedef struct _RapImportStage RapImportStage;

/** rap_import_stage_new: Returns: (transfer full): an empty stage, or %NULL with @error set */
RapImportStage *rap_import_stage_new (RapDb *db, gint64 seminar_id, GError **error);

/** rap_import_stage_add: adds a row of the file, which begins on @line. Returns: whether that was done */
gboolean rap_import_stage_add (RapImportStage *self, const RapImportPoint *point, guint64 line, GError **error);

/**
 * rap_import_stage_finish:
 * @themes: (element-type RapImportTheme): the themes that the rows mean by their indexes
 *
 * To be called after the last row.
 *
 * Returns: whether that was done
 */
gboolean rap_import_stage_finish (RapImportStage *self, GArray *themes, GError **error);

/**
 * RapImportStageRejected:
 * @field: the field that is wrong
 *
 * Told of each row that does not go together with others.
 */
typedef void (*RapImportStageRejected) (guint64 line, const char *field, const char *reason, gpointer data);

/**
 * rap_import_stage_resolve:
 * @counts: (out): `fresh`, `present`, `deleted` and `elsewhere`
 * @rejected: (nullable) (scope call): told of rows that are rejected for what stands in others
 *
 * Finds out which rows are new to the archive as it is now.
 *
 * Returns: whether that was done
 */
gboolean rap_import_stage_resolve (RapImportStage *self,
                                   RapImportCounts *counts,
                                   RapImportStageRejected rejected,
                                   gpointer data,
                                   GError **error);

/** rap_import_stage_is_current: Returns: whether the archive is as rap_import_stage_resolve() found it */
gboolean rap_import_stage_is_current (RapImportStage *self);

/** rap_import_stage_write: within a step of @store: adds the new rows to the archive. Returns: whether that was done */
gboolean rap_import_stage_write (RapImportStage *self, RapStore *store, GError **error);

/** rap_import_stage_free: frees it, and lets go of the temporary database */
void rap_import_stage_free (RapImportStage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapImportStage, rap_import_stage_free)

G_END_DECLS
