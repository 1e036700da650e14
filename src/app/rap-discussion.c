/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-discussion.h"

#include <glib/gi18n-lib.h>

#include "rap-session.h"

#define RETRY_MS 500
#define GIVEN_MINUTES 5

struct _RapDiscussion
{
  GObject parent;

  RapStore *store;
  gint64 session_id;
  RapClock clock;
  gboolean has_clock;
  gboolean unread; /* whether it has one could not be read */
  gboolean in_turn;
  RapVoiceEntry *turn;
  RapVoiceEntry *next;
  GHashTable *unsaved; /* session id → RapClock */
  GSimpleActionGroup *actions;
  guint retry_id;
  guint tick_id;
  guint n_watching;
};

enum
{
  CHANGED,
  TICK,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean retry_cb (gpointer data);

G_DEFINE_FINAL_TYPE (RapDiscussion, rap_discussion, G_TYPE_OBJECT)

static RapVoiceEntry *
copy_entry (const RapVoiceEntry *entry)
{
  RapVoiceEntry *copy = entry != NULL ? g_memdup2 (entry, sizeof *entry) : NULL;

  if (copy != NULL)
    {
      copy->name = g_strdup (entry->name);
      copy->brief = g_strdup (entry->brief);
    }
  return copy;
}

static gboolean
is_same_entry (const RapVoiceEntry *a, const RapVoiceEntry *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return rap_voice_equal (&a->voice, &b->voice) && a->number == b->number && g_strcmp0 (a->name, b->name) == 0;
}

static gboolean
set_entry (RapVoiceEntry **place, const RapVoiceEntry *entry)
{
  if (is_same_entry (*place, entry))
    return FALSE;
  g_clear_pointer (place, rap_voice_entry_free);
  *place = copy_entry (entry);
  return TRUE;
}

static gboolean tick_cb (gpointer data);

static void
schedule_tick (RapDiscussion *self)
{
  const gint64 next = self->has_clock ? rap_clock_get_next (&self->clock, rap_discussion_now ()) : -1;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->n_watching > 0 && next >= 0)
    self->tick_id = g_timeout_add ((guint) next, tick_cb, self);
}

static void
enable (RapDiscussion *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
announce (RapDiscussion *self)
{
  const gboolean on = self->has_clock;

  enable (self, "talk", on);
  enable (self, "report", on);
  enable (self, "toggle", on);
  enable (self, "hold", on && self->clock.running);
  enable (self, "go-on", on && !self->clock.running);
  enable (self, "more", on);
  enable (self, "less", on && rap_clock_get_left (&self->clock, rap_discussion_now ()) > 0);
  enable (self, "reset", on && self->clock.touched);
  schedule_tick (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
retry_later (RapDiscussion *self)
{
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add (RETRY_MS, retry_cb, self);
}

static void
load (RapDiscussion *self)
{
  RapDb *db = rap_store_db (self->store);
  const guint failures = rap_db_count_unasked (db);
  g_autoptr (RapSession) session =
      self->session_id != 0 ? rap_store_get (self->store, RAP_TYPE_SESSION, self->session_id) : NULL;
  const RapClock *unsaved = g_hash_table_lookup (self->unsaved, &self->session_id);
  gboolean was_read = rap_db_count_unasked (db) == failures;

  self->has_clock =
      session != NULL && !rap_record_is_gone (RAP_RECORD (session)) && g_strcmp0 (session->kind, "discussion") == 0;
  self->in_turn = self->has_clock && g_strcmp0 (session->reporting, "in_turn") == 0;
  if (self->has_clock && unsaved != NULL)
    self->clock = *unsaved;
  else if (self->has_clock)
    was_read = self->has_clock = rap_clock_load (&self->clock, db, self->session_id, NULL);
  self->unread = !was_read;
  if (self->unread)
    retry_later (self);
  announce (self);
}

/* What passes by itself is tried again. */
static void
save_all (RapDiscussion *self)
{
  GHashTableIter iter;
  gpointer id, clock;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, &id, &clock))
    {
      g_autoptr (GError) error = NULL;

      if (rap_clock_save (clock, rap_store_db (self->store), *(gint64 *) id, &error))
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      if (self->retry_id == 0 && !g_error_matches (error, RAP_ERROR, RAP_ERROR_BUSY))
        g_signal_emit (self, signals[FAILED], 0, error->message);
      retry_later (self);
    }
}

static void
save (RapDiscussion *self)
{
  g_hash_table_replace (self->unsaved, g_memdup2 (&self->session_id, sizeof self->session_id),
                        g_memdup2 (&self->clock, sizeof self->clock));
  save_all (self);
  announce (self);
}

static gboolean
retry_cb (gpointer data)
{
  RapDiscussion *self = data;

  save_all (self);
  if (self->unread)
    load (self);
  if (g_hash_table_size (self->unsaved) > 0 || self->unread)
    return G_SOURCE_CONTINUE;
  self->retry_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data)
{
  RapDiscussion *self = data;

  self->tick_id = 0;
  schedule_tick (self);
  g_signal_emit (self, signals[TICK], 0);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (RapDiscussion *self, RapChanges *changes)
{
  if (self->session_id != 0 && rap_changes_touch (changes, "session"))
    load (self);
}

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RapDiscussion *self = data;
  const RapClockPhase phase =
      g_str_equal (g_action_get_name (G_ACTION (action)), "report") ? RAP_CLOCK_REPORT : RAP_CLOCK_TALK;

  /* minutes given before the start are part of it */
  if (phase == RAP_CLOCK_TALK && self->clock.phase == phase && !self->clock.touched)
    rap_clock_go_on (&self->clock, rap_discussion_now ());
  else
    rap_clock_start (&self->clock, phase, rap_clock_planned (rap_store_db (self->store), self->session_id, phase),
                     rap_discussion_now ());
  save (self);
}

static void
toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RapDiscussion *self = data;

  if (self->clock.running)
    rap_clock_hold (&self->clock, rap_discussion_now ());
  else
    rap_clock_go_on (&self->clock, rap_discussion_now ());
  save (self);
}

