/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-binding.h"

#include <glib/gi18n-lib.h>

#include "rap-entry-row.h"
#include "rap-window.h"

#define PAUSE_MS 500

/* A text of a record: one that no widget shows any more, while another process keeps it from being saved. */
typedef struct
{
  RapRecord *record;
  const RapBindingSpec *spec;
  gint64 seminar_id;
  gint64 step; /* what it joins */
  char *text;
} Text;

/* What a store knows of its texts; it owns this. */
typedef struct
{
  RapStore *store;
  GPtrArray *bindings; /* that show something of it */
  GPtrArray *late;     /* Text, in the order in which they were typed */
  GtkWidget *window;   /* weak: where the last one was typed */
  guint retry_id;
} Texts;

struct _RapBinding
{
  GObject parent;

  GtkWidget *widget; /* owns this */
  const RapBindingSpec *spec;
  RapStore *store;
  RapRecord *record;
  gint64 seminar_id;
  char *saved; /* the text as it was last shown or saved */
  char *late;  /* the text that another process kept from being saved */
  gint64 step; /* the one that this visit made */
  guint pause_id;
  gboolean showing;
  gboolean refused;
};

G_DEFINE_FINAL_TYPE (RapBinding, rap_binding, G_TYPE_OBJECT)

static void
free_text (gpointer data)
{
  Text *text = data;

  g_object_unref (text->record);
  g_free (text->text);
  g_free (text);
}

static void
free_texts (gpointer data)
{
  Texts *texts = data;

  g_clear_handle_id (&texts->retry_id, g_source_remove);
  g_clear_weak_pointer (&texts->window);
  g_ptr_array_unref (texts->bindings);
  g_ptr_array_unref (texts->late);
  g_free (texts);
}

static Texts *
get_texts (RapStore *store)
{
  Texts *texts = g_object_get_data (G_OBJECT (store), "rap-binding-texts");

  if (texts == NULL)
    {
      texts = g_new0 (Texts, 1);
      texts->store = store;
      texts->bindings = g_ptr_array_new ();
      texts->late = g_ptr_array_new_with_free_func (free_text);
      g_object_set_data_full (G_OBJECT (store), "rap-binding-texts", texts, free_texts);
    }
  return texts;
}

static char *
get_text (RapBinding *self)
{
  char *text = NULL;

  if (GTK_IS_EDITABLE (self->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget)));
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget)), "text", &text, NULL);
  return text;
}

static void
set_text (RapBinding *self, const char *text)
{
  g_autofree char *present = get_text (self);

  if (g_strcmp0 (present, text) == 0)
    return;
  self->showing = TRUE;
  if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget)), text, -1);
  self->showing = FALSE;
}

