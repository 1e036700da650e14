/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-shortcuts-page.h"

#include <glib/gi18n-lib.h>

#include "rap-actions.h"

/* Keys as accelerators, those that do the same parted by blanks; `…` is from one to the other */
typedef struct
{
  const char *keys;
  const char *title;
} Shortcut;

typedef struct
{
  const char *title;
  const char *actions[5]; /* how the names of actions begin that belong here too */
  const Shortcut *shortcuts;
} Group;

static const Shortcut in_line[] = {
  { "Return", N_ ("Save the line") },
  { "<Control>Return", N_ ("Save and pass the turn to the next voice") },
  { "<Alt>1 … <Alt>9", N_ ("This syndicate or speaker has the floor") },
  { "<Alt>0", N_ ("The plenary, or in a talk the floor") },
  { "<Alt>Page_Up <Alt>Page_Down", N_ ("Previous or next item of the programme") },
  { "Tab", N_ ("Take what is proposed; choose, or add, the person of an amber @") },
  { "Down Up", N_ ("Go through what is proposed") },
  { "Up", N_ ("Change the last point") },
  { "Escape", N_ ("Close what is proposed; back to the line; leave a change") },
  { NULL },
};

static const Shortcut in_rows[] = {
  { "<Control>0 … <Control>9", N_ ("Give the last or the selected points to that voice") },
  { "F2 Return", N_ ("On a row: change it where it stands") },
  { "plus minus", N_ ("On selected rows: count hands") },
  { "Right Left", N_ ("On a merged point: show or hide its originals") },
  { NULL },
};

static const Shortcut of_room[] = {
  { "1 … 3", N_ ("In the room screen: seats, brief and clock, points") },
  { "F11", N_ ("In the room screen: fill the screen, or not") },
  { NULL },
};

static const Shortcut nothing_else[] = { { NULL } };

static const Shortcut in_people[] = {
  { "Return", N_ ("Open the person, or add who is not in the list") },
  { NULL },
};

static const Shortcut in_syndicates[] = {
  { "<Alt>1 … <Alt>9", N_ ("Go to the people of that syndicate") },
  { "<Alt>0", N_ ("Go to those without a seat") },
  { "1 … 9", N_ ("On a person: seat in that syndicate; with Shift, in 11 to 19") },
  { NULL },
};

static const Shortcut in_general[] = {
  { "F10", N_ ("Main menu") },
  { NULL },
};

static const Group groups[] = {
  { N_ ("The line"), { NULL }, in_line },
  { N_ ("Points"), { "capture." }, in_rows },
  { N_ ("Clock and Room Screen"), { "clock." }, of_room },
  { N_ ("Programme"), { "programme.", "item.", "speaker." }, nothing_else },
  { N_ ("People"), { "people.", "person." }, in_people },
  { N_ ("Syndicates"), { "seating.", "seat.", "card." }, in_syndicates },
  { N_ ("General"), { NULL }, in_general }, /* with all other actions */
};

static void
add_key (GtkBox *box, const char *key)
{
  g_autoptr (GString) name = NULL;
  GtkWidget *label;
  GdkModifierType modifiers;
  guint keyval;

  if (gtk_accelerator_parse (key, &keyval, &modifiers))
    {
      g_autofree char *text = gtk_accelerator_get_label (keyval, modifiers);
      name = g_string_new (text);
    }
  if (name != NULL && keyval == GDK_KEY_Return) /* which is called as in the line */
    {
      g_autofree char *called = gtk_accelerator_get_label (GDK_KEY_Return, 0);
      g_string_replace (name, called, _ ("Enter"), 0);
    }
  label = gtk_label_new (name != NULL ? name->str : key);
  if (name != NULL)
    gtk_widget_add_css_class (label, "key");
  gtk_box_append (box, label);
}

static void
add_row (AdwPreferencesGroup *group, const char *const *keys, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; keys[i] != NULL; i++)
    add_key (GTK_BOX (box), keys[i]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_preferences_group_add (group, row);
}

static gboolean
is_named_in (const RapAction *action, const Group *group)
{
  for (guint i = 0; group->actions[i] != NULL; i++)
    if (g_str_has_prefix (action->name, group->actions[i]))
      return TRUE;
  return FALSE;
}

/* The last group has what is in no other. */
static gboolean
is_of_group (const RapAction *action, const Group *group)
{
  if (group != &groups[G_N_ELEMENTS (groups) - 1])
    return is_named_in (action, group);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (is_named_in (action, &groups[i]))
      return FALSE;
  return TRUE;
}

static GtkWidget *
make_group (const Group *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _ (group->title));
  for (const Shortcut *shortcut = group->shortcuts; shortcut->keys != NULL; shortcut++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcut->keys, " ", -1);
      add_row (ADW_PREFERENCES_GROUP (widget), (const char *const *) keys, _ (shortcut->title));
    }
  for (const RapAction *action = rap_actions; action->name != NULL; action++)
    if (action->keys[0] != NULL && is_of_group (action, group))
      {
        g_autofree char *title = rap_action_title (action);
        const char *const keys[] = { action->keys[0], NULL };
        add_row (ADW_PREFERENCES_GROUP (widget), keys, title);
      }
  return widget;
}

AdwPreferencesPage *
rap_shortcuts_page_new (void)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_group (&groups[i])));
  return page;
}
