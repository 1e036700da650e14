/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapAction:
 * @name: the action with its target, as gtk_actionable_set_detailed_action_name() takes it
 * @label: (not nullable): what menus call it, with the access key; to be translated
 * @keys: (array zero-terminated=1): the keys that do it, the one that is shown first
 * @bound: whether whoever has the action binds its keys itself, because an accelerator of the application would come
 *   before what a text does with them
 * @part: (nullable): the part of the window that it is done in, where its name does not tell; to be translated
 *
 * Something a person can do. Menus, accelerators and the palette call it the same.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *keys[4];
  gboolean bound;
  const char *part;
} RapAction;

/** rap_actions: all of them, ended by one without a name */
extern const RapAction rap_actions[];

/** rap_actions_set_accels: gives every action that is not bound elsewhere its keys */
void rap_actions_set_accels (GtkApplication *app);

/** rap_actions_bind: binds the keys of the action @name, with its target, to it in a class of widgets */
void rap_actions_bind (GtkWidgetClass *widget_class, const char *name);

/** rap_action_title: Returns: (transfer full): what the action is called, without access key and dots */
char *rap_action_title (const RapAction *self);

/** rap_action_key: Returns: (transfer full) (nullable): the key that does it, as people read it */
char *rap_action_key (const RapAction *self);

G_END_DECLS
