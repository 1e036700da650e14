/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-export-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-id.h"

#define SEMINAR_COLUMNS                                                                                                \
  { "seminar_id", RAP_COLUMN_ID, RAP_ID_SEMINAR, N_ ("The seminar") },                                                 \
      { "seminar", RAP_COLUMN_TEXT, 0, N_ ("Title of the seminar") },                                                  \
  {                                                                                                                    \
    "date", RAP_COLUMN_DAY, 0, N_ ("Day of the seminar")                                                               \
  }

static const RapExportColumn points[] = {
  { "id", RAP_COLUMN_ID, RAP_ID_POINT, N_ ("The point") },
  SEMINAR_COLUMNS,
  { "session_id", RAP_COLUMN_ID, RAP_ID_SESSION, N_ ("The session in which it was said") },
  { "session", RAP_COLUMN_TEXT, 0, N_ ("Title of the session, if it has one") },
  { "syndicate_number", RAP_COLUMN_INT, 0, N_ ("Number of the syndicate that said it; empty for others") },
  { "syndicate", RAP_COLUMN_TEXT, 0, N_ ("Name of the syndicate, if it has one") },
  { "brief", RAP_COLUMN_TEXT, 0, N_ ("The question that the syndicate was given") },
  { "kind", RAP_COLUMN_TEXT, 0, N_ ("insight, question, action, quote or example") },
  { "point", RAP_COLUMN_TEXT, 't', N_ ("What was said; [name] stands for a person who may not be named") },
  { "themes", RAP_COLUMN_TEXT, 0, N_ ("Its themes") },
  { "attributed_to", RAP_COLUMN_NAMES, 'a', N_ ("Who said it, as far as that may be told") },
  { "starred", RAP_COLUMN_FLAG, 0, N_ ("Whether it was starred") },
  { "agreed", RAP_COLUMN_INT, 0, N_ ("How many in the room agreed") },
  { "raised_by", RAP_COLUMN_INT, 0,
    N_ ("How many different syndicates raised it: with its originals, and with those that said it too") },
  { "to_check", RAP_COLUMN_FLAG, 0, N_ ("Whether it is to be checked with the rapporteur") },
  { "merged_into", RAP_COLUMN_ID, RAP_ID_POINT, N_ ("The point that stands for it and others that say the same") },
  { "action_owner", RAP_COLUMN_NAMES, 'o', N_ ("Who does it, as far as that may be told") },
  { "action_due", RAP_COLUMN_DAY, 0, N_ ("Until when it is to be done") },
  { "action_done", RAP_COLUMN_TIME, 0, N_ ("When it was done") },
  { "recorded_at", RAP_COLUMN_TIME, 0, N_ ("When it was recorded") },
  { NULL },
};

static const RapExportColumn syndicates[] = {
  { "id", RAP_COLUMN_ID, RAP_ID_SYNDICATE, N_ ("The syndicate") },
  SEMINAR_COLUMNS,
  { "session", RAP_COLUMN_TEXT, 0, N_ ("Title of the session, if it has one") },
  { "syndicate_number", RAP_COLUMN_INT, 0, N_ ("Number of the syndicate") },
  { "syndicate", RAP_COLUMN_TEXT, 0, N_ ("Name of the syndicate, if it has one") },
  { "brief", RAP_COLUMN_TEXT, 0, N_ ("The question that the syndicate was given") },
  { "facilitator", RAP_COLUMN_NAMES, 'f', N_ ("Who led the talk, with consent") },
  { "rapporteur", RAP_COLUMN_NAMES, 'r', N_ ("Who reported back, with consent") },
  { "members", RAP_COLUMN_MEMBERS, 'm',
    N_ ("Members who consented to be named; where names may not be told or are not known, how many members there "
        "are") },
  { "points", RAP_COLUMN_INT, 0, N_ ("How many points it made, of any kind") },
  { "questions", RAP_COLUMN_INT, 0, N_ ("How many of them are questions") },
  { "actions", RAP_COLUMN_INT, 0, N_ ("How many of them are actions") },
  { "quotes", RAP_COLUMN_INT, 0, N_ ("How many of them are quotes") },
  { "starred", RAP_COLUMN_INT, 0, N_ ("How many of them are starred") },
  { "themes", RAP_COLUMN_TEXT, 0, N_ ("The themes of its points") },
  { NULL },
};

