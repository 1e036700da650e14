/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-query.h"

#include <gio/gio.h>
#include <string.h>

/* How many rows a window looks for that came behind its last. */
#define SLACK 64

struct _RapQuery
{
  GObject parent;

  RapStore *store;
  GType type;
  char *sql;
  gint64 parameter;
  guint window; /* how many of the last rows are read at first; 0: all */
  guint limit;  /* how many now */
  GArray *ids;
};

static void rap_query_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapQuery,
                               rap_query,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rap_query_list_model_init))

/* The ids there are now; what cannot be read just now is as it was. */
static GArray *
select_ids (RapQuery *self, gint64 limit)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (self->store), self->sql, "ii", self->parameter, limit);

  while (rap_stmt_step (stmt, &error))
    {
      gint64 id = rap_stmt_int (stmt, 0);
      g_array_append_val (ids, id);
    }
  return error == NULL ? g_steal_pointer (&ids) : g_array_copy (self->ids);
}

static guint
find_id (GArray *ids, gint64 id)
{
  for (guint i = ids->len; i > 0; i--)
    if (g_array_index (ids, gint64, i - 1) == id)
      return i - 1;
  return G_MAXUINT;
}

/* A window keeps the row it begins with, and so grows with what comes behind: were it to lose one row at the top for
 * each that is added, every row would be in another place. */
static void
keep_first (RapQuery *self, GArray *ids)
{
  guint surplus = ids->len > self->limit ? ids->len - self->limit : 0;

  for (guint i = 0; i < self->ids->len; i++)
    {
      const guint position = find_id (ids, g_array_index (self->ids, gint64, i));
      if (position == G_MAXUINT)
        continue;
      surplus = MIN (surplus, position);
      break;
    }
  if (surplus > 0)
    g_array_remove_range (ids, 0, surplus);
  self->limit = MAX (ids->len, self->window);
}

static void
replace_ids (RapQuery *self, GArray *ids)
{
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

static void
requery (RapQuery *self)
{
  GArray *ids = select_ids (self, self->window > 0 ? (gint64) self->limit + SLACK : -1);

  if (self->window > 0)
    keep_first (self, ids);
  replace_ids (self, ids);
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
  self->sql = strstr (sql, "?2") != NULL ? g_strdup (sql) : g_strconcat (sql, " LIMIT ?2", NULL);
  self->parameter = parameter;
  requery (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
rap_query_set_parameter (RapQuery *self, gint64 parameter)
{
  self->parameter = parameter;
  self->limit = self->window;
  requery (self);
}

void
rap_query_set_sql (RapQuery *self, const char *sql)
{
  g_free (self->sql);
  self->sql = g_strdup (sql);
  self->limit = self->window;
  requery (self);
}

void
rap_query_set_window (RapQuery *self, guint size)
{
  self->window = self->limit = size;
  requery (self);
}

void
rap_query_read_more (RapQuery *self, guint n)
{
  if (self->window == 0 || self->ids->len < self->limit)
    return;
  self->limit += n;
  replace_ids (self, select_ids (self, self->limit));
}

guint
rap_query_find (RapQuery *self, gint64 id)
{
  return find_id (self->ids, id);
}

gint64
rap_query_get_id (RapQuery *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}
