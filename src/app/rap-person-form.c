/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-person-form.h"

#include <glib/gi18n-lib.h>

#include "rap-attendance.h"
#include "rap-entry-row.h"
#include "rap-people-change.h"
#include "rap-people-join.h"
#include "rap-people.h"
#include "rap-person.h"
#include "rap-recognise.h"
#include "rap-window.h"

struct _RapPersonForm
{
  AdwBin parent;

  RapEntryRow *name;
  RapEntryRow *affiliation;
  RapEntryRow *email;
  RapEntryRow *url;
  GtkTextView *bio;
  GtkDropDown *status;
  GtkDropDown *consent;
  GtkSwitch *organiser;
  AdwPreferencesGroup *namesakes;

  RapBinding *bindings[5]; /* of the person, the last one of the attendance */
  GPtrArray *rows;         /* of namesakes */
  RapStore *store;
  RapAttendance *attendance;
  gboolean showing;
};

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapPersonForm, rap_person_form, ADW_TYPE_BIN)

static const char *const statuses[] = { "registered", "came", "walked_in", "cancelled" };
static const char *const consents[] = { "no", "anonymously", "by_name" };

static gboolean
save_name (RapStore *store, gpointer person, const char *text, GError **error)
{
  g_autoptr (RapAttendee) tidy = rap_attendee_new (text);
  g_autoptr (RapPerson) copy = NULL;

  if (*tidy->name == '\0')
    {
      g_set_error_literal (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("A person needs a name; nothing was changed."));
      return FALSE;
    }
  copy = rap_record_copy (person);
  g_object_set (copy, "name", tidy->name, NULL);
  return rap_store_save (store, copy, error);
}

static const RapBindingSpec name_spec = { "name", N_ ("Name of a person"), NULL, save_name };
static const RapBindingSpec email_spec = { "email", N_ ("Address of a person"), NULL, NULL };
static const RapBindingSpec url_spec = { "url", N_ ("Link of a person"), NULL, NULL };
static const RapBindingSpec bio_spec = { "bio", N_ ("Who a person is"), NULL, NULL };
static const RapBindingSpec affiliation_spec = { "affiliation", N_ ("Affiliation of a person"), NULL, NULL };

static gint64
get_id (RapPersonForm *self)
{
  return rap_record_get_id (RAP_RECORD (self->attendance));
}

static void
report (RapPersonForm *self, GError *error)
{
  if (error != NULL)
    rap_window_say (GTK_WIDGET (self), error->message);
}

static guint
find_value (const char *const *values, guint n, const char *value)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (values[i], value) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
show_choices (RapPersonForm *self)
{
  const char *roles = self->attendance->roles;

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->status, find_value (statuses, G_N_ELEMENTS (statuses), self->attendance->status));
  gtk_drop_down_set_selected (self->consent, find_value (consents, G_N_ELEMENTS (consents), self->attendance->consent));
  gtk_switch_set_active (self->organiser, roles != NULL && strstr (roles, "organiser") != NULL);
  self->showing = FALSE;
}

static void
join_cb (RapPersonForm *self, GtkWidget *button)
{
  const gint64 *other = g_object_get_data (G_OBJECT (button), "person");
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;

  if (rap_people_join (self->store, self->attendance->seminar_id, self->attendance->person_id, *other, &error))
    rap_window_say_undoable (GTK_WIDGET (self), before);
  report (self, error);
}

static void
add_namesake (RapPersonForm *self, gint64 person_id)
{
  g_autofree char *description = rap_people_describe (rap_store_db (self->store), person_id);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", description, "title-lines", 0,
                                 "focusable", FALSE, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Join"));
  /* Translators: for a screen reader: a person’s name, affiliation and year */
  g_autofree char *spoken = g_strdup_printf (_ ("Join with %s"), description);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "person", g_memdup2 (&person_id, sizeof person_id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (join_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->namesakes, row);
  g_ptr_array_add (self->rows, row);
}

/* People of the archive who have this name and might be the same. */
static void
show_namesakes (RapPersonForm *self)
{
  g_autoptr (RapRecognise) recognise = rap_recognise_new (rap_store_db (self->store));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *list;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->namesakes, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  rap_recognise_find (recognise, self->attendance->name != NULL ? self->attendance->name : "", NULL, NULL, NULL, ids);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) != self->attendance->person_id)
      add_namesake (self, g_array_index (ids, gint64, i));
  gtk_widget_set_visible (GTK_WIDGET (self->namesakes), self->rows->len > 0);
  if (self->rows->len > 0)
    {
      list = gtk_widget_get_ancestor (self->rows->pdata[0], GTK_TYPE_LIST_BOX);
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      adw_preferences_group_get_title (self->namesakes), -1);
    }
}

static void
bind_records (RapPersonForm *self)
{
  g_autoptr (RapPerson) person = NULL;

  if (self->attendance != NULL)
    person = rap_store_get (self->store, RAP_TYPE_PERSON, self->attendance->person_id);
  for (guint i = 0; i < G_N_ELEMENTS (self->bindings); i++)
    rap_binding_set_record (self->bindings[i], self->store,
                            i == G_N_ELEMENTS (self->bindings) - 1 ? (gpointer) self->attendance : (gpointer) person,
                            self->attendance != NULL ? self->attendance->seminar_id : 0);
}

