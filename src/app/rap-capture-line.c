/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-capture-line.h"

#include <glib/gi18n-lib.h>

#include "rap-chips.h"
#include "rap-completion-list.h"
#include "rap-grammar.h"
#include "rap-line-chips.h"
#include "rap-line-reader.h"

struct _RapCaptureLine
{
  GtkWidget parent;

  RapCompletionList *proposals;
  GtkLabel *badge;
  GtkEntry *entry;
  GtkBox *chips;
  GtkLabel *hint;

  RapStore *store;
  gint64 session_id;
  RapLineReader *reader;
  char *note;
  gssize dismissed; /* where the word begins for which nothing is to be proposed, or -1 */
  gboolean setting; /* the text is put in by the program */
};

enum
{
  ENTERED,
  RECALL,
  CANCELLED,
  EDITED,
  STRANGER,
  SEVERAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapCaptureLine, rap_capture_line, GTK_TYPE_WIDGET)

/* What Tab does with somebody whom nobody is called: takes who is proposed, or makes the person. */
static char *
add_hint (RapCaptureLine *self, const RapMark *mark)
{
  const RapCompletion *completion = rap_completion_list_get_completion (self->proposals);

  if (completion != NULL && completion->start == mark->start)
    return g_strdup_printf (_ ("@%s: Tab takes %s"), mark->value,
                            rap_completion_list_get_chosen (self->proposals)->title);
  return g_strdup_printf (_ ("@%s: nobody here · Tab adds them"), mark->value);
}

static void
add_mark_chip (RapCaptureLine *self, const RapLine *line, const RapMark *mark)
{
  g_autofree char *text = NULL;

  if (mark->kind == RAP_MARK_UNKNOWN_PERSON)
    text = add_hint (self, mark);
  else if (mark->kind == RAP_MARK_AMBIGUOUS_PERSON)
    text = g_strdup_printf (
        ngettext ("@%s: %d person · Tab chooses", "@%s: %d people · Tab chooses", mark->candidates->len), mark->value,
        (int) mark->candidates->len);
  if (text != NULL)
    rap_chips_add (self->chips, text, "amber");
  else
    rap_line_chips_add (self->chips, rap_store_db (self->store), line, mark);
}

