/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-item.h"

struct _RapImportItem
{
  GObject parent;

  RapImportRowPreview *row;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RapImportItem, rap_import_item, G_TYPE_OBJECT)

static void
rap_import_item_finalize (GObject *object)
{
  rap_import_row_preview_free (RAP_IMPORT_ITEM (object)->row);
  G_OBJECT_CLASS (rap_import_item_parent_class)->finalize (object);
}

static void
rap_import_item_class_init (RapImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_import_item_finalize;
  changed_signal =
      g_signal_new ("changed", RAP_TYPE_IMPORT_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rap_import_item_init (RapImportItem *self)
{
}

RapImportItem *
rap_import_item_new (RapImportRowPreview *row)
{
  RapImportItem *self = g_object_new (RAP_TYPE_IMPORT_ITEM, NULL);

  self->row = row;
  return self;
}

const RapImportRowPreview *
rap_import_item_get (RapImportItem *self)
{
  return self->row;
}

void
rap_import_item_set_chosen (RapImportItem *self, gboolean chosen)
{
  self->row->chosen = chosen;
  g_signal_emit (self, changed_signal, 0);
}
