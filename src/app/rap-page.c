/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-page.h"

typedef struct
{
  RapStore *store;
  gint64 seminar_id;
  gboolean stale; /* not what is shown */
} RapPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapPage, rap_page, ADW_TYPE_BIN)

static void
load_if_seen (RapPage *self)
{
  RapPagePrivate *priv = rap_page_get_instance_private (self);

  if (!priv->stale || priv->seminar_id == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  RAP_PAGE_GET_CLASS (self)->load (self);
}

static void
changed_cb (RapPage *self, RapChanges *changes)
{
  RapPagePrivate *priv = rap_page_get_instance_private (self);

  if (!priv->stale && priv->seminar_id != 0 && RAP_PAGE_GET_CLASS (self)->changed != NULL)
    RAP_PAGE_GET_CLASS (self)->changed (self, changes);
}

static void
rap_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_page_parent_class)->map (widget);
  load_if_seen (RAP_PAGE (widget));
}

static void
rap_page_dispose (GObject *object)
{
  RapPagePrivate *priv = rap_page_get_instance_private (RAP_PAGE (object));

  G_OBJECT_CLASS (rap_page_parent_class)->dispose (object);
  g_clear_object (&priv->store);
}

static void
rap_page_class_init (RapPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = rap_page_map;
}

static void
rap_page_init (RapPage *self)
{
}

void
rap_page_set_store (RapPage *self, RapStore *store)
{
  RapPagePrivate *priv = rap_page_get_instance_private (self);

  g_return_if_fail (priv->store == NULL);

  priv->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
rap_page_set_seminar (RapPage *self, gint64 seminar_id)
{
  RapPagePrivate *priv = rap_page_get_instance_private (self);

  if (seminar_id == priv->seminar_id)
    return;
  priv->seminar_id = seminar_id;
  priv->stale = TRUE;
  load_if_seen (self);
}

RapStore *
rap_page_get_store (RapPage *self)
{
  return ((RapPagePrivate *) rap_page_get_instance_private (self))->store;
}

gint64
rap_page_get_seminar (RapPage *self)
{
  return ((RapPagePrivate *) rap_page_get_instance_private (self))->seminar_id;
}