static void
status_cb (RapPersonForm *self)
{
  const guint selected = gtk_drop_down_get_selected (self->status);
  const gint64 id = self->attendance != NULL ? get_id (self) : 0;
  g_autoptr (GError) error = NULL;

  if (self->showing || id == 0 || selected >= G_N_ELEMENTS (statuses))
    return;
  if (!rap_people_set_status (self->store, &id, 1, statuses[selected], &error))
    show_choices (self);
  report (self, error);
}

static void
consent_cb (RapPersonForm *self)
{
  const guint selected = gtk_drop_down_get_selected (self->consent);
  const gint64 id = self->attendance != NULL ? get_id (self) : 0;
  g_autoptr (GError) error = NULL;

  if (self->showing || id == 0 || selected >= G_N_ELEMENTS (consents))
    return;
  if (!rap_people_set_consent (self->store, &id, 1, consents[selected], &error))
    show_choices (self);
  report (self, error);
}

static void
organiser_cb (RapPersonForm *self)
{
  g_autoptr (GError) error = NULL;

  if (self->showing || self->attendance == NULL)
    return;
  if (!rap_people_set_organiser (self->store, get_id (self), gtk_switch_get_active (self->organiser), &error))
    show_choices (self);
  report (self, error);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPersonForm *self = RAP_PERSON_FORM (widget);
  const gint64 before = rap_store_get_last_step (self->store), id = get_id (self);
  g_autoptr (GError) error = NULL;

  if (rap_people_remove (self->store, &id, 1, &error)) /* which closes this */
    rap_window_say_undoable (widget, before);
  report (self, error);
}

static void
rap_person_form_dispose (GObject *object)
{
  RapPersonForm *self = RAP_PERSON_FORM (object);

  g_clear_object (&self->attendance);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rap_person_form_parent_class)->dispose (object);
}

static void
rap_person_form_class_init (RapPersonFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_person_form_dispose;
  g_type_ensure (RAP_TYPE_ENTRY_ROW);
  signals[CLOSED] =
      g_signal_new ("closed", RAP_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, name);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, affiliation);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, email);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, url);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, bio);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, status);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, consent);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, organiser);
  gtk_widget_class_bind_template_child (widget_class, RapPersonForm, namesakes);
  gtk_widget_class_bind_template_callback (widget_class, status_cb);
  gtk_widget_class_bind_template_callback (widget_class, consent_cb);
  gtk_widget_class_bind_template_callback (widget_class, organiser_cb);
  gtk_widget_class_install_action (widget_class, "person.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "person.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "person.close", NULL);
}

static void
rap_person_form_init (RapPersonForm *self)
{
  g_autoptr (GtkStringList) status_names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) consent_names = gtk_string_list_new (NULL);
  GtkWidget *list;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_string_list_append (status_names, rap_people_status_name (statuses[i]));
  for (guint i = 0; i < G_N_ELEMENTS (consents); i++)
    gtk_string_list_append (consent_names, rap_people_consent_name (consents[i]));
  gtk_drop_down_set_model (self->status, G_LIST_MODEL (status_names));
  gtk_drop_down_set_model (self->consent, G_LIST_MODEL (consent_names));
  self->showing = FALSE;
  /* the button in a drop-down would be read out by its class */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Status"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->consent))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Consent"), -1);
  self->bindings[0] = rap_entry_row_bind (self->name, &name_spec);
  self->bindings[1] = rap_entry_row_bind (self->email, &email_spec);
  self->bindings[2] = rap_entry_row_bind (self->url, &url_spec);
  self->bindings[3] = rap_binding_attach (self->bio, &bio_spec);
  self->bindings[4] = rap_entry_row_bind (self->affiliation, &affiliation_spec);
  list = gtk_widget_get_ancestor (GTK_WIDGET (self->name), GTK_TYPE_LIST_BOX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The person"), -1);
  list = gtk_widget_get_ancestor (GTK_WIDGET (self->status), GTK_TYPE_LIST_BOX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("In this seminar"), -1);
}

void
rap_person_form_show (RapPersonForm *self, RapStore *store, gint64 attendance_id)
{
  g_autoptr (RapAttendance) attendance = rap_store_get (store, RAP_TYPE_ATTENDANCE, attendance_id);

  g_set_object (&self->store, store);
  g_set_object (&self->attendance, attendance);
  bind_records (self);
  show_choices (self);
  show_namesakes (self);
  gtk_widget_grab_focus (GTK_WIDGET (rap_entry_row_get_entry (self->name)));
}

void
rap_person_form_refresh (RapPersonForm *self, RapChanges *changes)
{
  if (self->attendance == NULL)
    return;
  if (rap_record_is_gone (RAP_RECORD (self->attendance)))
    {
      g_clear_object (&self->attendance);
      bind_records (self);
      g_signal_emit (self, signals[CLOSED], 0);
      return;
    }
  show_choices (self);
  if (rap_changes_touch (changes, "attendance") || rap_changes_touch (changes, "person"))
    show_namesakes (self);
}
