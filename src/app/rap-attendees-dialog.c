/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attendees-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-choice.h"
#include "rap-people.h"

#define WIDTH 520
#define HEIGHT 520

struct _RapAttendeesDialog
{
  AdwWindow parent;

  GtkListView *list;
  GtkLabel *nameless;
  GtkLabel *problem;
  GtkButton *add;

  RapStore *store;
  gint64 seminar_id;
  GPtrArray *attendees; /* RapAttendee, a row each */
};

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapAttendeesDialog, rap_attendees_dialog, ADW_TYPE_WINDOW)

static gboolean
is_attending (RapAttendeesDialog *self, const RapAttendee *attendee)
{
  return attendee->person_id > 0 &&
         rap_people_attends (rap_store_db (self->store), self->seminar_id, attendee->person_id);
}

static gboolean
is_asked (const RapAttendee *attendee)
{
  return attendee->candidates != NULL && attendee->candidates->len > 0;
}

/* Who it is, as far as that needs no answer. */
static char *
make_verdict (RapAttendeesDialog *self, const RapAttendee *attendee)
{
  if (attendee->same_as > 0)
    return g_strdup (_ ("Twice in the list"));
  if (attendee->person_id <= 0)
    return g_strdup (_ ("New"));
  if (is_attending (self, attendee))
    return g_strdup (_ ("Attends already"));
  return rap_people_describe (rap_store_db (self->store), attendee->person_id);
}

/* What more is said of somebody, or NULL. */
static char *
join_details (const RapAttendee *attendee)
{
  if (attendee->affiliation == NULL)
    return g_strdup (attendee->email);
  return g_strjoin (" · ", attendee->affiliation, attendee->email, NULL);
}

static char *
describe_candidate (RapAttendeesDialog *self, gint64 id)
{
  RapDb *db = rap_store_db (self->store);
  g_autofree char *description = NULL;

  if (id < 0)
    {
      description = join_details (self->attendees->pdata[-id - 1]);
      /* Translators: somebody who stands higher up in a list of people */
      return description != NULL ? g_strdup_printf (_ ("The one above · %s"), description)
                                 : g_strdup (_ ("The one above"));
    }
  description = rap_people_describe (db, id);
  /* Translators: a person, affiliation and year */
  return rap_people_attends (db, self->seminar_id, id) ? g_strdup_printf (_ ("%s · attends already"), description)
                                                       : g_steal_pointer (&description);
}

static void
show_count (RapAttendeesDialog *self)
{
  g_autofree char *label = NULL;
  guint n = 0;

  for (guint i = 0; i < self->attendees->len; i++)
    {
      const RapAttendee *attendee = self->attendees->pdata[i];
      n += attendee->same_as == 0 && !is_attending (self, attendee);
    }
  label = g_strdup_printf (ngettext ("_Add %u Person", "_Add %u People", n), n);
  gtk_button_set_label (self->add, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), n > 0);
}

/* @candidate: or %RAP_ATTENDEE_NEW's place, 0 */
static void
choose (RapAttendee *attendee, gint64 candidate)
{
  attendee->same_as = candidate < 0 ? (guint) -candidate : 0;
  attendee->person_id = candidate > 0 ? candidate : candidate < 0 ? 0 : RAP_ATTENDEE_NEW;
}

static void
chosen_cb (RapAttendeesDialog *self, GParamSpec *pspec, GtkDropDown *choice)
{
  RapAttendee *attendee = g_object_get_data (G_OBJECT (choice), "attendee");
  const guint selected = gtk_drop_down_get_selected (choice);

  if (selected <= attendee->candidates->len)
    choose (attendee, selected > 0 ? g_array_index (attendee->candidates, gint64, selected - 1) : 0);
  show_count (self);
}

