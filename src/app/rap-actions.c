/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order in which the palette shows them while nothing is typed. */
const RapAction rap_actions[] = {
  { "win.undo", N_ ("_Undo"), { "<Control>z" }, TRUE },
  { "win.redo", N_ ("_Redo"), { "<Control><Shift>z", "<Control>y" }, TRUE },
  { "capture.star", N_ ("_Star the Last or the Selected Points"), { "<Control>d" }, TRUE },
  { "capture.check", N_ ("Mark as to _Check, or as Checked"), { "<Control>r" }, TRUE },
  { "capture.done", N_ ("Mark the Action as D_one, or Not"), { "<Control><Shift>d" }, TRUE },
  { "capture.merge", N_ ("_Merge the Selected Points…"), { "<Control>m" }, TRUE },
  { "capture.unmerge", N_ ("_Unmerge: Bring the Originals Back"), { "<Control><Shift>m" }, TRUE },
  { "capture.delete", N_ ("_Delete the Last or the Selected Points"), { "Delete" }, TRUE },
  { "capture.filter", N_ ("Show Only Some _Points"), { "<Control><Shift>f" }, TRUE },
  { "capture.add-syndicate", N_ ("_Add a Syndicate"), { NULL }, FALSE },
  { "clock.toggle", N_ ("Start or _Hold the Clock"), { "<Control>t" }, TRUE },
  { "clock.more", N_ ("Five Minutes _More"), { "<Control>Up" }, TRUE },
  { "clock.less", N_ ("Five Minutes _Less"), { "<Control>Down" }, TRUE },
  { "clock.talk", N_ ("Start _Talking Time"), { NULL }, FALSE },
  { "clock.report", N_ ("Start _Reporting Time"), { "<Control><Shift>t" }, TRUE },
  { "clock.reset", N_ ("Set the Clock _Back"), { NULL }, FALSE },
  { "win.room-screen", N_ ("Room _Screen"), { "F5" }, FALSE },
  { "win.close-room-screen", N_ ("_Close the Room Screen"), { "<Shift>F5" }, FALSE },
  { "win.place::plan", N_ ("_Plan"), { NULL }, FALSE },
  { "win.place::capture", N_ ("_Capture"), { NULL }, FALSE },
  { "win.place::feedback", N_ ("_Feedback"), { NULL }, FALSE },
  { "win.place::themes", N_ ("_Themes"), { NULL }, FALSE },
  { "win.place::write-up", N_ ("_Write-up"), { NULL }, FALSE },
  { "win.import-points", N_ ("Import _Points…"), { NULL }, FALSE },
  { "win.import-attendees", N_ ("Import _Attendees…"), { NULL }, FALSE },
  { "win.export", N_ ("_Export…"), { "<Control>e" }, FALSE },
  { "win.print-programme", N_ ("Print the _Programme…"), { NULL }, FALSE },
  { "win.print-door-list", N_ ("Print the _Door List…"), { NULL }, FALSE },
  { "win.print-sheets", N_ ("Print the Syndicates’ _Sheets…"), { NULL }, FALSE },
  { "win.history", N_ ("_History"), { "<Control>h" }, FALSE },
  { "app.new-seminar", N_ ("_New Seminar…"), { "<Control>n" }, FALSE },
  { "win.new-from", N_ ("_New from This One…"), { NULL }, FALSE },
  { "win.find", N_ ("_Find a Seminar"), { "<Control>f" }, FALSE },
  { "app.open-archive", N_ ("_Open Archive…"), { "<Control>o" }, FALSE },
  { "win.open-sample", N_ ("_Open the Sample"), { NULL }, FALSE },
  { "win.show-sidebar", N_ ("Show or _Hide the Seminars"), { "F9" }, FALSE },
  { "win.palette", N_ ("_Go to or Do…"), { "<Control>k" }, FALSE },
  { "win.delete-seminar", N_ ("_Delete This Seminar"), { NULL }, FALSE },
  { "app.preferences", N_ ("_Preferences"), { "<Control>comma" }, FALSE },
  { "app.help", N_ ("_Help"), { "F1" }, FALSE },
  { "app.shortcuts", N_ ("_Keyboard Shortcuts"), { "<Control>question", "<Control><Shift>question" }, FALSE },
  { "app.about", N_ ("_About Rapporteur"), { NULL }, FALSE },
  { "window.close", N_ ("_Close the Window"), { "<Control>w" }, FALSE },
  { "app.quit", N_ ("_Quit"), { "<Control>q" }, FALSE },
  { NULL },
};

void
rap_actions_set_accels (GtkApplication *app)
{
  for (const RapAction *action = rap_actions; action->name != NULL; action++)
    if (!action->bound && action->keys[0] != NULL)
      gtk_application_set_accels_for_action (app, action->name, action->keys);
}

void
rap_actions_bind (GtkWidgetClass *widget_class, const char *name)
{
  const RapAction *action = rap_actions;

  while (action->name != NULL && strcmp (action->name, name) != 0)
    action++;
  g_return_if_fail (action->name != NULL);
  for (guint i = 0; action->keys[i] != NULL; i++)
    {
      guint keyval;
      GdkModifierType modifiers;
      if (gtk_accelerator_parse (action->keys[i], &keyval, &modifiers))
        gtk_widget_class_add_binding_action (widget_class, keyval, modifiers, name, NULL);
    }
}

char *
rap_action_title (const RapAction *self)
{
  g_autoptr (GString) title = g_string_new (_ (self->label));

  g_string_replace (title, "_", "", 0);
  if (g_str_has_suffix (title->str, "…"))
    g_string_truncate (title, title->len - strlen ("…"));
  return g_string_free (g_steal_pointer (&title), FALSE);
}

char *
rap_action_key (const RapAction *self)
{
  guint keyval;
  GdkModifierType modifiers;

  if (self->keys[0] == NULL || !gtk_accelerator_parse (self->keys[0], &keyval, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (keyval, modifiers);
}