static const RapExportColumn themes[] = {
  { "id", RAP_COLUMN_ID, RAP_ID_THEME, N_ ("The theme: the same in every seminar") },
  SEMINAR_COLUMNS,
  { "theme", RAP_COLUMN_TEXT, 0, N_ ("Name of the theme") },
  { "headline", RAP_COLUMN_TEXT, 0, N_ ("Its headline in the write-up of this seminar") },
  { "points", RAP_COLUMN_INT, 0, N_ ("How many points it has, merged ones counted by their originals") },
  { "raised_by", RAP_COLUMN_INT, 0, N_ ("How many different syndicates raised it") },
  { "syndicates", RAP_COLUMN_TEXT, 0, N_ ("These syndicates: their names, or numbers where they have none") },
  { "starred", RAP_COLUMN_INT, 0, N_ ("How many of its points are starred") },
  { "quotes", RAP_COLUMN_INT, 0, N_ ("How many of its points are quotes") },
  { "first_point", RAP_COLUMN_TEXT, 't', N_ ("The point that was said first") },
  { NULL },
};

static const RapExportColumn actions[] = {
  { "id", RAP_COLUMN_ID, RAP_ID_POINT, N_ ("The point that is the action") },
  SEMINAR_COLUMNS,
  { "action", RAP_COLUMN_TEXT, 't', N_ ("What is to be done") },
  { "owner", RAP_COLUMN_NAMES, 'o', N_ ("Who does it, with consent") },
  { "due", RAP_COLUMN_DAY, 0, N_ ("Until when it is to be done") },
  { "done", RAP_COLUMN_TIME, 0, N_ ("When it was done") },
  { "syndicate", RAP_COLUMN_TEXT, 0, N_ ("Name of the syndicate that said it, or its number if it has none") },
  { NULL },
};

static const RapExportColumn people[] = {
  { "id", RAP_COLUMN_ID, 0, N_ ("The role, or the attendance of somebody without one") },
  SEMINAR_COLUMNS,
  { "role", RAP_COLUMN_TEXT, 0, N_ ("speaker, organiser, facilitator, rapporteur, member or attendee") },
  { "name", RAP_COLUMN_TEXT, 0, N_ ("Name of the person") },
  { "affiliation", RAP_COLUMN_TEXT, 0, N_ ("Affiliation at the time") },
  { "syndicate_number", RAP_COLUMN_INT, 0, N_ ("Number of the syndicate") },
  { "session", RAP_COLUMN_TEXT, 0, N_ ("Title of the session") },
  { "attendance_id", RAP_COLUMN_ID, RAP_ID_ATTENDANCE, N_ ("The attendance: the same for all roles of a person") },
  { NULL },
};

static const RapExportColumn seminars[] = {
  { "id", RAP_COLUMN_ID, RAP_ID_SEMINAR, N_ ("The seminar") },
  { "seminar", RAP_COLUMN_TEXT, 0, N_ ("Title of the seminar") },
  { "series", RAP_COLUMN_TEXT, 0, N_ ("The series that it belongs to") },
  { "date", RAP_COLUMN_DAY, 0, N_ ("Day of the seminar") },
  { "venue", RAP_COLUMN_TEXT, 0, N_ ("Where it was") },
  { "host", RAP_COLUMN_TEXT, 0, N_ ("Who held it") },
  { "speakers", RAP_COLUMN_TEXT, 0, N_ ("Speakers of its programme") },
  { "syndicates", RAP_COLUMN_INT, 0, N_ ("How many syndicates it had") },
  { "points", RAP_COLUMN_INT, 0, N_ ("How many points were made, merged ones counted by their originals") },
  { "attendees", RAP_COLUMN_INT, 0, N_ ("How many people registered or walked in, less those who cancelled") },
  { "came", RAP_COLUMN_INT, 0, N_ ("How many are known to have come") },
  { "responses", RAP_COLUMN_INT, 0, N_ ("How many feedback forms came back") },
  { "response_rate", RAP_COLUMN_REAL, 0, N_ ("Responses divided by those who came") },
  { "nps", RAP_COLUMN_REAL, 0, N_ ("Net promoter score, where that was asked") },
  { NULL },
};

const RapExportTable rap_export_tables[] = {
  { "points", "seminar_id", "[\"id\"]", N_ ("One row per point"), points },
  { "syndicates", "seminar_id", "[\"id\"]", N_ ("One row per syndicate"), syndicates },
  { "themes", "seminar_id", "[\"seminar_id\",\"id\"]", N_ ("One row per theme of a seminar"), themes },
  { "actions", "seminar_id", "[\"id\"]", N_ ("One row per action"), actions },
  { "people", "seminar_id", "[\"id\"]", N_ ("One row per person and role"), people },
  { "seminars", "id", "[\"id\"]", N_ ("One row per seminar"), seminars },
  { NULL },
};

const RapExportTable *
rap_export_table_find (const char *name)
{
  for (const RapExportTable *table = rap_export_tables; table->name != NULL; table++)
    if (strcmp (table->name, name) == 0)
      return table;
  return NULL;
}