/* What is proposed is also said to those who do not see it. */
static void
describe_proposals (RapCaptureLine *self)
{
  const RapProposal *chosen = rap_completion_list_get_chosen (self->proposals);
  g_autofree char *text = NULL;

  if (chosen == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  text = chosen->detail != NULL ? g_strdup_printf (_ ("Tab takes %s, %s"), chosen->title, chosen->detail)
                                : g_strdup_printf (_ ("Tab takes %s"), chosen->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* What the word before the cursor may become. Nothing that was put in by the program is being typed. */
static void
propose (RapCaptureLine *self)
{
  const char *typed = rap_capture_line_get_text (self);
  const int cursor = gtk_editable_get_position (GTK_EDITABLE (self->entry));
  const RapLineContext *context =
      self->setting || strpbrk (typed, "@#=") == NULL ? NULL : rap_line_reader_get_context (self->reader, typed);
  g_autoptr (RapCompletion) completion = NULL;

  if (context != NULL && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    completion = rap_completion_new (rap_store_db (self->store), self->session_id, context, typed,
                                     (gsize) (g_utf8_offset_to_pointer (typed, cursor) - typed));
  if ((gssize) strlen (typed) <= self->dismissed ||
      (completion != NULL && (gssize) completion->start != self->dismissed))
    self->dismissed = -1;
  if (self->dismissed >= 0)
    g_clear_pointer (&completion, rap_completion_free);
  rap_completion_list_show (self->proposals, g_steal_pointer (&completion));
  describe_proposals (self);
}

/* `= policy`, and several points fit. */
static void
add_echo_chip (RapCaptureLine *self, const RapLine *line)
{
  const RapCompletion *completion = rap_completion_list_get_completion (self->proposals);
  const guint n = completion != NULL && completion->kind == RAP_COMPLETION_POINT ? completion->proposals->len : 0;
  g_autofree char *text = NULL;

  if (n == 0 || line == NULL || line->echo_of != 0)
    return;
  text = g_strdup_printf (ngettext ("%u point fits · Tab chooses", "%u points fit · Tab chooses", n), n);
  rap_chips_add (self->chips, text, "amber");
}

static void
show_understood (RapCaptureLine *self)
{
  g_autoptr (RapLine) line = rap_capture_line_parse (self);
  PangoAttrList *attributes = rap_line_chips_attributes (line);

  propose (self);
  rap_chips_clear (self->chips);
  if (self->note != NULL)
    rap_chips_add (self->chips, self->note, "kind");
  for (guint i = 0; line != NULL && i < line->marks->len; i++)
    add_mark_chip (self, line, &g_array_index (line->marks, RapMark, i));
  add_echo_chip (self, line);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) == NULL);
  gtk_entry_set_attributes (self->entry, attributes);
  pango_attr_list_unref (attributes);
}

static void
enter (RapCaptureLine *self, gboolean pass_on)
{
  g_autoptr (RapLine) line = rap_capture_line_parse (self);

  if (line != NULL ? !line->empty : rap_capture_line_has_text (self))
    g_signal_emit (self, signals[ENTERED], 0, pass_on);
}

static void
store_changed_cb (RapCaptureLine *self, RapChanges *changes)
{
  rap_line_reader_renew (self->reader);
  if (rap_capture_line_has_text (self))
    show_understood (self);
}

static void
changed_cb (RapCaptureLine *self)
{
  rap_line_reader_check (self->reader, rap_capture_line_get_text (self));
  show_understood (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* The cursor went elsewhere, or the focus did. After a key the cursor moves later than the text changes. */
static void
moved_cb (RapCaptureLine *self)
{
  if (!self->setting && strpbrk (rap_capture_line_get_text (self), "@#=") != NULL)
    show_understood (self);
}

static void
activate_cb (RapCaptureLine *self)
{
  enter (self, FALSE);
}

/* Tab: the first @ that is not understood is settled, or the last one that was settled is settled otherwise. */
static gboolean
settle_person (RapCaptureLine *self)
{
  g_autoptr (RapLine) line = rap_capture_line_parse (self);

  for (guint i = 0; line != NULL && i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);
      if (mark->kind == RAP_MARK_UNKNOWN_PERSON)
        {
          g_signal_emit (self, signals[STRANGER], 0, mark->value);
          return TRUE;
        }
      if (mark->kind != RAP_MARK_AMBIGUOUS_PERSON)
        continue;
      rap_line_reader_choose_among (self->reader, mark->value, mark->candidates);
      show_understood (self);
      return TRUE;
    }
  if (!rap_line_reader_choose_next (self->reader))
    return FALSE;
  show_understood (self);
  return TRUE;
}

/* Of several points that fit, Tab means the chosen one, and again the next. */
static void
choose_point (RapCaptureLine *self, const char *word)
{
  gint64 id;

  if (rap_line_reader_has_point (self->reader, word))
    rap_completion_list_move (self->proposals, 1);
  id = rap_completion_list_get_chosen (self->proposals)->id;
  rap_line_reader_choose_point (self->reader, word, id);
  show_understood (self);
  rap_completion_list_choose (self->proposals, id);
  describe_proposals (self);
}

/* Of several who are called just this, it is the chosen one. */
static void
choose_person (RapCaptureLine *self, gint64 id)
{
  if (!settle_person (self))
    return;
  rap_line_reader_choose_person (self->reader, id);
  show_understood (self);
}

/* What is proposed takes the place of what is typed of it. */
static void
complete (RapCaptureLine *self, const RapCompletion *completion, const char *text)
{
  const char *typed = rap_capture_line_get_text (self);
  const gboolean spaced = g_unichar_isspace (g_utf8_get_char (typed + completion->end));
  g_autofree char *whole = g_strconcat (text, spaced ? "" : " ", NULL);
  const int start = (int) g_utf8_pointer_to_offset (typed, typed + completion->start);
  int position = start;

  gtk_editable_delete_text (GTK_EDITABLE (self->entry), start,
                            (int) g_utf8_pointer_to_offset (typed, typed + completion->end));
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), whole, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
}

/* Tab takes what is proposed. Returns whether anything is. */
static gboolean
take_proposal (RapCaptureLine *self)
{
  const RapCompletion *completion = rap_completion_list_get_completion (self->proposals);
  const RapProposal *chosen = rap_completion_list_get_chosen (self->proposals);

  if (completion == NULL || rap_line_reader_is_choosing (self->reader, completion->word))
    return FALSE;
  if (chosen->text != NULL)
    {
      g_autofree char *text = g_strdup (chosen->text);
      complete (self, completion, text);
    }
  else if (completion->kind == RAP_COMPLETION_POINT)
    {
      g_autofree char *word = g_strdup (completion->word);
      choose_point (self, word);
    }
  else
    choose_person (self, chosen->id);
  return TRUE;
}

/* Down and Up go through what is proposed, Escape closes it. */
static gboolean
use_proposals (RapCaptureLine *self, guint keyval)
{
  const RapCompletion *completion = rap_completion_list_get_completion (self->proposals);

  if (completion == NULL)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      rap_completion_list_move (self->proposals, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 1);
      describe_proposals (self);
      return TRUE;
    case GDK_KEY_Escape:
      self->dismissed = (gssize) completion->start;
      show_understood (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A line is one point. What is pasted with a line end behind it is a line too; several are not to become one. */
static void
insert_text_cb (RapCaptureLine *self, const char *text, int length, int *position, GtkEditable *editable)
{
  g_autofree char *line = g_strstrip (g_strndup (text, length < 0 ? strlen (text) : (gsize) length));

  if (self->setting || strpbrk (text, "\r\n") == NULL)
    return;
  g_signal_stop_emission_by_name (editable, "insert-text");
  if (strpbrk (line, "\r\n") == NULL)
    gtk_editable_insert_text (editable, line, -1, position);
  else
    g_signal_emit (self, signals[SEVERAL], 0, line);
}

/* Before GtkText sees the key: its own undo would bring back what Enter took away, and an accelerator of the
 * application would undo a saved point while a line is half typed. */
static gboolean
key_pressed_cb (RapCaptureLine *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  const gboolean empty = *rap_capture_line_get_text (self) == '\0';

  /* as keys match on layouts without these letters too */
  if (empty && gdk_key_event_matches (event, GDK_KEY_z, GDK_CONTROL_MASK) != GDK_KEY_MATCH_NONE)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
  if (empty && gdk_key_event_matches (event, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK) != GDK_KEY_MATCH_NONE)
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
  if (modifiers == 0 && use_proposals (self, keyval))
    return TRUE;
  /* with nothing to settle Tab stays too: it must not carry what is typed next into a button */
  if (keyval == GDK_KEY_Tab && modifiers == 0 && (take_proposal (self) || settle_person (self) || !empty))
    return TRUE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && modifiers == GDK_CONTROL_MASK)
    {
      enter (self, TRUE);
      return TRUE;
    }
  if (keyval == GDK_KEY_Up && modifiers == 0 && empty)
    {
      g_signal_emit (self, signals[RECALL], 0);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    {
      g_signal_emit (self, signals[CANCELLED], 0);
      return TRUE;
    }
  return FALSE;
}

static void
rap_capture_line_dispose (GObject *object)
{
  RapCaptureLine *self = RAP_CAPTURE_LINE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->reader, rap_line_reader_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->note, g_free);
  G_OBJECT_CLASS (rap_capture_line_parent_class)->dispose (object);
}

static void
rap_capture_line_class_init (RapCaptureLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_capture_line_dispose;
  signals[ENTERED] = g_signal_new ("entered", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[RECALL] =
      g_signal_new ("recall", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] =
      g_signal_new ("cancelled", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDITED] =
      g_signal_new ("edited", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STRANGER] = g_signal_new ("stranger", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEVERAL] = g_signal_new ("several", RAP_TYPE_CAPTURE_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (RAP_TYPE_COMPLETION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-capture-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RapCaptureLine, proposals);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureLine, badge);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureLine, entry);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureLine, chips);
  gtk_widget_class_bind_template_child (widget_class, RapCaptureLine, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_proposal);
}

static void
rap_capture_line_init (RapCaptureLine *self)
{
  self->reader = rap_line_reader_new ();
  self->dismissed = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                            G_CALLBACK (insert_text_cb), self);
}

void
rap_capture_line_set_session (RapCaptureLine *self, RapStore *store, gint64 session_id)
{
  if (self->store != store)
    {
      if (self->store != NULL)
        g_signal_handlers_disconnect_by_func (self->store, store_changed_cb, self);
      g_set_object (&self->store, store);
      g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
    }
  self->session_id = session_id;
  rap_line_reader_set_session (self->reader, store, session_id);
  show_understood (self);
}

void
rap_capture_line_set_voice (RapCaptureLine *self, int number, const char *name)
{
  g_autofree char *label = g_strdup_printf (_ ("New point of %s"), name);

  rap_capture_line_set_label (self, number, label);
}

void
rap_capture_line_set_badge (RapCaptureLine *self, int number)
{
  rap_badge_set (self->badge, number);
}

void
rap_capture_line_set_label (RapCaptureLine *self, int number, const char *label)
{
  rap_badge_set (self->badge, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
rap_capture_line_set_note (RapCaptureLine *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
  show_understood (self);
}

RapLine *
rap_capture_line_parse (RapCaptureLine *self)
{
  return rap_line_reader_read (self->reader, rap_capture_line_get_text (self));
}

char *
rap_capture_line_get_kept (RapCaptureLine *self)
{
  const char *typed = rap_capture_line_get_text (self);
  const RapLineContext *context = rap_line_reader_get_context (self->reader, typed);

  return context != NULL ? rap_line_strike_names (typed, context) : NULL;
}

gboolean
rap_capture_line_has_text (RapCaptureLine *self)
{
  const char *typed = rap_capture_line_get_text (self);

  return typed[strspn (typed, " \t")] != '\0';
}

const char *
rap_capture_line_get_text (RapCaptureLine *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
rap_capture_line_set_text (RapCaptureLine *self, const char *text)
{
  rap_line_reader_clear (self->reader);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->setting = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), TRUE);
}

void
rap_capture_line_focus (RapCaptureLine *self)
{
  gtk_entry_grab_focus_without_selecting (self->entry);
}
