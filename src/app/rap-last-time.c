/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-last-time.h"

#include <glib/gi18n-lib.h>

#include "rap-capture-points.h"
#include "rap-chips.h"
#include "rap-choice.h"
#include "rap-point.h"
#include "rap-query.h"
#include "rap-seminar.h"
#include "rap-voice.h"
#include "rap-window.h"

struct _RapLastTime
{
  AdwPreferencesGroup parent;

  GtkDropDown *follows;
  GtkWidget *open;

  RapStore *store;
  RapSeminar *seminar;
  gint64 last_id;    /* the seminar whose points are listed */
  GArray *choices;   /* ids of seminars, in the order of the list; the first is 0 */
  GPtrArray *rows;   /* of points */
  RapQuery *actions; /* an action that is done here stays in it until one comes again */
  RapQuery *starred;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapLastTime, rap_last_time, ADW_TYPE_PREFERENCES_GROUP)

static gint64
get_id (RapLastTime *self)
{
  return rap_record_get_id (RAP_RECORD (self->seminar));
}

static GtkWidget *
add_row (RapLastTime *self, RapPoint *point, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), point->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
show_done_cb (GtkCheckButton *check, GParamSpec *pspec, RapPoint *point)
{
  gtk_check_button_set_active (check, point->done_at != 0);
}

static void
toggled_cb (GtkCheckButton *check, RapPoint *point)
{
  const gint64 id = rap_record_get_id (RAP_RECORD (point));
  g_autoptr (GError) error = NULL;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (check))); /* the row may be made anew by the step */
  RapStore *store = rap_window_get_store (RAP_WINDOW (window));
  const gint64 before = rap_store_get_last_step (store);

  if (gtk_check_button_get_active (check) == (point->done_at != 0))
    return;
  if (rap_capture_done (store, &id, 1, &error))
    {
      rap_window_say_undoable (window, before); /* Ctrl+Z is about the seminar that one sees */
      return;
    }
  rap_window_say (window, error->message);
  show_done_cb (check, NULL, point);
}

static void
add_action (RapLastTime *self, RapPoint *point)
{
  g_autofree char *owners =
      rap_db_text (rap_store_db (self->store),
                   "SELECT group_concat(name, ', ') FROM point_person JOIN person ON person.id = person_id"
                   " WHERE point_id = ?1 AND relation = 'owns'",
                   "i", rap_record_get_id (RAP_RECORD (point)));
  g_autofree char *day = point->due != NULL ? rap_chips_day (point->due) : NULL;
  g_autofree char *due = day != NULL ? g_strdup_printf (_ ("by %s"), day) : NULL;
  g_autofree char *subtitle = g_strjoin (owners != NULL && due != NULL ? " · " : "", owners != NULL ? owners : "",
                                         due != NULL ? due : "", NULL);
  GtkWidget *row = add_row (self, point, subtitle);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (check, _ ("Done"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, point->text, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), point->done_at != 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), point, 0);
  g_signal_connect_object (point, "notify::done-at", G_CALLBACK (show_done_cb), check, G_CONNECT_SWAPPED);
  /* the record lives as long as its row */
  g_object_set_data_full (G_OBJECT (row), "rap-point", g_object_ref (point), g_object_unref);
}

static void
add_starred (RapLastTime *self, RapPoint *point)
{
  g_autofree char *voice = rap_voice_name_of_point (rap_store_db (self->store), rap_record_get_id (RAP_RECORD (point)));
  g_autofree char *subtitle = g_strdup_printf ("★ %s", voice != NULL ? voice : "");

  gtk_widget_set_focusable (add_row (self, point, subtitle), FALSE);
}

static void
list_points_cb (RapLastTime *self)
{
  RapQuery *const lists[] = { self->actions, self->starred };

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint n = 0; n < G_N_ELEMENTS (lists); n++)
    for (guint i = 0; lists[n] != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (lists[n])); i++)
      {
        g_autoptr (RapPoint) point = g_list_model_get_item (G_LIST_MODEL (lists[n]), i);
        if (n == 0)
          add_action (self, point);
        else
          add_starred (self, point);
      }
}

