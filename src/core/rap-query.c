/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-query.h"

#include <gio/gio.h>
#include <string.h>

struct _RapQuery
{
  GObject parent;

  RapStore *store;
  GType type;
  char *sql;
  gint64 parameter;
  guint page;  /* 0: all at once */
  guint limit; /* how many rows may be read now, with pages */
  GArray *ids;
  guint more_id;
};

static void rap_query_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapQuery,
                               rap_query,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rap_query_list_model_init))

/* The ids there are now; what cannot be read just now is as it was. */
static GArray *
select_ids (RapQuery *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (self->store), self->sql, "ii", self->parameter,
                                             self->page > 0 ? (gint64) self->limit : -1);

  while (rap_stmt_step (stmt, &error))
    {
      gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return error == NULL ? g_steal_pointer (&ids) : g_array_copy (self->ids);
}

static void
requery (RapQuery *self)
{
  GArray *ids = select_ids (self);
  const gint64 *before = (const gint64 *) self->ids->data, *after = (const gint64 *) ids->data;
  const guint n_before = self->ids->len, n_after = ids->len;
  guint start = 0, end = 0;
  GArray *old = self->ids;

  while (start < MIN (n_before, n_after) && before[start] == after[start])
    start++;
  while (end < MIN (n_before, n_after) - start && before[n_before - 1 - end] == after[n_after - 1 - end])
    end++;
  self->ids = ids;
  if (n_before - start - end > 0 || n_after - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start - end, n_after - start - end);
  g_array_unref (old);
}

static gboolean
mentions_changed_table (RapQuery *self, RapChanges *changes)
{
  const char *last = NULL;

  if (changes->everything)
    return TRUE;
  for (guint i = 0; i < changes->rows->len; i++)
    {
      const char *table = g_array_index (changes->rows, RapChange, i).table;
      if (table != last && strstr (self->sql, table) != NULL)
        return TRUE;
      last = table;
    }
  return FALSE;
}

static void
changed_cb (RapQuery *self, RapChanges *changes)
{
  if (mentions_changed_table (self, changes))
    requery (self);
}

static gboolean
read_more_cb (gpointer data)
{
  RapQuery *self = data;

  self->more_id = 0;
  self->limit += self->page;
  requery (self);
  return G_SOURCE_REMOVE;
}

static GType
rap_query_get_item_type (GListModel *model)
{
  return RAP_QUERY (model)->type;
}

static guint
rap_query_get_n_items (GListModel *model)
{
  return RAP_QUERY (model)->ids->len;
}

static gpointer
rap_query_get_item (GListModel *model, guint position)
{
  RapQuery *self = RAP_QUERY (model);

  if (position >= self->ids->len)
    return NULL;
  if (self->page > 0 && self->more_id == 0 && self->ids->len == self->limit &&
      position + self->page / 2 >= self->ids->len)
    self->more_id = g_idle_add (read_more_cb, self);
  return rap_store_get (self->store, self->type, g_array_index (self->ids, gint64, position));
}

static void
rap_query_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rap_query_get_item_type;
  iface->get_n_items = rap_query_get_n_items;
  iface->get_item = rap_query_get_item;
}

static void
rap_query_dispose (GObject *object)
{
  RapQuery *self = RAP_QUERY (object);

  g_clear_handle_id (&self->more_id, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_query_parent_class)->dispose (object);
}

static void
rap_query_finalize (GObject *object)
{
  RapQuery *self = RAP_QUERY (object);

  g_free (self->sql);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (rap_query_parent_class)->finalize (object);
}

static void
rap_query_class_init (RapQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_query_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_query_finalize;
}

static void
rap_query_init (RapQuery *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

RapQuery *
rap_query_new (RapStore *store, GType type, const char *sql, gint64 parameter)
{
  RapQuery *self = g_object_new (RAP_TYPE_QUERY, NULL);

  self->store = g_object_ref (store);
  self->type = type;
  self->sql = g_strconcat (sql, " LIMIT ?2", NULL);
  self->parameter = parameter;
  requery (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
rap_query_set_parameter (RapQuery *self, gint64 parameter)
{
  self->parameter = parameter;
  self->limit = self->page;
  requery (self);
}

void
rap_query_set_page (RapQuery *self, guint size)
{
  self->page = self->limit = size;
  requery (self);
}

guint
rap_query_find (RapQuery *self, gint64 id)
{
  for (guint i = self->ids->len; i > 0; i--)
    if (g_array_index (self->ids, gint64, i - 1) == id)
      return i - 1;
  return G_MAXUINT;
}

gint64
rap_query_get_id (RapQuery *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}
