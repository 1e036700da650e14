/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-attendee.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-id.h"
#include "rap-programme.h"
#include "rap-voice.h"

#define SAY(row, format, text) RAP_IMPORT_SAY (&(row)->cells, format, text)

/* Words for one thing, parted by `|` */
typedef struct
{
  const char *meaning;
  const char *words;
} Words;

static const Words statuses[] = {
  { "registered", "registered|attending|going|yes|confirmed|approved|accepted|paid|completed|complete|active|pending|"
                  "approval pending|unpaid|partially refunded|free|no show|invited|angemeldet|bestätigt|bezahlt|"
                  "ausstehend|zugesagt|offen" },
  { "cancelled", "cancelled|canceled|not attending|refunded|fully refunded|declined|expired|deleted|void|rejected|"
                 "not going|no|storniert|abgesagt|abgelehnt|erstattet|abgelaufen" },
  { "came", "came|checked in|attended|present|arrived|anwesend|eingecheckt|teilgenommen" },
  { "walked_in", "walked in|walk in|at the door|abendkasse" },
};

static const Words consents[] = {
  { "no", "no|none|not to be quoted|nein|n|false|0" },
  { "anonymously",
    "anonymously|anonymous|anonym|without name|ohne namen|may be quoted, no name|may be quoted no name" },
  { "by_name", "by name|named|with name|mit namen" },
};

static const Words roles[] = {
  { "attendee", "attendee|participant|delegate|guest|visitor|teilnehmer|teilnehmerin|teilnehmende|gast" },
  { "speaker", "speaker|presenter|referent|referentin|vortragender|vortragende" },
  { "organiser", "organiser|organizer|host|staff|veranstalter|veranstalterin" },
  { "facilitator", "facilitator|moderator|moderatorin" },
  { "rapporteur", "rapporteur" },
  { "member", "member|mitglied" },
};

static const char yes_words[] = "yes|y|true|1|ja|j|x";
static const char no_words[] = "no|n|false|0|nein|-";

static gboolean
is_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* In lower case, `_` and `-` being blanks. */
static char *
fold_word (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  char *folded = g_utf8_casefold (normal, -1);

  for (char *p = folded; *p != '\0'; p++)
    if ((*p == '_' || *p == '-') && p[1] != '\0')
      *p = ' ';
  return folded;
}

static const char *
find_meaning (const Words *table, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (is_word (table[i].words, word))
      return table[i].meaning;
  return NULL;
}

/* A name on one line, each run of white space being one blank. */
static char *
read_name_part (RapImportAttendee *self, GString *part, const char *text)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", text, 0, 0);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (part, part->len > 0 ? " %s" : "%s", words[i]);
  if (g_utf8_strlen (part->str, -1) <= RAP_IMPORT_NAME_MAX_CHARS)
    return NULL;
  g_string_truncate (part, 0);
  return rap_import_cells_say (&self->cells, _ ("the text is too long for a name"));
}

#define READ_NAME_PART(member)                                                                                         \
  static char *read_##member (gpointer target, const char *text, gsize len)                                            \
  {                                                                                                                    \
    RapImportAttendee *self = target;                                                                                  \
    return read_name_part (self, self->member, text);                                                                  \
  }

READ_NAME_PART (name)
READ_NAME_PART (first_name)
READ_NAME_PART (last_name)
READ_NAME_PART (affiliation)

static char *
read_id (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  gboolean exact;
  gint64 id;
  char kind;

  if (!rap_id_parse (text, (gssize) len, &kind, &id, &exact) || id == 0 ||
      (kind != RAP_ID_ROLE && kind != RAP_ID_ATTENDANCE))
    return NULL;
  self->own = TRUE;
  self->cells.guarded = !exact;
  if (kind == RAP_ID_ROLE)
    self->role_id = id;
  else
    self->attendance_id = id;
  return NULL;
}

static char *
read_attendance_id (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  gint64 id;
  char kind;

  if (rap_id_parse (text, (gssize) len, &kind, &id, NULL) && id != 0 && kind == RAP_ID_ATTENDANCE)
    self->attendance_id = id;
  return NULL;
}

static char *
read_seminar_id (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;

  return rap_import_places_read_seminar (self->places, &self->cells, text, len, FALSE);
}

static char *
read_email (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || at[1] == '\0' || strpbrk (text, " \t\r\n,;") != NULL)
    return SAY (self, _ ("“%s” is not an e-mail address"), text);
  return read_name_part (self, self->email, text);
}

static char *
read_status (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  g_autofree char *word = fold_word (text);

  self->status = find_meaning (statuses, G_N_ELEMENTS (statuses), word);
  return self->status != NULL ? NULL
                              : SAY (self, _ ("“%s” is not a status (registered, cancelled, came, walked_in)"), text);
}