/* Lists the points of the seminar that this one follows. */
static void
follow (RapLastTime *self)
{
  g_autofree char *actions = g_strdup_printf (
      "SELECT point.id FROM point JOIN session ON session.id = session_id WHERE seminar_id = ?1"
      " AND point.kind = 'action' AND merged_into IS NULL AND (done_at IS NULL OR done_at >= %" G_GINT64_FORMAT ")"
      " ORDER BY due IS NULL, due, recorded_at, point.id",
      g_get_real_time () / 1000);

  g_clear_object (&self->actions);
  g_clear_object (&self->starred);
  self->last_id = self->seminar->follows_id;
  gtk_widget_set_visible (self->open, self->last_id != 0);
  if (self->last_id != 0)
    {
      self->actions = rap_query_new (self->store, RAP_TYPE_POINT, actions, self->last_id);
      self->starred = rap_query_new (
          self->store, RAP_TYPE_POINT,
          "SELECT point.id FROM point JOIN session ON session.id = point.session_id LEFT JOIN syndicate ON "
          "syndicate.id ="
          " syndicate_id WHERE seminar_id = ?1 AND starred AND voice <> 'merged' AND point.kind <> 'action'"
          " ORDER BY number IS NULL, number, recorded_at, point.id",
          self->last_id);
      g_signal_connect_object (self->actions, "items-changed", G_CALLBACK (list_points_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->starred, "items-changed", G_CALLBACK (list_points_cb), self, G_CONNECT_SWAPPED);
    }
  list_points_cb (self);
}

static void
follows_chosen_cb (RapLastTime *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->follows);
  g_autoptr (GError) error = NULL;

  if (self->showing || self->seminar == NULL || chosen >= self->choices->len ||
      g_array_index (self->choices, gint64, chosen) == self->seminar->follows_id)
    return;
  if (rap_store_set (self->store, self->seminar, _ ("The seminar that this one follows"), get_id (self), &error,
                     "follows-id", g_array_index (self->choices, gint64, chosen), NULL))
    return;
  rap_window_say (GTK_WIDGET (self), error->message);
  rap_last_time_refresh (self);
}

static void
open_cb (RapLastTime *self)
{
  rap_window_open_seminar (RAP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->last_id);
}

static void
rap_last_time_dispose (GObject *object)
{
  RapLastTime *self = RAP_LAST_TIME (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->starred);
  g_clear_object (&self->seminar);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_array_unref);
  G_OBJECT_CLASS (rap_last_time_parent_class)->dispose (object);
}

static void
rap_last_time_class_init (RapLastTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_last_time_dispose;
}

static void
rap_last_time_init (RapLastTime *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->rows = g_ptr_array_new ();
  self->choices = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->follows =
      GTK_DROP_DOWN (gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  rap_choice_set_up (self->follows, _ ("The seminar that this one follows"));
  gtk_drop_down_set_enable_search (self->follows, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->follows), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->follows, "notify::selected", G_CALLBACK (follows_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Follows"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->follows));
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Last Time"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Last Time"), -1);
  self->open = gtk_button_new_with_mnemonic (_ ("_Open That Seminar"));
  gtk_widget_add_css_class (self->open, "flat");
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->open, FALSE);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->open);
}

void
rap_last_time_set_seminar (RapLastTime *self, RapStore *store, gint64 seminar_id)
{
  g_set_object (&self->store, store);
  g_clear_object (&self->seminar);
  self->seminar = rap_store_get (store, RAP_TYPE_SEMINAR, seminar_id);
  self->last_id = -1; /* whatever it follows is listed anew */
  rap_last_time_refresh (self);
}

void
rap_last_time_refresh (RapLastTime *self)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (rap_store_db (self->store),
                      "SELECT id, title, date FROM seminar WHERE id <> ?1 AND (date <= ?2 OR id = ?3)"
                      " ORDER BY date DESC, id DESC",
                      "isi", get_id (self), self->seminar->date, self->seminar->follows_id);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 none = 0;
  guint selected = 0;

  g_array_set_size (self->choices, 0);
  g_array_append_val (self->choices, none);
  gtk_string_list_append (names, _ ("No other"));
  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_autofree char *day = rap_chips_day (rap_stmt_text (stmt, 2));
      g_autofree char *name = g_strdup_printf ("%s, %s", rap_stmt_text (stmt, 1), day);

      if (id == self->seminar->follows_id)
        selected = self->choices->len;
      g_array_append_val (self->choices, id);
      gtk_string_list_append (names, name);
    }
  self->showing = TRUE;
  gtk_drop_down_set_model (self->follows, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->follows, selected);
  self->showing = FALSE;
  if (self->last_id != self->seminar->follows_id)
    follow (self);
}