static void
give_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RapDiscussion *self = data;
  const int sign = g_str_equal (g_action_get_name (G_ACTION (action)), "more") ? 1 : -1;

  rap_clock_give (&self->clock, sign * GIVEN_MINUTES, rap_discussion_now ());
  save (self);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RapDiscussion *self = data;

  rap_clock_reset (&self->clock, RAP_CLOCK_TALK,
                   rap_clock_planned (rap_store_db (self->store), self->session_id, RAP_CLOCK_TALK));
  save (self);
}

static void
rap_discussion_dispose (GObject *object)
{
  RapDiscussion *self = RAP_DISCUSSION (object);

  if (self->store != NULL)
    save_all (self); /* a last time */
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->turn, rap_voice_entry_free);
  g_clear_pointer (&self->next, rap_voice_entry_free);
  g_hash_table_remove_all (self->unsaved);
  g_clear_object (&self->actions);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_discussion_parent_class)->dispose (object);
}

static void
rap_discussion_finalize (GObject *object)
{
  g_hash_table_unref (RAP_DISCUSSION (object)->unsaved);
  G_OBJECT_CLASS (rap_discussion_parent_class)->finalize (object);
}

static void
rap_discussion_class_init (RapDiscussionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rap_discussion_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_discussion_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", RAP_TYPE_DISCUSSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICK] = g_signal_new ("tick", RAP_TYPE_DISCUSSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", RAP_TYPE_DISCUSSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
rap_discussion_init (RapDiscussion *self)
{
  static const GActionEntry entries[] = {
    { .name = "talk", .activate = start_cb },  { .name = "report", .activate = start_cb },
    { .name = "hold", .activate = toggle_cb }, { .name = "go-on", .activate = toggle_cb },
    { .name = "more", .activate = give_cb },   { .name = "toggle", .activate = toggle_cb },
    { .name = "less", .activate = give_cb },   { .name = "reset", .activate = reset_cb },
  };

  self->unsaved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

RapDiscussion *
rap_discussion_new (RapStore *store)
{
  RapDiscussion *self = g_object_new (RAP_TYPE_DISCUSSION, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

RapStore *
rap_discussion_get_store (RapDiscussion *self)
{
  return self->store;
}

void
rap_discussion_set_session (RapDiscussion *self, gint64 session_id)
{
  self->session_id = session_id;
  load (self);
}

gint64
rap_discussion_get_session (RapDiscussion *self)
{
  return self->session_id;
}

void
rap_discussion_set_voices (RapDiscussion *self, GPtrArray *entries, const RapVoiceEntry *active)
{
  const RapVoiceEntry *next = NULL;
  gboolean found = FALSE;

  /* the syndicates come first; in turn they come round again, and whoever else speaks passes it to the first */
  for (guint i = 0; i < entries->len && next == NULL; i++)
    {
      const RapVoiceEntry *entry = entries->pdata[i];
      if (found && entry->voice.syndicate_id != 0)
        next = entry;
      found = found || entry == active;
    }
  if (next == NULL && self->in_turn && entries->len > 0 && entries->pdata[0] != active &&
      ((RapVoiceEntry *) entries->pdata[0])->voice.syndicate_id != 0)
    next = entries->pdata[0];
  /* both are to be set */
  if (set_entry (&self->turn, active) | set_entry (&self->next, next))
    if (self->has_clock)
      announce (self);
}

static gboolean
is_reporting (RapDiscussion *self)
{
  return self->has_clock && self->clock.phase == RAP_CLOCK_REPORT;
}

const RapVoiceEntry *
rap_discussion_get_turn (RapDiscussion *self)
{
  return is_reporting (self) ? self->turn : NULL;
}

const RapVoiceEntry *
rap_discussion_get_next (RapDiscussion *self)
{
  return is_reporting (self) ? self->next : NULL;
}

char *
rap_discussion_describe_turn (RapDiscussion *self)
{
  const RapVoiceEntry *turn = rap_discussion_get_turn (self), *next = rap_discussion_get_next (self);
  g_autofree char *now = NULL;

  if (turn == NULL)
    return NULL;
  now = g_strdup_printf (self->in_turn ? _ ("%d %s: one new point") : _ ("%d %s reports"), turn->number, turn->name);
  if (next == NULL)
    return g_steal_pointer (&now);
  /* Translators: whose turn it is, and the number and name of who is next */
  return g_strdup_printf (_ ("%s · then %d %s"), now, next->number, next->name);
}

const RapClock *
rap_discussion_get_clock (RapDiscussion *self)
{
  return self->has_clock ? &self->clock : NULL;
}

void
rap_discussion_watch (RapDiscussion *self, gboolean on)
{
  self->n_watching += on ? 1 : -1;
  if (self->n_watching <= 1)
    schedule_tick (self);
}

GActionGroup *
rap_discussion_get_actions (RapDiscussion *self)
{
  return G_ACTION_GROUP (self->actions);
}

gint64
rap_discussion_now (void)
{
  return g_get_real_time () / 1000;
}
