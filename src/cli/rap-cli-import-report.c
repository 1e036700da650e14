/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli-import-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-cli-output.h"
#include "rap-cli.h"

#define MAX_SHOWN 20
#define PREVIEW_PAGE 500

/* What to do about a field that rows are rejected for, because the archive does not know what they say; %s is the
 * column as it has to be typed. */
typedef struct
{
  const char *field;
  const char *way_out;
} WayOut;

static const WayOut point_ways_out[] = {
  { "attributed_to", N_ ("To import the points without these names: --map %s=ignore") },
  { "action_owner", N_ ("To import the actions without their owners: --map %s=ignore") },
  { "session", N_ ("To put all points into one session: --session N") },
  { "syndicate", N_ ("To give all points to the plenary: --map %s=ignore") },
  { "syndicate_number", N_ ("To import the points without these numbers: --map %s=ignore") },
};

static const WayOut attendee_ways_out[] = {
  { "email", N_ ("To import the people without these addresses: --map %s=ignore") },
  { "status", N_ ("To import all of them as registered: --map %s=ignore") },
  { "came", N_ ("To import the people without this: --map %s=ignore") },
  { "session", N_ ("To import the people without these sessions: --map %s=ignore") },
  { "syndicate_number", N_ ("To import the people without their syndicates: --map %s=ignore") },
};

static const RapOutputColumn map_columns[] = {
  { "column", N_ ("Column") },
  { "field", N_ ("Field") },
  { "example", N_ ("Example") },
  { NULL },
};

static const RapOutputColumn preview_columns[] = {
  { "line", N_ ("Line") },
  { "what", N_ ("What happens") },
  { "name", N_ ("Name") },
  { "detail", N_ ("Detail") },
  { NULL },
};

static char *
describe_place (const RapImportRejected *row)
{
  return row->column != NULL ? g_strdup_printf (_ ("line %u, column “%s”"), (guint) row->line, row->column)
                             : g_strdup_printf (_ ("line %u"), (guint) row->line);
}

static void
print_clean (char *text)
{
  g_autofree char *given = text;
  g_autofree char *clean = rap_output_clean (given);

  rap_output_print ("%s\n", clean);
}

/* All rejected rows again, by why they are. */
static void
print_reasons (GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const RapImportReason *reason = reasons->pdata[i];

      print_clean (reason->column != NULL ? g_strdup_printf (ngettext ("  %u row: column “%s”: %s",
                                                                       "  %u rows: column “%s”: %s", reason->rows),
                                                             reason->rows, reason->column, reason->reason)
                                          : g_strdup_printf (ngettext ("  %u row: %s", "  %u rows: %s", reason->rows),
                                                             reason->rows, reason->reason));
    }
}

static const char *
find_way_out (RapImport *import, const char *field)
{
  const gboolean attendees = rap_import_get_kind (import) == RAP_IMPORT_ATTENDEES;
  const WayOut *ways_out = attendees ? attendee_ways_out : point_ways_out;
  const gsize n = attendees ? G_N_ELEMENTS (attendee_ways_out) : G_N_ELEMENTS (point_ways_out);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (field, ways_out[i].field) == 0)
      return ways_out[i].way_out;
  return NULL;
}

/* Once for each field, though it may have several reasons. */
static void
print_ways_out (RapImport *import)
{
  GPtrArray *reasons = rap_import_get_reasons (import);

  for (guint i = 0; i < reasons->len; i++)
    {
      const RapImportReason *reason = reasons->pdata[i];
      const char *way_out = find_way_out (import, reason->field);
      const char *signs = "abcdefghijklmnopqrstuvwxyz_";
      g_autofree char *column = NULL;
      g_autoptr (GString) line = NULL;
      gboolean told = FALSE;

      for (guint j = 0; j < i; j++)
        told |= ((RapImportReason *) reasons->pdata[j])->field == reason->field;
      if (way_out == NULL || told)
        continue;
      column = reason->column[strspn (reason->column, signs)] == '\0' ? g_strdup (reason->column)
                                                                      : g_shell_quote (reason->column);
      line = g_string_new (_ (way_out));
      g_string_replace (line, "%s", column, 1);
      print_clean (g_strdup (line->str));
    }
}

