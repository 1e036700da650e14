/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-rule-row.h"

#include <glib/gi18n-lib.h>

#include "rap-dialogs.h"
#include "rap-rule.h"
#include "rap-seminar.h"
#include "rap-session.h"
#include "rap-window.h"

struct _RapRuleRow
{
  AdwComboRow parent;

  RapStore *store;
  RapSeminar *seminar;
  RapSession *session; /* NULL: it is the seminar's rule */
  guint asked;         /* the choice that waits for an answer */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (RapRuleRow, rap_rule_row, ADW_TYPE_COMBO_ROW)

/* By RapAttribution */
static const struct
{
  const char *name;
  const char *meaning;
} rules[] = {
  { N_ ("Those who consented"), N_ ("Speakers of the programme are named, and whoever consented to it by name.") },
  { N_ ("Syndicates only"), N_ ("What was said is its syndicate’s; only speakers are named, in their own talks.") },
  { N_ ("Nobody"), N_ ("The Chatham House Rule: no name is kept with what was said, not even in this archive.") },
};

/* A session has one choice more, the first: the seminar's. */
static guint
get_first (RapRuleRow *self)
{
  return self->session != NULL ? 1 : 0;
}

static const char *
get_rule (RapRuleRow *self, guint chosen)
{
  return chosen >= get_first (self) ? rap_attribution_to_string (chosen - get_first (self)) : NULL;
}

/* The rule that holds with @rule. */
static RapAttribution
resolve (RapRuleRow *self, const char *rule)
{
  return rap_attribution_from_string (rule != NULL ? rule : self->seminar->attribution);
}

static const char *
get_present (RapRuleRow *self)
{
  return self->session != NULL ? self->session->attribution : self->seminar->attribution;
}

static void
show_rule (RapRuleRow *self)
{
  const char *rule = get_present (self);

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self),
                              rule != NULL ? rap_attribution_from_string (rule) + get_first (self) : 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ (rules[resolve (self, rule)].meaning));
  self->showing = FALSE;
}

static void
apply (RapRuleRow *self, guint chosen)
{
  const char *rule = get_rule (self, chosen);
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    rap_rule_set (self->store, rap_record_get_id (RAP_RECORD (self->session)), rule, &error);
  else
    rap_rule_set_seminar (self->store, rap_record_get_id (RAP_RECORD (self->seminar)), rule, &error);
  if (error != NULL)
    rap_window_say (GTK_WIDGET (self), error->message);
  show_rule (self);
}

static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

