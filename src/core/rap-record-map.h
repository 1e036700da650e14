/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-changes.h"
#include "rap-record.h"

G_BEGIN_DECLS

/**
 * RapRecordMap:
 *
 * The one object of each row, for as long as somebody holds it. That is why a row that is shown in several places is
 * the same in all of them.
 */
typedef struct _RapRecordMap RapRecordMap;

/** rap_record_map_new: Returns: (transfer full): an empty one; @db must outlive it */
RapRecordMap *rap_record_map_new (RapDb *db);

/**
 * rap_record_map_get:
 * @type: a kind of #RapRecord
 * @id: the row
 *
 * Returns: (transfer full): the object of that row, read now unless there is one already
 */
gpointer rap_record_map_get (RapRecordMap *self, GType type, gint64 id);

/**
 * rap_record_map_reload:
 * @changes: what was changed
 *
 * Reads anew every object that may show something of it: of a row that was changed, or of a kind that depends on such
 * rows.
 */
void rap_record_map_reload (RapRecordMap *self, RapChanges *changes);

/** rap_record_map_free: frees it; objects that somebody holds stay as they are */
void rap_record_map_free (RapRecordMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapRecordMap, rap_record_map_free)

G_END_DECLS
