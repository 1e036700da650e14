/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-session-form.h"

#include <glib/gi18n-lib.h>

#include "rap-entry-row.h"
#include "rap-programme.h"
#include "rap-query.h"
#include "rap-role.h"
#include "rap-rule-row.h"
#include "rap-seminar.h"
#include "rap-sessions.h"
#include "rap-speaker-box.h"
#include "rap-speakers.h"
#include "rap-time.h"
#include "rap-window.h"

struct _RapSessionForm
{
  GObject parent;

  RapEntryRow *title;
  AdwComboRow *kind;
  GtkWidget *talk;       /* the row of its speakers */
  GtkWidget *new_row;    /* of a speaker */
  GtkEntry *new_speaker; /* owned by its row, as all of these are */
  GtkBox *speakers;
  GtkWidget *discussion[5]; /* rows that only a discussion has */
  AdwComboRow *reporting;
  AdwActionRow *syndicates;

  RapStore *store;
  RapSession *session;
  RapQuery *roles;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapSessionForm, rap_session_form, G_TYPE_OBJECT)

static const char *const REPORTING[] = { NULL, "by_group", "in_turn" };

static gint64
get_id (RapSessionForm *self)
{
  return rap_record_get_id (RAP_RECORD (self->session));
}

static char *
show_clock (RapStore *store, RapSession *session, gint64 ms)
{
  g_autoptr (RapSeminar) seminar = rap_store_get (store, RAP_TYPE_SEMINAR, session->seminar_id);
  g_autoptr (GTimeZone) zone = rap_time_zone (seminar->tz);

  return ms != 0 ? rap_time_format_clock (ms, zone) : NULL;
}

static char *
show_start (RapStore *store, gpointer session)
{
  return show_clock (store, session, RAP_SESSION (session)->starts_at);
}

static char *
show_end (RapStore *store, gpointer session)
{
  return show_clock (store, session, RAP_SESSION (session)->ends_at);
}

static gboolean
save_start (RapStore *store, gpointer session, const char *text, GError **error)
{
  return rap_sessions_set_start (store, session, text, error);
}

static gboolean
save_end (RapStore *store, gpointer session, const char *text, GError **error)
{
  return rap_sessions_set_end (store, session, text, error);
}

static char *
show_minutes (gint64 minutes)
{
  return minutes != 0 ? g_strdup_printf ("%d", (int) minutes) : NULL;
}

static char *
show_minutes_to_talk (RapStore *store, gpointer session)
{
  return show_minutes (RAP_SESSION (session)->minutes_to_talk);
}

static char *
show_minutes_to_report (RapStore *store, gpointer session)
{
  return show_minutes (RAP_SESSION (session)->minutes_to_report);
}

static gboolean
save_minutes_to_talk (RapStore *store, gpointer session, const char *text, GError **error)
{
  return rap_sessions_set_minutes (store, session, "minutes_to_talk", text, error);
}

static gboolean
save_minutes_to_report (RapStore *store, gpointer session, const char *text, GError **error)
{
  return rap_sessions_set_minutes (store, session, "minutes_to_report", text, error);
}

static const RapBindingSpec title_spec = { "title", N_ ("Title of an item"), NULL, NULL };
static const RapBindingSpec start_spec = { "starts_at", N_ ("Start of an item"), show_start, save_start, TRUE };
static const RapBindingSpec end_spec = { "ends_at", N_ ("End of an item"), show_end, save_end, TRUE };
static const RapBindingSpec talk_spec = { "minutes_to_talk", N_ ("Minutes to talk"), show_minutes_to_talk,
                                          save_minutes_to_talk };
static const RapBindingSpec report_spec = { "minutes_to_report", N_ ("Minutes to report"), show_minutes_to_report,
                                            save_minutes_to_report };
static const RapBindingSpec ask_spec = { "ask", N_ ("What syndicates are asked for"), NULL, NULL };

static void
say_error (RapSessionForm *self, GError *error)
{
  rap_window_say (GTK_WIDGET (self->title), error->message);
}

static void
show_speakers_cb (RapSessionForm *self, guint position, guint removed, guint added)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->speakers));
  GtkWidget *previous = NULL;

  for (guint i = 0; i < position; i++)
    {
      previous = child;
      child = gtk_widget_get_next_sibling (child);
    }
  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      gtk_box_remove (self->speakers, child);
      child = next;
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (RapRole) role = g_list_model_get_item (G_LIST_MODEL (self->roles), position + i);
      GtkWidget *box = rap_speaker_box_new (self->store, role);
      gtk_box_insert_child_after (self->speakers, box, previous);
      previous = box;
    }
  gtk_widget_set_visible (self->talk, g_list_model_get_n_items (G_LIST_MODEL (self->roles)) > 0);
}

static void
kind_chosen_cb (RapSessionForm *self)
{
  g_autoptr (GError) error = NULL;
  const guint chosen = adw_combo_row_get_selected (self->kind);

  if (self->showing || chosen >= RAP_SESSIONS_N_KINDS)
    return;
  if (rap_sessions_set_kind (self->store, get_id (self), rap_sessions_kinds[chosen], &error))
    return;
  say_error (self, error);
  rap_session_form_refresh (self);
}

static void
reporting_chosen_cb (RapSessionForm *self)
{
  g_autoptr (GError) error = NULL;
  const guint chosen = adw_combo_row_get_selected (self->reporting);

  if (self->showing || chosen >= G_N_ELEMENTS (REPORTING))
    return;
  if (rap_store_set (self->store, self->session, _ ("Way of reporting"), self->session->seminar_id, &error, "reporting",
                     REPORTING[chosen], NULL))
    return;
  say_error (self, error);
  rap_session_form_refresh (self);
}