static GtkWidget *
make_choice (RapAttendeesDialog *self, RapAttendee *attendee)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *choice;
  g_autofree char *spoken = g_strdup_printf (_ ("Who %s is"), attendee->name);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Somebody new"));
  for (guint i = 0; i < attendee->candidates->len; i++)
    {
      const gint64 id = g_array_index (attendee->candidates, gint64, i);
      g_autofree char *name = describe_candidate (self, id);
      gtk_string_list_append (names, name);
      if (id == attendee->person_id || id == -(gint64) attendee->same_as)
        selected = i + 1;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_object_set_data (G_OBJECT (choice), "attendee", attendee);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  rap_choice_set_up (GTK_DROP_DOWN (choice), spoken);
  return choice;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RapAttendeesDialog *self = data;
  RapAttendee *attendee = self->attendees->pdata[gtk_list_item_get_position (item)];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *more = join_details (attendee);
  g_autofree char *verdict = make_verdict (self, attendee);
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s, %s"), attendee->name, verdict, more != NULL ? more : "");

  gtk_box_append (GTK_BOX (box), make_label (attendee->name, NULL));
  if (more != NULL)
    gtk_box_append (GTK_BOX (box), make_label (more, "about"));
  gtk_box_append (GTK_BOX (box), is_asked (attendee) ? make_choice (self, attendee) : make_label (verdict, "about"));
  gtk_list_item_set_child (item, box);
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, NULL);
}

static void
add_cb (RapAttendeesDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!rap_people_add_all (self->store, self->seminar_id, self->attendees, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  g_signal_emit (self, signals[ADDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
rap_attendees_dialog_dispose (GObject *object)
{
  RapAttendeesDialog *self = RAP_ATTENDEES_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_attendees_dialog_parent_class)->dispose (object);
  g_clear_pointer (&self->attendees, g_ptr_array_unref);
}

static void
rap_attendees_dialog_class_init (RapAttendeesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_attendees_dialog_dispose;
  signals[ADDED] =
      g_signal_new ("added", RAP_TYPE_ATTENDEES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-attendees-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapAttendeesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RapAttendeesDialog, nameless);
  gtk_widget_class_bind_template_child (widget_class, RapAttendeesDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RapAttendeesDialog, add);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
rap_attendees_dialog_init (RapAttendeesDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
}

/* Leaves out lines without a name, and says how many. */
static void
read_text (RapAttendeesDialog *self, const char *text)
{
  guint n = 0;

  self->attendees = rap_attendees_parse (text);
  for (guint i = self->attendees->len; i > 0; i--)
    if (*((RapAttendee *) self->attendees->pdata[i - 1])->name == '\0')
      {
        g_ptr_array_remove_index (self->attendees, i - 1);
        n++;
      }
  if (n > 0)
    {
      g_autofree char *nameless = g_strdup_printf (
          ngettext ("%u line has no name and is left out.", "%u lines have no name and are left out.", n), n);
      gtk_label_set_label (self->nameless, nameless);
      gtk_widget_set_visible (GTK_WIDGET (self->nameless), TRUE);
    }
}

/* Of somebody of whom there is no more than a name: the only one who has it in the archive, or in this seminar; else
 * whoever of that name stands in the list first. A name typed by itself is that of another person than those who
 * attend, or it would not have been typed. */
static void
choose_likely (RapAttendeesDialog *self, RapAttendee *attendee)
{
  RapDb *db = rap_store_db (self->store);
  gint64 likely = 0;
  guint n_known = 0, n_attending = 0;

  if (attendee->person_id != 0 || !is_asked (attendee) || attendee->email != NULL || attendee->affiliation != NULL)
    return;
  for (guint i = attendee->candidates->len; i > 0; i--)
    {
      const gint64 id = g_array_index (attendee->candidates, gint64, i - 1);
      const gboolean attends = id > 0 && rap_people_attends (db, self->seminar_id, id);
      n_known += id > 0;
      n_attending += attends;
      if (attends || (id > 0 && n_attending == 0) || n_known == 0)
        likely = id;
    }
  if ((n_known <= 1 || n_attending == 1) && (n_attending == 0 || self->attendees->len > 1))
    choose (attendee, likely);
}

RapAttendeesDialog *
rap_attendees_dialog_new (GtkWindow *parent, RapStore *store, gint64 seminar_id, const char *text)
{
  RapAttendeesDialog *self = g_object_new (RAP_TYPE_ATTENDEES_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))), HEIGHT);
  self->store = g_object_ref (store);
  self->seminar_id = seminar_id;
  read_text (self, text);
  rap_people_recognise (rap_store_db (store), self->attendees);
  for (guint i = 0; i < self->attendees->len; i++)
    {
      RapAttendee *attendee = self->attendees->pdata[i];
      choose_likely (self, attendee);
      gtk_string_list_append (rows, attendee->name);
    }
  show_count (self);
  gtk_list_view_set_model (self->list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)))));
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
  return self;
}
