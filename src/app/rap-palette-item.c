/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-palette-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-line-context.h"
#include "rap-time.h"
#include "rap-voice.h"

/* How well something fits, from the best */
enum
{
  BEGINS,
  WORD_BEGINS,
  WITHIN,
  ELSEWHERE, /* in the detail */
  N_FITS,
};

G_DEFINE_FINAL_TYPE (RapPaletteItem, rap_palette_item, G_TYPE_OBJECT)

static RapPaletteItem *
add_item (GPtrArray *items, const char *title, const char *detail)
{
  RapPaletteItem *item = g_object_new (RAP_TYPE_PALETTE_ITEM, NULL);

  item->title = g_strdup (title);
  item->detail = g_strdup (detail);
  item->folded_title = rap_theme_key (title);
  item->folded_detail = detail != NULL ? rap_theme_key (detail) : g_strdup ("");
  item->number = -1;
  g_ptr_array_add (items, item);
  return item;
}

/* Nothing asks a class's actions whether they can be done, but a button shows it. The target comes first: a name
 * without it would be warned of. */
static gboolean
can_be_done (GtkActionable *button, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
  return gtk_widget_get_sensitive (GTK_WIDGET (button));
}

static void
add_actions (GPtrArray *items, GtkWidget *from)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());

  gtk_widget_set_parent (button, from);
  for (const RapAction *action = rap_actions; action->name != NULL; action++)
    {
      g_autofree char *title = rap_action_title (action);
      RapPaletteItem *item;

      if (strcmp (action->name, "win.palette") == 0 || !can_be_done (GTK_ACTIONABLE (button), action->name))
        continue;
      item = add_item (items, title, action->part != NULL ? _ (action->part) : NULL);
      item->action = action;
      item->key = rap_action_key (action);
    }
  gtk_widget_unparent (button);
  g_object_unref (button);
}

static void
add_session (GPtrArray *items, RapDb *db, gint64 id, const char *title)
{
  RapPaletteItem *session = add_item (items, title, NULL);
  g_autoptr (GPtrArray) voices = rap_voices_list (db, id);

  session->session_id = id;
  for (guint i = 0; voices != NULL && i < voices->len; i++)
    {
      const RapVoiceEntry *entry = voices->pdata[i];
      g_autofree char *name = g_strdup_printf ("%d %s", entry->number, entry->name);
      RapPaletteItem *voice = add_item (items, name, title);
      voice->session_id = id;
      voice->number = entry->number;
    }
}

static void
add_sessions (GPtrArray *items, RapDb *db, gint64 seminar_id, gint64 session_id)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (db,
                                             "SELECT id, title, kind FROM session WHERE seminar_id = ?1"
                                             " ORDER BY id <> ?2, position, id",
                                             "ii", seminar_id, session_id);

  while (rap_stmt_step (stmt, NULL))
    {
      g_autofree char *title = rap_session_title (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));
      add_session (items, db, rap_stmt_int (stmt, 0), title);
    }
}

static void
add_seminars (GPtrArray *items, RapDb *db)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db, "SELECT id, title, date FROM seminar ORDER BY date DESC, id DESC", NULL);

  while (rap_stmt_step (stmt, NULL))
    {
      g_autofree char *day = rap_time_format_day (rap_stmt_text (stmt, 2));
      add_item (items, rap_stmt_text (stmt, 1), day)->seminar_id = rap_stmt_int (stmt, 0);
    }
}

/* Whether a word of @text begins so. */
static gboolean
has_word (const char *text, const char *start)
{
  for (const char *found = strstr (text, start); found != NULL; found = strstr (found + 1, start))
    if (found == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))))
      return TRUE;
  return FALSE;
}

static int
fit_word (RapPaletteItem *item, const char *word)
{
  if (g_str_has_prefix (item->folded_title, word))
    return BEGINS;
  if (has_word (item->folded_title, word))
    return WORD_BEGINS;
  if (strstr (item->folded_title, word) != NULL)
    return WITHIN;
  return strstr (item->folded_detail, word) != NULL ? ELSEWHERE : N_FITS;
}

/* As well as the word that fits worst; but all of it in one piece at the beginning is best. */
static int
fit (RapPaletteItem *item, const char *typed, char **words)
{
  int worst = BEGINS;

  if (g_str_has_prefix (item->folded_title, typed))
    return BEGINS;
  for (guint i = 0; worst < N_FITS && words[i] != NULL; i++)
    worst = MAX (worst, fit_word (item, words[i]));
  return worst;
}

static void
rap_palette_item_finalize (GObject *object)
{
  RapPaletteItem *self = RAP_PALETTE_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->key);
  g_free (self->folded_title);
  g_free (self->folded_detail);
  G_OBJECT_CLASS (rap_palette_item_parent_class)->finalize (object);
}

static void
rap_palette_item_class_init (RapPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_palette_item_finalize;
}

static void
rap_palette_item_init (RapPaletteItem *self)
{
}

GPtrArray *
rap_palette_items_collect (RapDb *db, GtkWidget *from, gint64 seminar_id, gint64 session_id)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  add_actions (items, from);
  if (seminar_id != 0)
    add_sessions (items, db, seminar_id, session_id);
  add_seminars (items, db);
  return items;
}

GPtrArray *
rap_palette_items_find (GPtrArray *items, const char *typed, guint max)
{
  g_autofree char *key = rap_theme_key (typed);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_autofree guint8 *fits = g_new (guint8, items->len + 1);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    fits[i] = (guint8) fit (items->pdata[i], key, words);
  for (guint8 wanted = BEGINS; wanted < N_FITS; wanted++)
    for (guint i = 0; found->len < max && i < items->len; i++)
      if (fits[i] == wanted)
        g_ptr_array_add (found, g_object_ref (items->pdata[i]));
  return found;
}