static char *
describe_fate (const RapImportRowPreview *row)
{
  switch (row->fate)
    {
    case RAP_IMPORT_FATE_FRESH:
      return g_strdup (C_ ("import", "new"));
    case RAP_IMPORT_FATE_KNOWN:
      return g_strdup (C_ ("import", "known, attends"));
    case RAP_IMPORT_FATE_UPDATED:
      return g_strdup (C_ ("import", "update"));
    case RAP_IMPORT_FATE_DELETED:
      return g_strdup (C_ ("import", "deleted since"));
    case RAP_IMPORT_FATE_ELSEWHERE:
      return g_strdup (C_ ("import", "of another seminar"));
    case RAP_IMPORT_FATE_REJECTED:
      return g_strdup (C_ ("import", "rejected"));
    case RAP_IMPORT_FATE_MISSING:
      return g_strdup (row->chosen ? C_ ("import", "cancel") : C_ ("import", "missing"));
    case RAP_IMPORT_FATE_PRESENT:
    default:
      return row->same_as != 0 ? g_strdup_printf (_ ("the same as line %u"), (guint) row->same_as)
                               : g_strdup (C_ ("import", "nothing new"));
    }
}

/* What is changed, why it is rejected, or else who it is. */
static char *
describe_row (const RapImportRowPreview *row)
{
  const gboolean rejected = row->fate == RAP_IMPORT_FATE_REJECTED;
  g_autoptr (GString) text = g_string_new (NULL);

  if (rejected && row->column != NULL)
    {
      g_string_append_printf (text, _ ("column “%s”"), row->column);
      g_string_append (text, ": ");
    }
  if (rejected)
    g_string_append (text, row->reason);
  for (guint i = 0; i < row->changes->len; i++)
    {
      const RapImportChange *change = row->changes->pdata[i];
      g_string_append_printf (text, change->old != NULL ? "%s%s: %s → %s" : "%s%s:%s %s", i > 0 ? "; " : "",
                              change->field, change->old != NULL ? change->old : "", change->value);
      if (change->by_hand)
        g_string_append_printf (text, " (%s)", _ ("typed by hand"));
    }
  return g_strdup (text->len > 0 ? text->str : row->detail);
}

gboolean
rap_cli_import_print_map (RapImport *import, GError **error)
{
  GPtrArray *columns = rap_import_get_columns (import);
  g_autoptr (RapOutput) output = rap_output_new (RAP_OUTPUT_TABLE, map_columns);
  const char delimiter = rap_import_get_delimiter (import);
  const char name[] = { delimiter, '\0' };
  gboolean guessed;
  const char *encoding = rap_import_get_encoding (import, &guessed);

  rap_output_print (guessed ? _ ("Encoding %s (guessed), delimiter %s\n") : _ ("Encoding %s, delimiter %s\n"), encoding,
                    delimiter == '\t' ? C_ ("delimiter", "tab") : name);
  for (guint i = 0; i < columns->len; i++)
    {
      const RapImportColumn *column = columns->pdata[i];
      const char *why = rap_import_why_ignored (import, column->field);
      g_autofree char *ignored = why != NULL ? g_strdup_printf (_ ("ignored: %s"), why) : NULL;

      rap_output_text (output, column->name);
      rap_output_text (output, ignored != NULL ? ignored : column->field != NULL ? column->field : "ignore");
      rap_output_text (output, column->examples[0]);
    }
  return rap_output_end (output, error);
}

gboolean
rap_cli_import_print_preview (RapImport *import, GError **error)
{
  g_autoptr (RapOutput) output = rap_output_new (RAP_OUTPUT_TABLE, preview_columns);
  guint n = PREVIEW_PAGE;

  for (guint at = 0; n == PREVIEW_PAGE; at += n)
    {
      g_autoptr (GPtrArray) page = rap_import_get_preview (import, RAP_IMPORT_FATE_ANY, at, PREVIEW_PAGE, error);

      if (page == NULL)
        return FALSE;
      n = page->len;
      for (guint i = 0; i < n; i++)
        {
          const RapImportRowPreview *row = page->pdata[i];
          g_autofree char *what = describe_fate (row);
          g_autofree char *detail = describe_row (row);

          if (row->line > 0)
            rap_output_int (output, (gint64) row->line);
          else
            rap_output_text (output, NULL);
          rap_output_text (output, what);
          rap_output_text (output, row->text);
          rap_output_text (output, detail);
        }
    }
  return rap_output_end (output, error);
}

