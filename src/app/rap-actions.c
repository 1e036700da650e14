/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRAMME N_ ("Programme")
#define PEOPLE N_ ("People")
#define SYNDICATES N_ ("Syndicates")

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
  { "programme.add::talk", N_ ("Add a _Talk"), { "<Control><Shift>t" }, TRUE, PROGRAMME },
  /* g for groups: Ctrl+Shift+D is the inspector of GTK */
  { "programme.add::discussion", N_ ("Add a _Discussion"), { "<Control><Shift>g" }, TRUE, PROGRAMME },
  { "programme.add::plenary", N_ ("Add a _Plenary"), { "<Control><Shift>p" }, TRUE, PROGRAMME },
  { "programme.add::other", N_ ("Add _Another Item"), { "<Control><Shift>o" }, TRUE, PROGRAMME },
  { "programme.slip(10)", N_ ("Everything 10 Minutes _Later"), { NULL }, FALSE, PROGRAMME },
  { "programme.slip(-10)", N_ ("Everything 10 Minutes _Earlier"), { NULL }, FALSE, PROGRAMME },
  { "item.capture", N_ ("Take P_oints in This Item"), { "<Control>Return" }, TRUE, PROGRAMME },
  { "item.move-earlier", N_ ("Move the Item _Up"), { "<Alt>Up" }, TRUE, PROGRAMME },
  { "item.move-later", N_ ("Move the Item Dow_n"), { "<Alt>Down" }, TRUE, PROGRAMME },
  { "item.later", N_ ("From Here On 10 Minutes _Later"), { NULL }, FALSE, PROGRAMME },
  { "item.earlier", N_ ("From Here On 10 Minutes _Earlier"), { NULL }, FALSE, PROGRAMME },
  { "item.delete", N_ ("_Delete the Item"), { "Delete" }, TRUE, PROGRAMME },
  { "speaker.move-earlier", N_ ("Move the Speaker _Up"), { "<Alt>Up" }, TRUE, PROGRAMME },
  { "speaker.move-later", N_ ("Move the Speaker Dow_n"), { "<Alt>Down" }, TRUE, PROGRAMME },
  { "speaker.remove", N_ ("_Remove the Speaker"), { NULL }, FALSE, PROGRAMME },
  { "people.find", N_ ("_Find or Add a Person"), { NULL }, FALSE, PEOPLE },
  { "people.add", N_ ("_Add Another Person of That Name"), { "<Control>Return" }, TRUE, PEOPLE },
  { "people.tick", N_ ("_Tick the Person, or Not"), { "space" }, TRUE, PEOPLE },
  { "people.open", N_ ("_Open the Person"), { "F2" }, TRUE, PEOPLE },
  { "people.status::registered", N_ ("_Registered"), { NULL }, FALSE, PEOPLE },
  { "people.status::came", N_ ("_Came"), { NULL }, FALSE, PEOPLE },
  { "people.status::walked_in", N_ ("_Walked In"), { NULL }, FALSE, PEOPLE },
  { "people.status::cancelled", N_ ("C_ancelled"), { NULL }, FALSE, PEOPLE },
  { "people.consent::no", N_ ("_Not to Be Named"), { NULL }, FALSE, PEOPLE },
  { "people.consent::anonymously", N_ ("_Anonymously"), { NULL }, FALSE, PEOPLE },
  { "people.consent::by_name", N_ ("_By Name"), { NULL }, FALSE, PEOPLE },
  { "people.choose-kept", N_ ("_Join the Two Chosen People…"), { NULL }, FALSE, PEOPLE },
  { "people.remove", N_ ("Remo_ve from This Seminar"), { "Delete" }, TRUE, PEOPLE },
  { "person.close", N_ ("Back to _All People"), { "Escape" }, TRUE, PEOPLE },
  { "person.remove", N_ ("Remo_ve from This Seminar"), { NULL }, FALSE, PEOPLE },
  { "seating.share-out", N_ ("Share _Out"), { NULL }, FALSE, SYNDICATES },
  { "seating.join", N_ ("Seat Latecom_ers"), { NULL }, FALSE, SYNDICATES },
  { "seating.again", N_ ("Deal _Again"), { NULL }, FALSE, SYNDICATES },
  { "seating.next-round", N_ ("_Next Round"), { NULL }, FALSE, SYNDICATES },
  { "seating.add", N_ ("Add S_yndicate"), { NULL }, FALSE, SYNDICATES },
  { "seat.rapporteur", N_ ("Make the Person _Rapporteur, or Not"), { "r" }, TRUE, SYNDICATES },
  { "seat.facilitator", N_ ("Make the Person _Facilitator, or Not"), { "f" }, TRUE, SYNDICATES },
  { "seat.pin", N_ ("_Pin the Person to the Syndicate, or Not"), { "p" }, TRUE, SYNDICATES },
  { "seat.out",
    N_ ("_Take the Person Out of the Syndicate"),
    { "Delete", "KP_Delete", "BackSpace" },
    TRUE,
    SYNDICATES },
  { "seat.menu", N_ ("_Move the Person…"), { "<Shift>F10", "Menu" }, TRUE, SYNDICATES },
  { "card.close", N_ ("_Close: Its People Join the Others"), { NULL }, FALSE, SYNDICATES },
  { "card.remove", N_ ("_Remove: Its People Lose Their Seats"), { NULL }, FALSE, SYNDICATES },
  { "card.reopen", N_ ("_Open Again"), { NULL }, FALSE, SYNDICATES },
  { "card.earlier", N_ ("_Lower Number"), { NULL }, FALSE, SYNDICATES },
  { "card.later", N_ ("_Higher Number"), { NULL }, FALSE, SYNDICATES },
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
  { "win.plan::details", N_ ("Plan: _Details"), { NULL }, FALSE },
  { "win.plan::programme", N_ ("Plan: P_rogramme"), { NULL }, FALSE },
  { "win.plan::people", N_ ("Plan: Peop_le"), { NULL }, FALSE },
  { "win.plan::syndicates", N_ ("Plan: _Syndicates"), { NULL }, FALSE },
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
  g_autofree char *plain = NULL;
  g_autoptr (GVariant) target = NULL;

  while (action->name != NULL && strcmp (action->name, name) != 0)
    action++;
  g_return_if_fail (action->name != NULL && g_action_parse_detailed_name (name, &plain, &target, NULL));
  for (guint i = 0; action->keys[i] != NULL; i++)
    {
      g_autoptr (GtkShortcut) shortcut =
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (action->keys[i]), gtk_named_action_new (plain));
      gtk_shortcut_set_arguments (shortcut, target);
      gtk_widget_class_add_shortcut (widget_class, shortcut);
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