/* Of a column for those who came only: yes, or when they did. */
static char *
read_came (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  g_autofree char *word = fold_word (text);

  if (is_word (no_words, word))
    return NULL;
  if (!is_word (yes_words, word) && strpbrk (text, "0123456789") == NULL)
    return SAY (self, _ ("“%s” does not say whether somebody came"), text);
  self->came = TRUE;
  return NULL;
}

static char *
read_consent (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  g_autofree char *word = fold_word (text);

  self->consent = find_meaning (consents, G_N_ELEMENTS (consents), word);
  if (self->consent == NULL && self->consent_given && is_word (yes_words, word))
    self->consent = "by_name";
  self->unclear_consent = self->consent == NULL;
  return NULL;
}

static char *
read_role (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;
  g_autofree char *word = fold_word (text);

  self->role = find_meaning (roles, G_N_ELEMENTS (roles), word);
  self->unclear_role = self->role == NULL;
  if (g_strcmp0 (self->role, "attendee") == 0)
    self->role = NULL;
  return NULL;
}

static char *
read_session (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;

  return self->role == NULL ? NULL : rap_import_places_read_session (self->places, &self->cells, text, &self->place);
}

static char *
read_syndicate_number (gpointer target, const char *text, gsize len)
{
  RapImportAttendee *self = target;

  if (self->role == NULL)
    return NULL;
  if (self->place == NULL)
    self->place =
        rap_import_places_by_id (self->places, rap_programme_find_session (self->db, self->seminar_id, 0, NULL));
  if (self->place == NULL)
    return rap_import_cells_say (&self->cells, _ ("nothing says which session the syndicate is of"));
  return rap_import_place_read_syndicate (self->place, &self->cells, text, &self->syndicate_id);
}

static void
begin_row (RapImportAttendee *self)
{
  rap_import_cells_begin (&self->cells, self->seminar_id);
  self->own = self->came = self->unclear_consent = self->unclear_role = FALSE;
  self->role_id = self->attendance_id = self->syndicate_id = 0;
  self->status = self->consent = self->role = NULL;
  self->place = NULL;
  g_string_truncate (self->name, 0);
  g_string_truncate (self->first_name, 0);
  g_string_truncate (self->last_name, 0);
  g_string_truncate (self->email, 0);
  g_string_truncate (self->affiliation, 0);
}

/* What the cells of the row say together. Returns: why that is nothing, or NULL */
static char *
settle_row (RapImportAttendee *self)
{
  g_autofree char *folded = NULL;

  if (self->came && g_strcmp0 (self->status, "walked_in") != 0)
    self->status = "came";
  /* in a syndicate, and nobody knows in which: an attendee */
  if (self->syndicate_id == 0 && self->role != NULL &&
      (strcmp (self->role, "facilitator") == 0 || strcmp (self->role, "rapporteur") == 0 ||
       strcmp (self->role, "member") == 0))
    self->role = NULL;
  if (self->role == NULL)
    self->place = NULL;
  if (self->name->len == 0)
    return rap_import_cells_say (&self->cells, _ ("the row has no name"));
  /* what Eventbrite puts for each of both names where the buyer of several tickets was not asked for them */
  folded = fold_word (self->name->str);
  if (strcmp (folded, "info requested") == 0 || strcmp (folded, "info requested info requested") == 0)
    return rap_import_cells_say (&self->cells, _ ("the registration did not ask for the name"));
  return NULL;
}

/* Of one cell, or of two, as far as they were read. */
static void
join_name (RapImportAttendee *self)
{
  if (self->name->len > 0)
    return;
  g_string_append (self->name, self->first_name->str);
  if (self->first_name->len > 0 && self->last_name->len > 0)
    g_string_append_c (self->name, ' ');
  g_string_append (self->name, self->last_name->str);
}

const RapImportField rap_import_attendee_fields[] = {
  { "id", RAP_IMPORT_FIRST, NULL, read_id, NULL },
  { "seminar_id", RAP_IMPORT_FIRST, NULL, read_seminar_id, NULL },
  { "attendance_id", 0, NULL, read_attendance_id, NULL },
  { "name", RAP_IMPORT_REQUIRED | RAP_IMPORT_TEXT,
    "attendee_name full_name participant_name|"
    "participant delegate person teilnehmer teilnehmerin vollständiger_name vor_und_nachname",
    read_name, NULL },
  { "first_name", RAP_IMPORT_REQUIRED | RAP_IMPORT_TEXT,
    "attendee_first_name attendee_name_given_name|firstname first given_name forename vorname|buyer_first_name",
    read_first_name, NULL },
  { "last_name", RAP_IMPORT_REQUIRED | RAP_IMPORT_TEXT,
    "attendee_last_name attendee_surname attendee_name_family_name|"
    "lastname last surname family_name nachname familienname zuname|buyer_last_name",
    read_last_name, NULL },
  { "email", 0,
    "attendee_email attendee_e_mail teilnehmer_e_mail|e_mail mail email_address e_mail_address e_mail_adresse "
    "mailadresse|"
    "buyer_email",
    read_email, NULL },
  { "affiliation", RAP_IMPORT_TEXT,
    "attendee_company company organisation organization institution|"
    "employer firm university organisation_name organization_name company_name firma institut einrichtung unternehmen "
    "hochschule arbeitgeber",
    read_affiliation, NULL },
  { "status", 0, "attendee_status|registration_status rsvp anmeldestatus|order_status", read_status, NULL },
  { "came", 0, "checked_in eingecheckt attended anwesend", read_came, NULL },
  { "consent", 0, NULL, read_consent, NULL },
  { "role", 0, "rolle", read_role, NULL },
  { "session", RAP_IMPORT_TEXT, NULL, read_session, NULL },
  { "syndicate_number", 0, NULL, read_syndicate_number, NULL },
  { "seminar", 0, NULL, NULL, N_ ("the seminar has its own title") },
  { "date", 0, NULL, NULL, N_ ("the seminar has its own date") },
  { NULL, 0, NULL, NULL, NULL },
};

