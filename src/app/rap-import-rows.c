/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-rows.h"

#include "rap-import-item.h"

#define PAGE 100
#define MAX_PAGES 32 /* that are kept */

struct _RapImportRows
{
  GObject parent;

  RapImportJob *job;
  int fate;
  guint n;
  GHashTable *pages; /* number → GPtrArray of RapImportItem */
};

static GPtrArray *
make_page (GPtrArray *rows)
{
  GPtrArray *page = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (rows, NULL); /* each goes into an item */
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (page, rap_import_item_new (rows->pdata[i]));
  return page;
}

static RapImportItem *
make_blank (const char *text)
{
  RapImportRowPreview *row = rap_import_row_preview_new (0, RAP_IMPORT_FATE_PRESENT);

  row->text = g_strdup (text);
  return rap_import_item_new (row);
}

static gpointer
rap_import_rows_get_item (GListModel *list, guint position)
{
  RapImportRows *self = (RapImportRows *) list;
  const guint number = position / PAGE;
  GPtrArray *page;
  gboolean busy;

  if (position >= self->n)
    return NULL;
  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
  if (page == NULL)
    {
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GError) error = NULL;

      g_object_get (self->job, "busy", &busy, NULL);
      if (!busy)
        rows = rap_import_get_preview (rap_import_job_get_import (self->job), self->fate, number * PAGE, PAGE, &error);
      if (rows == NULL)
        return make_blank (error != NULL ? error->message : "…");
      page = make_page (rows);
      if (g_hash_table_size (self->pages) == MAX_PAGES)
        g_hash_table_remove_all (self->pages);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
    }
  return position % PAGE < page->len ? g_object_ref (page->pdata[position % PAGE]) : make_blank ("…");
}

static GType
rap_import_rows_get_item_type (GListModel *list)
{
  return RAP_TYPE_IMPORT_ITEM;
}

static guint
rap_import_rows_get_n_items (GListModel *list)
{
  return ((RapImportRows *) list)->n;
}

static void
init_list (GListModelInterface *iface)
{
  iface->get_item = rap_import_rows_get_item;
  iface->get_item_type = rap_import_rows_get_item_type;
  iface->get_n_items = rap_import_rows_get_n_items;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapImportRows,
                               rap_import_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list))

static void
rap_import_rows_finalize (GObject *object)
{
  RapImportRows *self = RAP_IMPORT_ROWS (object);

  g_clear_object (&self->job);
  g_hash_table_unref (self->pages);
  G_OBJECT_CLASS (rap_import_rows_parent_class)->finalize (object);
}

static void
rap_import_rows_class_init (RapImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_import_rows_finalize;
}

static void
rap_import_rows_init (RapImportRows *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

RapImportRows *
rap_import_rows_new (void)
{
  return g_object_new (RAP_TYPE_IMPORT_ROWS, NULL);
}

void
rap_import_rows_show (RapImportRows *self, RapImportJob *job, int fate)
{
  const guint before = self->n;

  g_set_object (&self->job, job);
  self->fate = fate;
  g_hash_table_remove_all (self->pages);
  self->n = job != NULL ? rap_import_count_preview (rap_import_job_get_import (job), fate) : 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n);
}

void
rap_import_rows_choose (RapImportRows *self, gint64 choice, gboolean chosen)
{
  GHashTableIter iter;
  gpointer page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    for (guint i = 0; i < ((GPtrArray *) page)->len; i++)
      {
        RapImportItem *item = ((GPtrArray *) page)->pdata[i];
        if (rap_import_item_get (item)->choice == choice)
          rap_import_item_set_chosen (item, chosen);
      }
}