static void
add_speaker_cb (RapSessionForm *self)
{
  g_autoptr (GError) error = NULL;

  if (rap_speakers_add (self->store, get_id (self), gtk_editable_get_text (GTK_EDITABLE (self->new_speaker)), &error) !=
      0)
    gtk_editable_set_text (GTK_EDITABLE (self->new_speaker), "");
  else
    say_error (self, error);
}

static void
add_syndicate_cb (RapSessionForm *self)
{
  g_autoptr (GError) error = NULL;

  if (rap_programme_add_syndicate (self->store, get_id (self), &error) == 0)
    say_error (self, error);
}

static void
rap_session_form_dispose (GObject *object)
{
  RapSessionForm *self = RAP_SESSION_FORM (object);

  g_clear_object (&self->roles);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_session_form_parent_class)->dispose (object);
}

static void
rap_session_form_class_init (RapSessionFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_session_form_dispose;
}

static void
rap_session_form_init (RapSessionForm *self)
{
}

static void
bind (RapSessionForm *self, gpointer row, const RapBindingSpec *spec)
{
  rap_binding_set_record (rap_entry_row_bind (row, spec), self->store, self->session, self->session->seminar_id);
}

RapSessionForm *
rap_session_form_new (AdwExpanderRow *expander, RapStore *store, RapSession *session)
{
  static const char *const rows[] = { "title", "kind",      "start",           "end",
                                      "talk",  "new_row",   "minutes_to_talk", "minutes_to_report",
                                      "ask",   "reporting", "syndicates",      "rule_row" };
  RapSessionForm *self = g_object_new (RAP_TYPE_SESSION_FORM, NULL);
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  g_type_ensure (RAP_TYPE_ENTRY_ROW);
  g_type_ensure (RAP_TYPE_RULE_ROW);
  builder = gtk_builder_new_from_resource ("/io/github/rapporteur/Rapporteur/rap-session-form.ui");
  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
#define GET(name) ((gpointer) gtk_builder_get_object (builder, name))
  self->title = GET ("title");
  self->kind = GET ("kind");
  self->talk = GET ("talk");
  self->new_row = GET ("new_row");
  self->new_speaker = GET ("new_speaker");
  self->speakers = GET ("speakers");
  self->reporting = GET ("reporting");
  self->syndicates = GET ("syndicates");
  rap_rule_row_set_session (GET ("rule_row"), store, session->seminar_id, get_id (self));
  for (guint i = 0; i < G_N_ELEMENTS (self->discussion); i++)
    self->discussion[i] = GET (rows[G_N_ELEMENTS (rows) - 6 + i]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_expander_row_add_row (expander, GET (rows[i]));
  bind (self, self->title, &title_spec);
  bind (self, GET ("start"), &start_spec);
  bind (self, GET ("end"), &end_spec);
  bind (self, GET ("minutes_to_talk"), &talk_spec);
  bind (self, GET ("minutes_to_report"), &report_spec);
  bind (self, GET ("ask"), &ask_spec);
  for (guint i = 0; i < RAP_SESSIONS_N_KINDS; i++)
    gtk_string_list_append (kinds, rap_sessions_kind_name (rap_sessions_kinds[i]));
  self->showing = TRUE;
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  self->showing = FALSE;
  self->roles = rap_query_new (store, RAP_TYPE_ROLE, RAP_SPEAKERS_SQL, get_id (self));
  g_signal_connect_object (self->roles, "items-changed", G_CALLBACK (show_speakers_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reporting, "notify::selected", G_CALLBACK (reporting_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_speaker, "activate", G_CALLBACK (add_speaker_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (GET ("add_syndicate"), "clicked", G_CALLBACK (add_syndicate_cb), self, G_CONNECT_SWAPPED);
#undef GET
  show_speakers_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->roles)));
  rap_session_form_refresh (self);
  return self;
}

void
rap_session_form_refresh (RapSessionForm *self)
{
  RapSession *session = self->session;
  RapDb *db = rap_store_db (self->store);
  const gint64 n = rap_db_int (db, "SELECT count(*) FROM syndicate WHERE session_id = ?1", "i", get_id (self));
  g_autofree char *count = g_strdup_printf (ngettext ("%d syndicate", "%d syndicates", (gulong) n), (int) n);

  self->showing = TRUE;
  for (guint i = 0; i < RAP_SESSIONS_N_KINDS; i++)
    if (g_strcmp0 (rap_sessions_kinds[i], session->kind) == 0)
      adw_combo_row_set_selected (self->kind, i);
  for (guint i = 0; i < G_N_ELEMENTS (REPORTING); i++)
    if (g_strcmp0 (REPORTING[i], session->reporting) == 0)
      adw_combo_row_set_selected (self->reporting, i);
  self->showing = FALSE;
  gtk_widget_set_visible (self->new_row, g_strcmp0 (session->kind, "talk") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->discussion); i++)
    gtk_widget_set_visible (self->discussion[i], g_strcmp0 (session->kind, "discussion") == 0);
  adw_action_row_set_subtitle (self->syndicates, n > 0 ? count : _ ("None yet"));
}

void
rap_session_form_focus (RapSessionForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (rap_entry_row_get_entry (self->title)));
}