/* Beside what the buyer said there can be what the attendee did. */
static void
prefer_attendees (GPtrArray *columns)
{
  static const char *const better[][2] = {
    { "attendee_email", "email" },
    { "attendee_e_mail", "email" },
    { "attendee_status", "status" },
    { "attendee_company", "affiliation" },
  };

  for (guint i = 0; i < columns->len; i++)
    {
      RapImportColumn *column = columns->pdata[i];
      g_autofree char *folded = rap_import_fold_name (column->name);

      for (guint j = 0; j < G_N_ELEMENTS (better); j++)
        if (column->field == NULL && strcmp (folded, better[j][0]) == 0)
          {
            const int other = rap_import_columns_find (columns, better[j][1]);
            ((RapImportColumn *) columns->pdata[other])->field = NULL; /* there is one, or this one would have it */
            column->field = g_intern_string (better[j][1]);
          }
    }
}

void
rap_import_attendee_settle_guess (GPtrArray *columns)
{
  const int name = rap_import_columns_find (columns, "name"), first = rap_import_columns_find (columns, "first_name"),
            last = rap_import_columns_find (columns, "last_name");
  RapImportColumn *column;
  g_autofree char *folded = NULL;

  prefer_attendees (columns);
  if (name < 0 || first < 0)
    return;
  column = columns->pdata[name];
  folded = rap_import_fold_name (column->name);
  if (last < 0 && strcmp (folded, "name") == 0)
    {
      column->field = g_intern_string ("last_name");
      return;
    }
  ((RapImportColumn *) columns->pdata[first])->field = NULL;
  if (last >= 0)
    ((RapImportColumn *) columns->pdata[last])->field = NULL;
}

RapImportAttendee *
rap_import_attendee_new (RapDb *db, gint64 seminar_id, GPtrArray *columns)
{
  RapImportAttendee *self = g_new0 (RapImportAttendee, 1);
  const int consent = rap_import_columns_find (columns, "consent");

  rap_import_cells_init (&self->cells, rap_import_attendee_fields, columns, self);
  self->db = db;
  self->seminar_id = seminar_id;
  self->places = rap_import_places_new (db, seminar_id);
  self->consent_given = consent >= 0 && ((RapImportColumn *) columns->pdata[consent])->given;
  self->name = g_string_new (NULL);
  self->first_name = g_string_new (NULL);
  self->last_name = g_string_new (NULL);
  self->email = g_string_new (NULL);
  self->affiliation = g_string_new (NULL);
  return self;
}

gboolean
rap_import_attendee_read (RapImportAttendee *self, const RapCsvRow *row, int *column, char **reason)
{
  *reason = NULL;
  begin_row (self);
  *column = rap_import_cells_find_surplus (&self->cells, row, reason);
  if (*reason == NULL)
    *column = rap_import_cells_read (&self->cells, row, TRUE, reason);
  if (*reason == NULL)
    *column = rap_import_cells_read (&self->cells, row, FALSE, reason);
  join_name (self);
  if (*reason != NULL)
    return FALSE;
  *reason = settle_row (self);
  if (*reason == NULL)
    return TRUE;
  *column = rap_import_columns_find (self->cells.columns, "name");
  if (*column < 0)
    *column = rap_import_columns_find (self->cells.columns, "first_name");
  if (*column < 0)
    *column = rap_import_columns_find (self->cells.columns, "last_name");
  return FALSE;
}

void
rap_import_attendee_free (RapImportAttendee *self)
{
  rap_import_cells_clear (&self->cells);
  rap_import_places_free (self->places);
  g_string_free (self->name, TRUE);
  g_string_free (self->first_name, TRUE);
  g_string_free (self->last_name, TRUE);
  g_string_free (self->email, TRUE);
  g_string_free (self->affiliation, TRUE);
  g_free (self);
}
