/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-record-map.h"

#include <string.h>

#include "rap-point.h"
#include "rap-seminar.h"

struct _RapRecordMap
{
  RapDb *db;
  GHashTable *alive; /* Key → RapRecord, weak */
};

typedef struct
{
  GType type;
  gint64 id;
} Key;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;
  return g_int64_hash (&key->id) ^ (guint) key->type;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;
  return left->id == right->id && left->type == right->type;
}

/* Whether records of a class show something of rows of @table that were changed by @op. */
static gboolean
class_depends (RapRecordClass *klass, const char *table, int op)
{
  const char *found = klass->depends;
  const gsize length = strlen (table);

  while (found != NULL && (found = strstr (found, table)) != NULL)
    {
      gboolean starts = found == klass->depends || found[-1] == ' ' || found[-1] == '~';
      gboolean ends = found[length] == '\0' || found[length] == ' ';
      if (starts && ends)
        return op == SQLITE_UPDATE || found == klass->depends || found[-1] != '~';
      found += length;
    }
  return FALSE;
}

/* Who raised a merged point is told by its originals. */
static gboolean
originals_changed (RapChanges *changes)
{
  for (guint i = 0; i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      if ((strcmp (row->table, "point") == 0 && row->op != SQLITE_INSERT) || strcmp (row->table, "point_echo") == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether a record has to be read anew after @changes because of something other than its own rows. */
static gboolean
depends_on (RapRecord *record, RapChanges *changes)
{
  RapRecordClass *klass = RAP_RECORD_GET_CLASS (record);

  if (changes->everything)
    return TRUE;
  if (RAP_IS_POINT (record) && RAP_POINT (record)->originals > 0 && originals_changed (changes))
    return TRUE;
  if (klass->depends == NULL)
    return FALSE;
  /* a step is about one seminar, and no other one's figures can differ after it */
  if (RAP_IS_SEMINAR (record) && changes->seminar_id != 0 && rap_record_get_id (record) != changes->seminar_id)
    return FALSE;
  for (guint i = 0; i < changes->rows->len; i++)
    {
      const RapChange *row = &g_array_index (changes->rows, RapChange, i);
      if ((i == 0 || row->table != g_array_index (changes->rows, RapChange, i - 1).table ||
           row->op != g_array_index (changes->rows, RapChange, i - 1).op) &&
          class_depends (klass, row->table, row->op))
        return TRUE;
    }
  return FALSE;
}

static void
forget_record_cb (gpointer data, GObject *record)
{
  RapRecordMap *self = data;
  const Key key = { G_OBJECT_TYPE (record), rap_record_get_id (RAP_RECORD (record)) };

  g_hash_table_remove (self->alive, &key);
}

RapRecordMap *
rap_record_map_new (RapDb *db)
{
  RapRecordMap *self = g_new0 (RapRecordMap, 1);

  self->db = db;
  self->alive = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  return self;
}

gpointer
rap_record_map_get (RapRecordMap *self, GType type, gint64 id)
{
  Key key = { type, id };
  RapRecord *record = g_hash_table_lookup (self->alive, &key);

  if (record != NULL)
    return g_object_ref (record);
  record = g_object_new (type, NULL);
  rap_record_load (record, self->db, id);
  g_hash_table_insert (self->alive, g_memdup2 (&key, sizeof key), record);
  g_object_weak_ref (G_OBJECT (record), forget_record_cb, self);
  return record;
}

void
rap_record_map_reload (RapRecordMap *self, RapChanges *changes)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  if (g_hash_table_size (self->alive) == 0)
    return;
  for (guint i = 0; i < changes->rows->len; i++)
    g_hash_table_add (touched, &g_array_index (changes->rows, RapChange, i).id);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    {
      gint64 id = rap_record_get_id (record);
      if (g_hash_table_contains (touched, &id) || depends_on (record, changes))
        g_ptr_array_add (records, g_object_ref (record));
    }
  for (guint i = 0; i < records->len; i++)
    rap_record_load (records->pdata[i], self->db, rap_record_get_id (records->pdata[i]));
}

void
rap_record_map_free (RapRecordMap *self)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_object_weak_unref (record, forget_record_cb, self);
  g_hash_table_unref (self->alive);
  g_free (self);
}
