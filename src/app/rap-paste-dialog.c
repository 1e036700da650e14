/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-paste-dialog.h"

#include <glib/gi18n-lib.h>

#include "rap-capture.h"
#include "rap-chips.h"
#include "rap-line-chips.h"
#include "rap-paste.h"

struct _RapPasteDialog
{
  AdwWindow parent;

  GtkButton *record;
  GtkLabel *badge;
  GtkLabel *voice_name;
  GtkLabel *problem;
  GtkListView *list;

  RapStore *store;
  gint64 session_id;
  RapVoice voice;
  GPtrArray *lines;  /* of RapLine */
  GtkBitset *ticked; /* which of them are to be recorded */
};

enum
{
  RECORDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapPasteDialog, rap_paste_dialog, ADW_TYPE_WINDOW)

static void
show_count (RapPasteDialog *self)
{
  const guint n = (guint) gtk_bitset_get_size (self->ticked);
  g_autofree char *label = g_strdup_printf (ngettext ("_Record %u Point", "_Record %u Points", n), n);

  gtk_button_set_label (self->record, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->record), n > 0);
}

static const RapLine *
line_of (RapPasteDialog *self, GtkListItem *item)
{
  return self->lines->pdata[gtk_list_item_get_position (item)];
}

/* As the point would be heard: its text, and what was understood of it stands beside it. */
static void
bind_cb (RapPasteDialog *self, GtkListItem *item)
{
  const RapLine *line = line_of (self, item);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *texts = gtk_widget_get_next_sibling (check);
  GtkWidget *text = gtk_widget_get_first_child (texts);
  GtkBox *chips = GTK_BOX (gtk_widget_get_next_sibling (text));
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (text), line->text);
  rap_chips_clear (chips);
  for (guint i = 0; i < line->marks->len; i++)
    rap_line_chips_add (chips, rap_store_db (self->store), line, &g_array_index (line->marks, RapMark, i));
  gtk_widget_set_visible (GTK_WIDGET (chips), line->marks->len > 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               gtk_bitset_contains (self->ticked, gtk_list_item_get_position (item)));
  /* the row itself has the focus */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line->text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, line->text, -1);
}

static void
toggled_cb (GtkListItem *item, GtkCheckButton *check)
{
  RapPasteDialog *self = RAP_PASTE_DIALOG (gtk_widget_get_root (GTK_WIDGET (check)));
  const guint position = gtk_list_item_get_position (item);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (gtk_check_button_get_active (check))
    gtk_bitset_add (self->ticked, position);
  else
    gtk_bitset_remove (self->ticked, position);
  show_count (self);
}

static void
setup_cb (RapPasteDialog *self, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), 3);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (texts), text);
  gtk_box_append (GTK_BOX (texts), chips);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), item, G_CONNECT_SWAPPED);
}

static void
record_cb (RapPasteDialog *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->ticked, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (lines, self->lines->pdata[position]);
  if (lines->len == 0)
    return;
  if (!rap_paste_record (self->store, self->session_id, &self->voice, lines, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  g_signal_emit (self, signals[RECORDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* In the list Enter records as everywhere in the dialog, and Space ticks the row. */
static gboolean
key_pressed_cb (RapPasteDialog *self, guint keyval)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  GtkWidget *check = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      record_cb (self);
      return TRUE;
    }
  if (keyval != GDK_KEY_space || !GTK_IS_CHECK_BUTTON (check))
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  return TRUE;
}

static void
rap_paste_dialog_dispose (GObject *object)
{
  RapPasteDialog *self = RAP_PASTE_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL); /* its rows look at the lines */
  self->list = NULL;
  g_clear_object (&self->store);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->ticked, gtk_bitset_unref);
  G_OBJECT_CLASS (rap_paste_dialog_parent_class)->dispose (object);
}

static void
rap_paste_dialog_class_init (RapPasteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_paste_dialog_dispose;
  signals[RECORDED] =
      g_signal_new ("recorded", RAP_TYPE_PASTE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-paste-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapPasteDialog, record);
  gtk_widget_class_bind_template_child (widget_class, RapPasteDialog, badge);
  gtk_widget_class_bind_template_child (widget_class, RapPasteDialog, voice_name);
  gtk_widget_class_bind_template_child (widget_class, RapPasteDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, RapPasteDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
rap_paste_dialog_init (RapPasteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapPasteDialog *
rap_paste_dialog_new (GtkWindow *parent,
                      RapStore *store,
                      gint64 session_id,
                      const RapVoiceEntry *voice,
                      const char *text)
{
  g_auto (GStrv) typed = rap_paste_split (text);
  g_autoptr (RapLineContext) context = rap_capture_context (rap_store_db (store), session_id, TRUE);
  g_autoptr (GtkStringList) rows = gtk_string_list_new ((const char *const *) typed);
  RapPasteDialog *self;

  if (context == NULL || typed[0] == NULL)
    return NULL;
  self = g_object_new (RAP_TYPE_PASTE_DIALOG, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  self->session_id = session_id;
  self->voice = voice->voice;
  self->lines = rap_paste_parse (typed, context);
  self->ticked = gtk_bitset_new_range (0, self->lines->len);
  rap_badge_set (self->badge, voice->number);
  gtk_label_set_label (self->voice_name, voice->name);
  gtk_list_view_set_model (self->list,
                           GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)))));
  show_count (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->record));
  return self;
}
