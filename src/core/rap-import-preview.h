/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RapImportFate:
 * @RAP_IMPORT_FATE_FRESH: new: a point, or an attendance of a person who is new too
 * @RAP_IMPORT_FATE_KNOWN: a person whom the archive knows, newly attending
 * @RAP_IMPORT_FATE_UPDATED: somebody who is there already, of whom the file has news
 * @RAP_IMPORT_FATE_PRESENT: there already, nothing new
 * @RAP_IMPORT_FATE_DELETED: imported or recorded once and deleted since: it stays deleted
 * @RAP_IMPORT_FATE_ELSEWHERE: another seminar of this archive has it
 * @RAP_IMPORT_FATE_REJECTED: it cannot be added
 * @RAP_IMPORT_FATE_MISSING: no row: somebody from an earlier file who is not in this one, so perhaps cancelled
 *
 * What becomes of a row.
 */
typedef enum
{
  RAP_IMPORT_FATE_FRESH,
  RAP_IMPORT_FATE_KNOWN,
  RAP_IMPORT_FATE_UPDATED,
  RAP_IMPORT_FATE_PRESENT,
  RAP_IMPORT_FATE_DELETED,
  RAP_IMPORT_FATE_ELSEWHERE,
  RAP_IMPORT_FATE_REJECTED,
  RAP_IMPORT_FATE_MISSING,
} RapImportFate;

/** RAP_IMPORT_FATE_ANY: in place of a #RapImportFate: whatever becomes of it */
#define RAP_IMPORT_FATE_ANY (-1)

/**
 * RapImportChange:
 * @field: what changes: a field's name, an interned string
 * @old: (nullable): what the archive has
 * @value: what the file says
 * @by_hand: whether @old was typed by hand, or at least is not what a file of this seminar said last
 *
 * A change that a row makes.
 */
typedef struct
{
  const char *field;
  char *old;
  char *value;
  gboolean by_hand;
} RapImportChange;

/**
 * RapImportRowPreview:
 * @line: the line of the file that the row begins on, from 1; 0 for somebody who is missing
 * @fate: what becomes of it
 * @text: (nullable): the point, or the name
 * @detail: (nullable): its kind, or affiliation and e-mail
 * @changes: (element-type RapImportChange): what it changes; empty if nothing
 * @choice: what rap_import_choose() takes: 0 if there is nothing to choose
 * @chosen: whether that would be done
 * @same_as: the line of an earlier row of the file that is the same person, or 0
 * @column: (nullable): of a rejected row: the name of the column
 * @field: (nullable): of a rejected row: the field that it fills, an interned string
 * @reason: (nullable): of a rejected row: why
 * @candidates: (element-type gint64): of a rejected row: the people that it may be; rap_import_set_person() says which
 *
 * What is told of a row before anything is written.
 */
typedef struct
{
  guint64 line;
  RapImportFate fate;
  char *text;
  char *detail;
  GPtrArray *changes;
  gint64 choice;
  gboolean chosen;
  guint64 same_as;
  char *column;
  const char *field;
  char *reason;
  GArray *candidates;
} RapImportRowPreview;

/** rap_import_fate_to_string: Returns: `fresh`, `known`, `updated`, `present`, `deleted`, `elsewhere`, `rejected` or
 * `missing` */
const char *rap_import_fate_to_string (RapImportFate fate);

/** rap_import_row_preview_new: Returns: (transfer full): one that says nothing yet */
RapImportRowPreview *rap_import_row_preview_new (guint64 line, RapImportFate fate);

/** rap_import_row_preview_add_change: adds a change to those of a row */
void rap_import_row_preview_add_change (RapImportRowPreview *self,
                                        const char *field,
                                        const char *old,
                                        const char *value,
                                        gboolean by_hand);

/** rap_import_row_preview_free: frees it */
void rap_import_row_preview_free (RapImportRowPreview *self);

G_END_DECLS
