/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point.h"

#define AT(member) G_STRUCT_OFFSET (RapPoint, member)
/* A list of names has one a line; a name may hold line ends of its own */
#define ONE_A_LINE(entry) "group_concat(replace(replace(" entry ",char(13),' '),char(10),' '),char(10))"

static const RapField fields[] = {
  { "session_id", RAP_FIELD_REF, AT (session_id), NULL },
  { "voice", RAP_FIELD_TEXT, AT (voice), NULL },
  { "syndicate_id", RAP_FIELD_REF, AT (syndicate_id), NULL },
  { "speaker_id", RAP_FIELD_REF, AT (speaker_id), NULL },
  { "kind", RAP_FIELD_TEXT, AT (kind), NULL },
  { "text", RAP_FIELD_TEXT, AT (text), NULL },
  { "starred", RAP_FIELD_BOOL, AT (starred), NULL },
  { "agreed", RAP_FIELD_INT, AT (agreed), NULL },
  { "to_check", RAP_FIELD_BOOL, AT (to_check), NULL },
  { "due", RAP_FIELD_TEXT, AT (due), NULL },
  { "done_at", RAP_FIELD_REF, AT (done_at), NULL },
  { "merged_into", RAP_FIELD_REF, AT (merged_into), NULL },
  { "recorded_at", RAP_FIELD_INT, AT (recorded_at), NULL },
  /* a syndicate's own number, or a speaker's place among the speakers of the talk */
  { "number", RAP_FIELD_INT, AT (number),
    "CASE voice WHEN 'syndicate' THEN (SELECT number FROM syndicate WHERE syndicate.id = point.syndicate_id)"
    " WHEN 'speaker' THEN (SELECT count(*) FROM role JOIN (SELECT role.position AS p, role.id AS i FROM role"
    "  JOIN attendance ON attendance.id = attendance_id WHERE role.session_id = point.session_id"
    "  AND role.kind = 'speaker' AND person_id = point.speaker_id LIMIT 1)"
    " WHERE role.session_id = point.session_id AND role.kind = 'speaker' AND (role.position, role.id) <= (p, i)) END" },
  { "themes", RAP_FIELD_TEXT, AT (themes),
    "(SELECT " ONE_A_LINE ("name") " FROM (SELECT name FROM point_theme JOIN theme ON theme.id=theme_id WHERE "
                                   "point_id=point.id ORDER BY position))" },
  { "people", RAP_FIELD_TEXT, AT (people),
    "(SELECT " ONE_A_LINE ("relation||' '||name") " FROM (SELECT relation,name FROM point_person JOIN person ON "
                                                  "person.id=person_id WHERE point_id=point.id ORDER BY name))" },
  { "echoes", RAP_FIELD_TEXT, AT (echoes),
    "(SELECT group_concat(n,', ') FROM (SELECT DISTINCT coalesce(CAST(number AS TEXT),CASE point_echo.voice WHEN "
    "'plenary' THEN '0' ELSE (SELECT name FROM person WHERE person.id=speaker_id) END) AS n FROM point_echo LEFT JOIN "
    "syndicate ON syndicate.id=point_echo.syndicate_id WHERE point_id=point.id ORDER BY number IS NULL,number))" },
  { "speaker", RAP_FIELD_TEXT, AT (speaker), "(SELECT name FROM person WHERE person.id=point.speaker_id)" },
  /* of a merged point: how many it stands for, how many syndicates raised it, and how many could have */
  { "originals", RAP_FIELD_INT, AT (originals),
    "iif(voice='merged',(SELECT count(*) FROM point o WHERE o.merged_into=point.id),0)" },
  { "raised_by", RAP_FIELD_INT, AT (raised_by),
    "iif(voice='merged',(SELECT count(syndicate_id) FROM (SELECT syndicate_id FROM point_echo WHERE point_id=point.id"
    " UNION SELECT o.syndicate_id FROM point o WHERE o.merged_into=point.id UNION SELECT e.syndicate_id FROM point o"
    " JOIN point_echo e ON e.point_id=o.id WHERE o.merged_into=point.id)),0)" },
  { "syndicates", RAP_FIELD_INT, AT (syndicates),
    "iif(voice='merged',(SELECT count(*) FROM syndicate WHERE session_id=point.session_id AND (NOT closed"
    " OR EXISTS (SELECT 1 FROM point o WHERE o.syndicate_id=syndicate.id)"
    " OR EXISTS (SELECT 1 FROM point_echo e WHERE e.syndicate_id=syndicate.id))),0)" },
  { NULL },
};

RAP_DEFINE_RECORD (RapPoint, rap_point, "point", "~theme ~person ~syndicate role")

gboolean
rap_point_is_too_long (const char *text, gsize len)
{
  return len > RAP_POINT_MAX_CHARS && g_utf8_strlen (text, (gssize) len) > RAP_POINT_MAX_CHARS;
}
