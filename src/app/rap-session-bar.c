/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-session-bar.h"

#include "rap-clock-button.h"
#include "rap-query.h"
#include "rap-rule.h"
#include "rap-voice.h"

struct _RapSessionBar
{
  GtkWidget parent;

  GtkButton *previous;
  GtkLabel *title;
  GtkWidget *rule;
  GtkButton *next;
  RapClockButton *clock;

  RapStore *store;
  RapQuery *sessions;
  RapDiscussion *discussion;
  GTimeZone *zone;
  gint64 session_id;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapSessionBar, rap_session_bar, GTK_TYPE_WIDGET)

/* `15:20 Syndicate discussion` */
static char *
make_title (RapSessionBar *self, RapSession *session)
{
  g_autofree char *name = rap_session_title (session->title, session->kind);
  g_autoptr (GDateTime) utc =
      session->starts_at != 0 ? g_date_time_new_from_unix_utc (session->starts_at / 1000) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
  g_autofree char *clock = local != NULL ? g_date_time_format (local, "%H:%M") : NULL;

  return clock != NULL ? g_strdup_printf ("%s %s", clock, name) : g_steal_pointer (&name);
}

static void
show_session (RapSessionBar *self)
{
  g_autoptr (RapSession) session = rap_store_get (self->store, RAP_TYPE_SESSION, self->session_id);
  const guint position = rap_query_find (self->sessions, self->session_id);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sessions));
  g_autofree char *title = session != NULL ? make_title (self, session) : NULL;

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (self->rule,
                          session != NULL && rap_rule_of_session (rap_store_db (self->store), self->session_id) ==
                                                 RAP_ATTRIBUTION_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->previous), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->next), n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.previous", position > 0 && position < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "session.next", position + 1 < n);
}

static void
choose (RapSessionBar *self, gint64 session_id)
{
  self->session_id = session_id;
  rap_discussion_set_session (self->discussion, session_id);
  show_session (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
changed_cb (RapSessionBar *self, RapChanges *changes)
{
  gint64 first;

  if (!rap_changes_touch (changes, "session") && !rap_changes_touch (changes, "seminar"))
    return;
  if (self->session_id != 0 && rap_query_find (self->sessions, self->session_id) != G_MAXUINT)
    {
      show_session (self);
      return;
    }
  first = rap_query_get_id (self->sessions, 0);
  if (first != self->session_id)
    choose (self, first);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_session_bar_step (RAP_SESSION_BAR (widget), g_str_equal (name, "session.next") ? 1 : -1);
}

static void
rap_session_bar_dispose (GObject *object)
{
  RapSessionBar *self = RAP_SESSION_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->sessions);
  g_clear_object (&self->discussion);
  g_clear_object (&self->store);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (rap_session_bar_parent_class)->dispose (object);
}

static void
rap_session_bar_class_init (RapSessionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_session_bar_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", RAP_TYPE_SESSION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAP_TYPE_CLOCK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-session-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSessionBar, previous);
  gtk_widget_class_bind_template_child (widget_class, RapSessionBar, title);
  gtk_widget_class_bind_template_child (widget_class, RapSessionBar, rule);
  gtk_widget_class_bind_template_child (widget_class, RapSessionBar, next);
  gtk_widget_class_bind_template_child (widget_class, RapSessionBar, clock);
  gtk_widget_class_install_action (widget_class, "session.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "session.next", NULL, step_action);
}

static void
rap_session_bar_init (RapSessionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_session_bar_set_store (RapSessionBar *self, RapStore *store)
{
  self->store = g_object_ref (store);
  self->sessions =
      rap_query_new (store, RAP_TYPE_SESSION, "SELECT id FROM session WHERE seminar_id = ?1 ORDER BY position, id", 0);
  self->discussion = rap_discussion_new (store);
  rap_clock_button_set_discussion (self->clock, self->discussion);
  /* connected after the query's own: it already knows what changed */
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
rap_session_bar_set_seminar (RapSessionBar *self, gint64 seminar_id, GTimeZone *zone)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  rap_query_set_parameter (self->sessions, seminar_id);
  self->session_id = rap_db_int (rap_store_db (self->store),
                                 "SELECT id FROM session WHERE seminar_id = ?1"
                                 " ORDER BY kind <> 'discussion', position, id",
                                 "i", seminar_id);
  rap_discussion_set_session (self->discussion, self->session_id);
  show_session (self);
}

gint64
rap_session_bar_get_session (RapSessionBar *self)
{
  return self->session_id;
}

RapDiscussion *
rap_session_bar_get_discussion (RapSessionBar *self)
{
  return self->discussion;
}

void
rap_session_bar_choose (RapSessionBar *self, gint64 session_id)
{
  if (session_id != self->session_id && rap_query_find (self->sessions, session_id) != G_MAXUINT)
    choose (self, session_id);
}

void
rap_session_bar_step (RapSessionBar *self, int step)
{
  const guint position = rap_query_find (self->sessions, self->session_id);
  const gint64 id = position == G_MAXUINT ? 0 : rap_query_get_id (self->sessions, position + (guint) step);

  if (id != 0)
    choose (self, id);
}
