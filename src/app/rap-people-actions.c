/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-people-actions.h"

#include <glib/gi18n-lib.h>

#include "rap-attendance.h"
#include "rap-menu-label.h"
#include "rap-people-change.h"
#include "rap-people-join.h"
#include "rap-people.h"
#include "rap-window.h"

static gint64
get_person (RapStore *store, GArray *ids, guint i)
{
  g_autoptr (RapAttendance) attendance = rap_store_get (store, RAP_TYPE_ATTENDANCE, g_array_index (ids, gint64, i));

  return attendance->person_id;
}

/* Says what went wrong, or offers to undo what is more than a change in the list. */
static void
say (GtkWidget *widget, gint64 before, GError *error)
{
  if (error != NULL)
    rap_window_say (widget, error->message);
  else if (before >= 0)
    rap_window_say_undoable (widget, before);
}

gboolean
rap_people_actions_tick (GtkWidget *widget, RapStore *store, gint64 id)
{
  g_autoptr (GError) error = NULL;

  rap_people_tick (store, id, &error);
  say (widget, -1, error);
  return error == NULL;
}

void
rap_people_actions_set_status (GtkWidget *widget, RapStore *store, GArray *ids, const char *status)
{
  g_autoptr (GError) error = NULL;

  rap_people_set_status (store, (const gint64 *) ids->data, ids->len, status, &error);
  say (widget, -1, error);
}

void
rap_people_actions_set_consent (GtkWidget *widget, RapStore *store, GArray *ids, const char *consent)
{
  g_autoptr (GError) error = NULL;

  rap_people_set_consent (store, (const gint64 *) ids->data, ids->len, consent, &error);
  say (widget, -1, error);
}

void
rap_people_actions_remove (GtkWidget *widget, RapStore *store, GArray *ids)
{
  const gint64 before = rap_store_get_last_step (store);
  g_autoptr (GError) error = NULL;

  rap_people_remove (store, (const gint64 *) ids->data, ids->len, &error);
  say (widget, before, error);
}

void
rap_people_actions_join (GtkWidget *widget, RapStore *store, gint64 seminar_id, GArray *ids, gboolean keep_first)
{
  const gint64 before = rap_store_get_last_step (store);
  g_autoptr (GError) error = NULL;

  if (ids->len != 2)
    return;
  rap_people_join (store, seminar_id, get_person (store, ids, keep_first ? 0 : 1),
                   get_person (store, ids, keep_first ? 1 : 0), &error);
  say (widget, before, error);
}

GMenuModel *
rap_people_actions_make_join_menu (RapStore *store, GArray *ids)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; ids->len == 2 && i < 2; i++)
    {
      g_autofree char *description = rap_people_describe (rap_store_db (store), get_person (store, ids, i));
      g_autofree char *plain = rap_menu_label (description);
      g_autofree char *label = g_strdup_printf (_ ("Keep %s"), plain);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "people.join", "b", i == 0);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
