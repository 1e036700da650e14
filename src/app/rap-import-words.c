/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-words.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

typedef struct
{
  const char *name;
  const char *title;
} Field;

/* Of both kinds, in the order in which they are offered */
static const Field fields[] = {
  { "ignore", NC_ ("import", "Not kept") },
  { "point", NC_ ("import", "Point") },
  { "name", NC_ ("import", "Name") },
  { "first_name", NC_ ("import", "First name") },
  { "last_name", NC_ ("import", "Last name") },
  { "email", NC_ ("import", "E-mail") },
  { "affiliation", NC_ ("import", "Affiliation") },
  { "status", NC_ ("import", "Status") },
  { "came", NC_ ("import", "Came") },
  { "consent", NC_ ("import", "Consent") },
  { "role", NC_ ("import", "Role") },
  { "kind", NC_ ("import", "Kind") },
  { "themes", NC_ ("import", "Themes") },
  { "session", NC_ ("import", "Session") },
  { "syndicate_number", NC_ ("import", "Syndicate number") },
  { "syndicate", NC_ ("import", "Syndicate") },
  { "attributed_to", NC_ ("import", "Said by") },
  { "starred", NC_ ("import", "Starred") },
  { "agreed", NC_ ("import", "Agreed") },
  { "to_check", NC_ ("import", "To check") },
  { "action_owner", NC_ ("import", "Action’s owner") },
  { "action_due", NC_ ("import", "Action due") },
  { "action_done", NC_ ("import", "Action done") },
  { "recorded_at", NC_ ("import", "Time") },
  { "merged_into", NC_ ("import", "Merged into") },
  { "id", NC_ ("import", "Id") },
  { "attendance_id", NC_ ("import", "Attendance’s id") },
  { "session_id", NC_ ("import", "Session’s id") },
  { "seminar_id", NC_ ("import", "Seminar’s id") },
};

static gsize
find_field (const char *name)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (fields) && !g_str_equal (fields[i].name, name))
    i++;
  return i;
}

static int
compare_fields (const void *a, const void *b)
{
  const gsize one = find_field (*(char *const *) a), other = find_field (*(char *const *) b);

  return (one > other) - (one < other);
}

static void G_GNUC_PRINTF (3, 4) append (GString *list, const char *separator, const char *format, ...)
{
  va_list values;

  if (list->len > 0)
    g_string_append (list, separator);
  va_start (values, format);
  g_string_append_vprintf (list, format, values);
  va_end (values);
}

const char *
rap_import_words_field (const char *field)
{
  const gsize i = find_field (field);

  return i < G_N_ELEMENTS (fields) ? g_dpgettext2 (NULL, "import", fields[i].title) : field;
}

void
rap_import_words_sort_fields (GStrv names)
{
  qsort (names, g_strv_length (names), sizeof *names, compare_fields);
}

char *
rap_import_words_fate (const RapImportRowPreview *row)
{
  switch (row->fate)
    {
    case RAP_IMPORT_FATE_FRESH:
      return g_strdup (C_ ("import", "New"));
    case RAP_IMPORT_FATE_KNOWN:
      return g_strdup (C_ ("import", "Known, attends"));
    case RAP_IMPORT_FATE_UPDATED:
      return g_strdup (row->chosen ? C_ ("import", "Change") : C_ ("import", "Left as is"));
    case RAP_IMPORT_FATE_DELETED:
      return g_strdup (C_ ("import", "Deleted since"));
    case RAP_IMPORT_FATE_ELSEWHERE:
      return g_strdup (C_ ("import", "In another seminar"));
    case RAP_IMPORT_FATE_REJECTED:
      return g_strdup (C_ ("import", "Rejected"));
    case RAP_IMPORT_FATE_MISSING:
      return g_strdup (row->chosen ? C_ ("import", "Cancel") : C_ ("import", "Not in this file"));
    case RAP_IMPORT_FATE_PRESENT:
    default:
      return row->same_as != 0 ? g_strdup_printf (_ ("Same as line %u"), (guint) row->same_as)
                               : g_strdup (C_ ("import", "Nothing new"));
    }
}

char *
rap_import_words_details (const RapImportRowPreview *row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->line > 0)
    append (text, "", _ ("line %u"), (guint) row->line);
  if (row->fate == RAP_IMPORT_FATE_REJECTED && row->column != NULL)
    append (text, ", ", _ ("column “%s”"), row->column);
  if (row->detail != NULL)
    append (text, " · ", "%s", row->detail);
  for (guint i = 0; i < row->changes->len; i++)
    {
      const RapImportChange *change = row->changes->pdata[i];
      const char *field = rap_import_words_field (change->field);

      if (change->old == NULL)
        append (text, " · ", "%s: %s", field, change->value);
      else if (change->by_hand)
        /* Translators: Affiliation: what was typed by hand → what the file says */
        append (text, " · ", _ ("%s: %s (typed by hand) → %s"), field, change->old, change->value);
      else
        append (text, " · ", "%s: %s → %s", field, change->old, change->value);
    }
  return g_strdup (text->str);
}

char *
rap_import_words_counts (const RapImportCounts *counts)
{
  const guint proposed = counts->missing - counts->cancelled;
  g_autoptr (GString) text = g_string_new (NULL);

  if (counts->fresh > 0)
    append (text, ", ", ngettext ("%u new", "%u new", counts->fresh), counts->fresh);
  if (counts->changed > 0)
    append (text, ", ", ngettext ("%u change", "%u changes", counts->changed), counts->changed);
  if (counts->cancelled > 0)
    append (text, ", ", ngettext ("%u cancellation", "%u cancellations", counts->cancelled), counts->cancelled);
  if (text->len == 0)
    g_string_append (text, _ ("Nothing new"));
  if (proposed > 0)
    append (text, ", ", ngettext ("%u proposed cancellation", "%u proposed cancellations", proposed), proposed);
  if (counts->present > 0)
    append (text, ", ", ngettext ("%u already there", "%u already there", counts->present), counts->present);
  if (counts->deleted > 0)
    append (text, ", ", ngettext ("%u deleted since", "%u deleted since", counts->deleted), counts->deleted);
  if (counts->elsewhere > 0)
    append (text, ", ", ngettext ("%u of another seminar", "%u of other seminars", counts->elsewhere),
            counts->elsewhere);
  if (counts->rejected > 0)
    append (text, ", ", ngettext ("%u rejected", "%u rejected", counts->rejected), counts->rejected);
  return g_strdup (text->str);
}

char *
rap_import_words_notes (const RapImportCounts *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (counts->names_dropped > 0)
    append (text, "\n",
            ngettext ("%u name is left out: its session is held under the Chatham House Rule.",
                      "%u names are left out: their sessions are held under the Chatham House Rule.",
                      counts->names_dropped),
            counts->names_dropped);
  if (counts->unclear_consents > 0)
    append (text, "\n",
            ngettext ("%u consent is not understood, so is none.", "%u consents are not understood, so are none.",
                      counts->unclear_consents),
            counts->unclear_consents);
  if (counts->unclear_roles > 0)
    append (text, "\n",
            ngettext ("%u role is not understood, so is that of an attendee.",
                      "%u roles are not understood, so are those of attendees.", counts->unclear_roles),
            counts->unclear_roles);
  return g_strdup (text->str);
}