/* What will be taken away, a line each. */
static char *
describe_loss (RapRuleRow *self, const RapRuleLoss *loss)
{
  g_auto (GStrv) copies = rap_rule_list_copies (rap_store_db (self->store));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *points =
      g_strdup_printf (ngettext ("%d point", "%d points", (gulong) loss->n_points), (int) loss->n_points);

  if (loss->n_people > 0)
    add_line (text, g_strdup_printf (
                        /* Translators: %2$s is “12 points” */
                        ngettext ("%1$d person is named in %2$s, and will not be any more.",
                                  "%1$d people are named in %2$s, and will not be any more.", (gulong) loss->n_people),
                        (int) loss->n_people, points));
  if (loss->n_texts > 0)
    add_line (text, g_strdup_printf (ngettext ("In %d text the name is replaced by [name].",
                                               "In %d texts the names are replaced by [name].", (gulong) loss->n_texts),
                                     (int) loss->n_texts));
  if (loss->n_speakers > 0)
    add_line (text, g_strdup_printf (ngettext ("%d point of a speaker becomes the floor’s.",
                                               "%d points of speakers become the floor’s.", (gulong) loss->n_speakers),
                                     (int) loss->n_speakers));
  if (loss->n_steps > 0)
    add_line (text, g_strdup_printf (ngettext ("The history of this seminar ends: %d step cannot be undone any more.",
                                               "The history of this seminar ends: %d steps cannot be undone any more.",
                                               (gulong) loss->n_steps),
                                     (int) loss->n_steps));
  for (guint i = 0; copies[i] != NULL; i++)
    add_line (text, g_strdup_printf (_ ("The copy “%s”, made before, still holds what is removed."), copies[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
agreed_cb (gpointer data)
{
  RapRuleRow *self = data;

  if (self->store != NULL)
    apply (self, self->asked);
}

static void
ask (RapRuleRow *self, guint chosen, const RapRuleLoss *loss)
{
  g_autofree char *loses = describe_loss (self, loss);
  const gboolean named = loss->n_people > 0 || loss->n_texts > 0 || loss->n_speakers > 0;

  self->asked = chosen;
  rap_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                       self->session != NULL ? _ ("Bring This Session under the Chatham House Rule?")
                                             : _ ("Bring This Seminar under the Chatham House Rule?"),
                       loses, named ? _ ("_Remove the Names") : _ ("_End the History"), G_CALLBACK (agreed_cb), self);
}

static void
chosen_cb (RapRuleRow *self)
{
  const guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  const char *rule = get_rule (self, chosen);
  RapRuleLoss loss = { 0 };

  if (self->showing || self->seminar == NULL || chosen == GTK_INVALID_LIST_POSITION ||
      g_strcmp0 (rule, get_present (self)) == 0)
    return;
  if (resolve (self, rule) == RAP_ATTRIBUTION_NONE && resolve (self, get_present (self)) != RAP_ATTRIBUTION_NONE)
    {
      if (self->session != NULL)
        rap_rule_look (rap_store_db (self->store), rap_record_get_id (RAP_RECORD (self->session)), &loss);
      else
        rap_rule_look_seminar (rap_store_db (self->store), rap_record_get_id (RAP_RECORD (self->seminar)), &loss);
    }
  if (loss.n_points + loss.n_people + loss.n_texts + loss.n_speakers + loss.n_steps == 0)
    {
      apply (self, chosen);
      return;
    }
  show_rule (self); /* until it is so */
  ask (self, chosen, &loss);
}

static void
forget (RapRuleRow *self)
{
  if (self->seminar != NULL)
    g_signal_handlers_disconnect_by_data (self->seminar, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->seminar);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
}

/* Not opened at once: it may be out of sight, where GTK finds no monitor for the list. */
static gboolean
rap_rule_row_mnemonic_activate (GtkWidget *widget, gboolean group_cycling)
{
  return gtk_widget_grab_focus (widget);
}

static void
rap_rule_row_dispose (GObject *object)
{
  forget (RAP_RULE_ROW (object));
  G_OBJECT_CLASS (rap_rule_row_parent_class)->dispose (object);
}

static void
rap_rule_row_class_init (RapRuleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_rule_row_dispose;
  GTK_WIDGET_CLASS (klass)->mnemonic_activate = rap_rule_row_mnemonic_activate;
}

static void
rap_rule_row_init (RapRuleRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Who Ma_y Be Named"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self), TRUE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (chosen_cb), NULL);
}

void
rap_rule_row_set_session (RapRuleRow *self, RapStore *store, gint64 seminar_id, gint64 session_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  forget (self);
  self->store = g_object_ref (store);
  self->seminar = rap_store_get (store, RAP_TYPE_SEMINAR, seminar_id);
  g_signal_connect_swapped (self->seminar, "notify::attribution", G_CALLBACK (show_rule), self);
  if (session_id != 0)
    {
      self->session = rap_store_get (store, RAP_TYPE_SESSION, session_id);
      g_signal_connect_swapped (self->session, "notify::attribution", G_CALLBACK (show_rule), self);
      gtk_string_list_append (names, _ ("As the seminar"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    gtk_string_list_append (names, _ (rules[i].name));
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  self->showing = FALSE;
  show_rule (self);
}
