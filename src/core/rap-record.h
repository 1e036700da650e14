/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapFieldType:
 * @RAP_FIELD_INT: a #gint64
 * @RAP_FIELD_REF: a #gint64 stored as NULL when 0: an id of another row, or a number that may be unknown
 * @RAP_FIELD_BOOL: a #gboolean
 * @RAP_FIELD_REAL: a double
 * @RAP_FIELD_TEXT: a string or %NULL
 */
typedef enum
{
  RAP_FIELD_INT,
  RAP_FIELD_REF,
  RAP_FIELD_BOOL,
  RAP_FIELD_REAL,
  RAP_FIELD_TEXT,
} RapFieldType;

/**
 * RapField:
 * @name: the column, and the property (GObject takes `_` for `-`)
 * @type: what it holds
 * @offset: where the record's struct has it
 * @sql: %NULL for a column; for something worked out from other tables an expression over the row, named by its
 *   table. Such a field is read and never written.
 *
 * One field of a record: all that has to be said to add one.
 */
typedef struct
{
  const char *name;
  RapFieldType type;
  goffset offset;
  const char *sql;
} RapField;

#define RAP_TYPE_RECORD (rap_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapRecord, rap_record, RAP, RECORD, GObject)

/**
 * RapRecordClass:
 * @table: the table
 * @fields: its fields but for `id`, ended by one without a name
 * @depends: tables, parted by blanks, whose changes can change worked-out fields of any record of this class; with a
 *   `~` before it only when rows of that table are updated, not when some are added or deleted
 *
 * A row of the archive as an object. Everything but the table of fields is done here.
 */
struct _RapRecordClass
{
  GObjectClass parent_class;
  const char *table;
  const RapField *fields;
  const char *depends;
  /*< private >*/
  guint n_fields;
  char *select_sql;
  char *upsert_sql;
};

/** rap_record_class_set_fields: for class_init of a kind of record: says its table and fields and makes the properties
 */
void
rap_record_class_set_fields (RapRecordClass *klass, const char *table, const RapField *fields, const char *depends);

/** rap_record_get_id: Returns: the row's id; 0 for one that was never stored */
gint64 rap_record_get_id (RapRecord *self);

/** rap_record_is_gone: Returns: whether the row was not (or no longer) in the archive when last read */
gboolean rap_record_is_gone (RapRecord *self);

/**
 * rap_record_copy:
 *
 * Records that the store handed out are never edited in place: edit a copy and give it to rap_store_save().
 *
 * Returns: (transfer full): an object of the same row
 */
gpointer rap_record_copy (gpointer self);

/**
 * rap_record_load:
 * @id: the row
 *
 * Reads the row; properties that differ are notified. A row that is not there clears nothing but marks @self as gone.
 *
 * Returns: whether anything differs from before
 */
gboolean rap_record_load (RapRecord *self, RapDb *db, gint64 id);

/** rap_record_write: inserts or updates the row, giving it an id if it has none. Returns: whether that was done */
gboolean rap_record_write (RapRecord *self, RapDb *db, GError **error);

/**
 * RAP_DEFINE_RECORD:
 * @Type: the C type, with a first member `RapRecord parent`
 * @type: the same in snake_case
 * @table: the table's name as a string
 * @depends: as in #RapRecordClass
 *
 * Defines a kind of record whose fields stand in a table named `fields`.
 */
#define RAP_DEFINE_RECORD(Type, type, table, depends)                                                                  \
  G_DEFINE_FINAL_TYPE (Type, type, RAP_TYPE_RECORD)                                                                    \
  static void type##_class_init (Type##Class *klass)                                                                   \
  {                                                                                                                    \
    rap_record_class_set_fields (RAP_RECORD_CLASS (klass), table, fields, depends);                                    \
  }                                                                                                                    \
  static void type##_init (Type *self) {}

G_END_DECLS
