/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-speaker-box.h"

#include <glib/gi18n-lib.h>

#include "rap-actions.h"
#include "rap-attendance.h"
#include "rap-binding.h"
#include "rap-person.h"
#include "rap-speakers.h"
#include "rap-window.h"

struct _RapSpeakerBox
{
  AdwBin parent;

  GtkEntry *name;
  GtkEntry *affiliation;
  GtkTextView *bio;
  GtkEntry *url;

  RapStore *store;
  gint64 role_id;
};

G_DEFINE_FINAL_TYPE (RapSpeakerBox, rap_speaker_box, ADW_TYPE_BIN)

static char *
show_name (RapStore *store, gpointer person)
{
  return g_strdup (RAP_PERSON (person)->name);
}

static gboolean
save_name (RapStore *store, gpointer person, const char *text, GError **error)
{
  return rap_speakers_set_name (store, person, text, error);
}

static const RapBindingSpec name_spec = { "name", N_ ("Name of a speaker"), show_name, save_name };
static const RapBindingSpec affiliation_spec = { "affiliation", N_ ("Affiliation of a speaker"), NULL, NULL };
static const RapBindingSpec bio_spec = { "bio", N_ ("Biography of a speaker"), NULL, NULL };
static const RapBindingSpec url_spec = { "url", N_ ("Link of a speaker"), NULL, NULL };

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSpeakerBox *self = RAP_SPEAKER_BOX (widget);
  g_autoptr (GError) error = NULL;

  if (!rap_speakers_move (self->store, self->role_id, g_str_equal (name, "speaker.move-later"), &error))
    rap_window_say (widget, error->message);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSpeakerBox *self = RAP_SPEAKER_BOX (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;

  if (rap_speakers_remove (self->store, self->role_id, &error)) /* which takes this box away */
    rap_window_say_undoable (window, before);
  else
    rap_window_say (window, error->message);
}

static void
rap_speaker_box_dispose (GObject *object)
{
  g_clear_object (&RAP_SPEAKER_BOX (object)->store);
  G_OBJECT_CLASS (rap_speaker_box_parent_class)->dispose (object);
}

static void
rap_speaker_box_class_init (RapSpeakerBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_speaker_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-speaker-box.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSpeakerBox, name);
  gtk_widget_class_bind_template_child (widget_class, RapSpeakerBox, affiliation);
  gtk_widget_class_bind_template_child (widget_class, RapSpeakerBox, bio);
  gtk_widget_class_bind_template_child (widget_class, RapSpeakerBox, url);
  gtk_widget_class_install_action (widget_class, "speaker.move-earlier", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "speaker.move-later", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "speaker.remove", NULL, remove_action);
  rap_actions_bind (widget_class, "speaker.move-earlier");
  rap_actions_bind (widget_class, "speaker.move-later");
}

static void
rap_speaker_box_init (RapSpeakerBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rap_speaker_box_new (RapStore *store, RapRole *role)
{
  RapSpeakerBox *self = g_object_new (RAP_TYPE_SPEAKER_BOX, NULL);
  g_autoptr (RapAttendance) attendance = rap_store_get (store, RAP_TYPE_ATTENDANCE, role->attendance_id);
  g_autoptr (RapPerson) person = rap_store_get (store, RAP_TYPE_PERSON, attendance->person_id);
  const gint64 seminar_id = attendance->seminar_id;

  self->store = g_object_ref (store);
  self->role_id = rap_record_get_id (RAP_RECORD (role));
  rap_binding_set_record (rap_binding_attach (self->name, &name_spec), store, person, seminar_id);
  rap_binding_set_record (rap_binding_attach (self->affiliation, &affiliation_spec), store, attendance, seminar_id);
  rap_binding_set_record (rap_binding_attach (self->bio, &bio_spec), store, person, seminar_id);
  rap_binding_set_record (rap_binding_attach (self->url, &url_spec), store, person, seminar_id);
  return GTK_WIDGET (self);
}
