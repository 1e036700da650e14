/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-actions.h"
#include "rap-db.h"

G_BEGIN_DECLS

#define RAP_TYPE_PALETTE_ITEM (rap_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (RapPaletteItem, rap_palette_item, RAP, PALETTE_ITEM, GObject)

/**
 * RapPaletteItem:
 * @action: (nullable): what to do, or
 * @seminar_id: the seminar to open, or
 * @session_id: the session to go to and
 * @number: the voice that gets the floor there; -1 for the one that has it
 * @title: what it is called
 * @detail: (nullable): where it is, or when it was
 * @key: (nullable): the key that does it
 *
 * Something the palette offers.
 */
struct _RapPaletteItem
{
  GObject parent;

  const RapAction *action;
  gint64 seminar_id;
  gint64 session_id;
  int number;
  char *title;
  char *detail;
  char *key;

  char *folded_title; /* private: what is searched */
  char *folded_detail;
};

/**
 * rap_palette_items_collect:
 * @from: the widget in whose place actions are to be done
 * @seminar_id: the seminar that is open, or 0
 * @session_id: its session that is shown, whose voices come first
 *
 * Returns: (transfer full) (element-type RapPaletteItem): all that can be done and gone to just now
 */
GPtrArray *rap_palette_items_collect (RapDb *db, GtkWidget *from, gint64 seminar_id, gint64 session_id);

/**
 * rap_palette_items_find:
 * @items: (element-type RapPaletteItem): as collected
 * @typed: some words, each of which has to occur in a title or detail
 * @max: how many at most
 *
 * Those that fit best come first: titles that begin with what was typed, then those in which words do, then the others;
 * among equals the order of @items.
 *
 * Returns: (transfer full) (element-type RapPaletteItem): what was found
 */
GPtrArray *rap_palette_items_find (GPtrArray *items, const char *typed, guint max);

G_END_DECLS