static char *
read_record (RapBinding *self)
{
  char *text = NULL;

  if (self->record != NULL && self->spec->show != NULL)
    text = self->spec->show (self->store, self->record);
  else if (self->record != NULL)
    g_object_get (self->record, self->spec->property, &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

/* In the row, where there is one, for as long as it holds. */
static void
show_refusal (RapBinding *self, const char *reason)
{
  GtkWidget *row = gtk_widget_get_ancestor (self->widget, RAP_TYPE_ENTRY_ROW);

  if (row != NULL)
    rap_entry_row_set_reason (RAP_ENTRY_ROW (row), reason);
  self->refused = reason != NULL;
  if (reason != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
  gtk_widget_set_tooltip_text (self->widget, reason);
  if (reason != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID,
                                 GTK_ACCESSIBLE_INVALID_TRUE, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
show_record (RapBinding *self)
{
  g_free (self->saved);
  self->saved = read_record (self);
  set_text (self, self->saved);
  show_refusal (self, NULL);
}

static gboolean
write_record (RapStore *store, const Text *text, GError **error)
{
  g_autoptr (RapRecord) copy = NULL;

  if (text->spec->save != NULL)
    return text->spec->save (store, text->record, text->text, error);
  copy = rap_record_copy (text->record);
  g_object_set (copy, text->spec->property, *text->text != '\0' ? text->text : NULL, NULL);
  return rap_store_save (store, copy, error);
}

static gboolean
make_step (RapStore *store, const Text *text, GError **error)
{
  if (!rap_store_begin (store, _ (text->spec->label), text->seminar_id, error))
    return FALSE;
  if (!write_record (store, text, error))
    {
      rap_store_rollback (store);
      return FALSE;
    }
  rap_store_join (store, text->step);
  return rap_store_commit (store, error);
}

static void
say_lost (GtkWidget *widget, const RapBindingSpec *spec)
{
  /* Translators: what was typed into a field, by its name */
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s” was not saved: what it belongs to was deleted meanwhile."), _ (spec->label));

  rap_window_say (widget, sentence);
}

/* In the row, where there is one, for as long as it waits. */
static void
say_late (RapBinding *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (self->widget, RAP_TYPE_ENTRY_ROW);
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s” is not yet saved: another program is using the archive."), _ (self->spec->label));

  if (row != NULL)
    rap_entry_row_set_reason (RAP_ENTRY_ROW (row), sentence);
  else
    rap_window_say (self->widget, sentence);
}

static void
try_late (Texts *texts)
{
  while (texts->late->len > 0)
    {
      Text *text = g_ptr_array_steal_index (texts->late, 0);
      g_autoptr (GError) error = NULL;

      if (!rap_record_is_gone (text->record) && !make_step (texts->store, text, &error) &&
          g_error_matches (error, RAP_ERROR, RAP_ERROR_BUSY))
        {
          g_ptr_array_insert (texts->late, 0, text);
          return;
        }
      if (error != NULL && texts->window != NULL)
        rap_window_say (texts->window, error->message);
      else if (rap_record_is_gone (text->record) && texts->window != NULL)
        say_lost (texts->window, text->spec);
      free_text (text);
    }
}

static gboolean
retry_cb (gpointer data)
{
  Texts *texts = data;

  try_late (texts);
  if (texts->late->len > 0)
    return G_SOURCE_CONTINUE;
  texts->retry_id = 0;
  return G_SOURCE_REMOVE;
}

/* What could not be saved outlives the widget, or its looking at this record. */
static void
keep_late (RapBinding *self)
{
  Texts *texts;
  Text *text;

  if (self->late == NULL)
    return;
  texts = get_texts (self->store);
  text = g_new0 (Text, 1);
  text->record = g_object_ref (self->record);
  text->spec = self->spec;
  text->seminar_id = self->seminar_id;
  text->step = self->step;
  text->text = g_steal_pointer (&self->late);
  g_ptr_array_add (texts->late, text);
  if (texts->retry_id == 0)
    texts->retry_id = g_timeout_add (PAUSE_MS, retry_cb, texts);
}

static gboolean
pause_cb (gpointer data)
{
  RapBinding *self = data;

  self->pause_id = 0;
  rap_binding_save (self);
  return G_SOURCE_REMOVE;
}

static void
save_later (RapBinding *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* Who comes back to a text that still waits goes on with it. */
static void
take_back_late (RapBinding *self)
{
  GPtrArray *late = get_texts (self->store)->late;

  for (guint i = 0; i < late->len;)
    {
      const Text *text = late->pdata[i];
      if (text->record != self->record || !g_str_equal (text->spec->property, self->spec->property))
        {
          i++;
          continue;
        }
      set_text (self, text->text);
      g_free (self->late);
      self->late = g_strdup (text->text);
      self->step = text->step;
      say_late (self);
      save_later (self);
      g_ptr_array_remove_index (late, i);
    }
}

static void
text_changed_cb (RapBinding *self)
{
  if (self->showing || self->record == NULL)
    return;
  if (self->spec->whole)
    g_clear_handle_id (&self->pause_id, g_source_remove);
  else
    save_later (self);
}

static void
enter_cb (RapBinding *self)
{
  self->step = 0;
}

/* On leaving, the text is shown as the archive has it: 14:30 for 1430. */
static void
leave_cb (RapBinding *self)
{
  if (!rap_binding_save (self) && self->refused)
    rap_window_say (self->widget, gtk_widget_get_tooltip_text (self->widget));
  else if (self->record != NULL && self->pause_id == 0)
    show_record (self);
}

static void
save_cb (RapBinding *self)
{
  rap_binding_save (self);
}

/* The widget has no undo of its own: it would bring back texts that the archive has left behind. */
static gboolean
undo_cb (GtkWidget *widget, GVariant *action, gpointer data)
{
  rap_binding_save (data);
  return gtk_widget_activate_action (widget, g_variant_get_string (action, NULL), NULL);
}

static void
rap_binding_dispose (GObject *object)
{
  RapBinding *self = RAP_BINDING (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  keep_late (self);
  if (self->store != NULL)
    g_ptr_array_remove_fast (get_texts (self->store)->bindings, self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_clear_object (&self->store);
  g_clear_pointer (&self->saved, g_free);
  G_OBJECT_CLASS (rap_binding_parent_class)->dispose (object);
}

static void
rap_binding_class_init (RapBindingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_binding_dispose;
}

static void
rap_binding_init (RapBinding *self)
{
}

RapBinding *
rap_binding_attach (gpointer widget, const RapBindingSpec *spec)
{
  RapBinding *self = g_object_new (RAP_TYPE_BINDING, NULL);
  static const struct
  {
    const char *key;
    const char *action;
  } undo_keys[] = {
    { "<Control>z", "win.undo" },
    { "<Control><Shift>z", "win.redo" },
    { "<Control>y", "win.redo" },
  };
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GObject *source = GTK_IS_EDITABLE (widget) ? widget : G_OBJECT (gtk_text_view_get_buffer (widget));

  self->widget = widget;
  self->spec = spec;
  if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_enable_undo (widget, FALSE);
  else
    gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (widget), FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (undo_keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (undo_keys[i].key),
                                                gtk_callback_action_new (undo_cb, self, NULL));
      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (undo_keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (widget, keys);
  g_object_set_data_full (G_OBJECT (widget), "rap-binding", self, g_object_unref);
  g_signal_connect_object (source, "notify::text", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_ENTRY (widget))
    g_signal_connect_object (widget, "activate", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
  return self;
}

void
rap_binding_set_record (RapBinding *self, RapStore *store, gpointer record, gint64 seminar_id)
{
  rap_binding_save (self);
  keep_late (self);
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (self->store == NULL)
    g_ptr_array_add (get_texts (store)->bindings, self);
  g_set_object (&self->store, store);
  self->seminar_id = seminar_id;
  self->step = 0;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (record != NULL)
    g_signal_connect_swapped (record, "notify", G_CALLBACK (rap_binding_refresh), self);
  gtk_widget_set_sensitive (self->widget, record != NULL);
  show_record (self);
  if (record != NULL)
    take_back_late (self);
}

void
rap_binding_refresh (RapBinding *self)
{
  g_autofree char *text = get_text (self);

  /* not under the fingers of who types */
  if (self->pause_id != 0 || self->refused || g_strcmp0 (text, self->saved) != 0)
    return;
  show_record (self);
}

gboolean
rap_binding_save (RapBinding *self)
{
  g_autofree char *typed = get_text (self);
  const Text text = { self->record, self->spec, self->seminar_id, self->step, typed };
  g_autofree char *late = g_steal_pointer (&self->late);
  g_autoptr (GError) error = NULL;
  gint64 before;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->record == NULL || g_strcmp0 (typed, self->saved) == 0)
    {
      show_refusal (self, NULL);
      return TRUE;
    }
  if (rap_record_is_gone (self->record))
    {
      say_lost (self->widget, self->spec);
      g_free (self->saved);
      self->saved = g_steal_pointer (&typed);
      return FALSE;
    }
  before = rap_store_get_last_step (self->store);
  if (make_step (self->store, &text, &error))
    {
      /* a text that is not another after all, as one with a blank more, makes no step */
      if (rap_store_get_last_step (self->store) != before)
        self->step = rap_store_get_last_step (self->store);
      g_free (self->saved);
      self->saved = g_steal_pointer (&typed);
      show_refusal (self, NULL);
      return TRUE;
    }
  if (g_error_matches (error, RAP_ERROR, RAP_ERROR_BUSY))
    {
      g_set_weak_pointer (&get_texts (self->store)->window, GTK_WIDGET (gtk_widget_get_root (self->widget)));
      if (late == NULL)
        say_late (self);
      self->late = g_steal_pointer (&typed);
      save_later (self);
    }
  else
    show_refusal (self, error->message);
  return FALSE;
}

guint
rap_binding_save_all (RapStore *store)
{
  Texts *texts = get_texts (store);
  guint n;

  try_late (texts);
  n = texts->late->len;
  for (guint i = 0; i < texts->bindings->len; i++)
    {
      RapBinding *self = texts->bindings->pdata[i];
      rap_binding_save (self);
      n += self->late != NULL;
    }
  return n;
}