void
rap_cli_import_print_rejected (RapImport *import, gboolean previewed)
{
  GPtrArray *rejected = rap_import_get_rejected (import), *reasons = rap_import_get_reasons (import);
  const guint n = rap_import_get_counts (import)->rejected, shown = MIN (rejected->len, MAX_SHOWN);

  for (guint i = 0; !previewed && i < shown; i++)
    {
      const RapImportRejected *row = rejected->pdata[i];
      g_autofree char *where = describe_place (row);

      print_clean (g_strdup_printf (_ ("Rejected: %s: %s"), where, row->reason));
    }
  if (!previewed && n > shown)
    {
      rap_output_print (ngettext ("and %u more row. In all:\n", "and %u more rows. In all:\n", n - shown), n - shown);
      print_reasons (reasons);
    }
  print_ways_out (import);
  if (rap_import_get_counts (import)->unsure > 0)
    rap_output_print ("%s\n", _ ("To take those who are not told from others for new people: --new-people"));
}

gboolean
rap_cli_import_refuse_rejected (RapImport *import, GError **error)
{
  const guint n = rap_import_get_counts (import)->rejected;
  const RapImportRejected *first;
  g_autofree char *where = NULL;
  g_autofree char *reason = NULL;

  if (n == 0)
    return TRUE;
  first = rap_import_get_rejected (import)->pdata[0];
  where = describe_place (first);
  reason = g_strdup_printf (ngettext ("%u row was rejected, as told above: %s",
                                      "%u rows were rejected, as told above, the first being %s", n),
                            n, where);
  return rap_import_refuse (import, RAP_ERROR_BAD_VALUE, reason, error);
}

void
rap_cli_import_print_counts (RapImport *import)
{
  const RapImportCounts *counts = rap_import_get_counts (import);

  rap_output_print (ngettext ("%u new", "%u new", counts->fresh), counts->fresh);
  if (counts->updated > 0)
    rap_output_print (ngettext (", %u updated", ", %u updated", counts->updated), counts->updated);
  if (counts->present > 0)
    rap_output_print (ngettext (", %u already there", ", %u already there", counts->present), counts->present);
  if (counts->deleted > 0)
    rap_output_print (ngettext (", %u deleted since", ", %u deleted since", counts->deleted), counts->deleted);
  if (counts->elsewhere > 0)
    rap_output_print (ngettext (", %u of another seminar", ", %u of other seminars", counts->elsewhere),
                      counts->elsewhere);
  if (counts->cancelled > 0)
    rap_output_print (ngettext (", %u cancelled", ", %u cancelled", counts->cancelled), counts->cancelled);
  if (counts->rejected > 0)
    rap_output_print (ngettext (", %u rejected", ", %u rejected", counts->rejected), counts->rejected);
  rap_output_print ("\n");
  if (counts->names_dropped > 0)
    rap_cli_note (ngettext ("note: %u name was left out; its session is held under the Chatham House Rule.",
                            "note: %u names were left out; their sessions are held under the Chatham House Rule.",
                            counts->names_dropped),
                  counts->names_dropped);
}

void
rap_cli_import_print_notes (RapImport *import, gboolean cancel_missing)
{
  const RapImportCounts *counts = rap_import_get_counts (import);

  if (counts->missing > 0 && !cancel_missing)
    rap_cli_note (ngettext ("note: %u person from an earlier file is not in this one; --cancel-missing cancels.",
                            "note: %u people from an earlier file are not in this one; --cancel-missing cancels them.",
                            counts->missing),
                  counts->missing);
  if (counts->unclear_consents > 0)
    rap_cli_note (ngettext ("note: %u consent is not understood, so is none.",
                            "note: %u consents are not understood, so are none.", counts->unclear_consents),
                  counts->unclear_consents);
  if (counts->unclear_roles > 0)
    rap_cli_note (ngettext ("note: %u role is not understood, so is that of an attendee.",
                            "note: %u roles are not understood, so are those of attendees.", counts->unclear_roles),
                  counts->unclear_roles);
}
