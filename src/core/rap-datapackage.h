/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"
#include "rap-export-table.h"
#include "rap-export.h"

G_BEGIN_DECLS

/**
 * RapDatapackage:
 *
 * The description of an export, a Frictionless tabular data package
 * (https://specs.frictionlessdata.io/tabular-data-package/).
 */
typedef struct _RapDatapackage RapDatapackage;

/**
 * rap_datapackage_new:
 * @db: the archive, whose JSON functions are used; must outlive it
 * @options: what is exported, and how
 *
 * Returns: (transfer full): a description of no file yet; free it with rap_datapackage_free()
 */
RapDatapackage *rap_datapackage_new (RapDb *db, const RapExportOptions *options);

/**
 * rap_datapackage_add:
 * @table: what is in the file
 * @bytes: the file's size
 * @digest: its SHA-256 in hexadecimal
 *
 * Adds a file.
 */
void rap_datapackage_add (RapDatapackage *self, const RapExportTable *table, guint64 bytes, const char *digest);

/** rap_datapackage_to_json: Returns: (transfer full): all of it */
char *rap_datapackage_to_json (RapDatapackage *self);

/** rap_datapackage_free: frees it */
void rap_datapackage_free (RapDatapackage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapDatapackage, rap_datapackage_free)

G_END_DECLS
