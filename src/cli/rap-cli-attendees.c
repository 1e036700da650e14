/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli-attendees.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-id.h"
#include "rap-people-change.h"
#include "rap-people-order.h"
#include "rap-voice.h"

typedef struct
{
  gint64 id;
  char *kind;
  int session_number; /* in the programme, 0 for none */
  char *session;
  int syndicate_number; /* 0 for none */
} Role;

typedef struct
{
  gint64 id;
  char *name;
  char *affiliation;
  char *status;
  char *consent;
  char *order;
  GPtrArray *roles; /* Role */
} Attendee;

struct _RapCliAttendees
{
  gint64 seminar_id;
  GPtrArray *attendees; /* Attendee, in order */
};

/* Of seminar ?1: the attendance, then a role of it, by the programme. */
#define ATTENDEES                                                                                                      \
  "SELECT a.id, p.name, a.affiliation, a.status, a.consent, r.id, r.kind, s.number, s.title, s.kind, r.syndicate"      \
  " FROM attendance a JOIN person p ON p.id = a.person_id"                                                             \
  " LEFT JOIN (SELECT role.*, y.number AS syndicate, ifnull(role.session_id, y.session_id) AS place FROM role"         \
  "  LEFT JOIN syndicate y ON y.id = syndicate_id) r ON r.attendance_id = a.id AND (r.kind IN ('speaker', "            \
  "'organiser')"                                                                                                       \
  "  OR NOT EXISTS (SELECT 1 FROM session s JOIN seminar m ON m.id = s.seminar_id WHERE s.id = r.place"                \
  "   AND ifnull(s.attribution, m.attribution) = 'none'))"                                                             \
  " LEFT JOIN (SELECT id, title, kind, row_number() OVER (ORDER BY position, id) AS number FROM session"               \
  "  WHERE seminar_id = ?1) s ON s.id = r.place"                                                                       \
  " WHERE a.seminar_id = ?1 ORDER BY a.id, s.number, r.kind, r.id"

static const RapOutputColumn columns[] = {
  { "id", NULL },
  { "seminar_id", NULL },
  { "attendance_id", NULL },
  { "name", N_ ("Name") },
  { "affiliation", N_ ("Affiliation") },
  { "status", N_ ("Status") },
  { "consent", N_ ("Consent") },
  { "role", N_ ("Role") },
  { "session_number", NULL },
  { "session", N_ ("Session") },
  { "syndicate_number", N_ ("Syndicate") },
  { NULL },
};

static void
free_role (gpointer data)
{
  Role *role = data;

  g_free (role->kind);
  g_free (role->session);
  g_free (role);
}

static void
free_attendee (gpointer data)
{
  Attendee *attendee = data;

  g_free (attendee->name);
  g_free (attendee->affiliation);
  g_free (attendee->status);
  g_free (attendee->consent);
  g_free (attendee->order);
  g_ptr_array_unref (attendee->roles);
  g_free (attendee);
}

static char *
dup_line (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdelimit (g_strdup (text), "\r\n", ' ') : NULL;
}

static Attendee *
read_attendee (RapStmt *stmt)
{
  Attendee *attendee = g_new0 (Attendee, 1);

  attendee->id = rap_stmt_int (stmt, 0);
  attendee->name = g_strdelimit (g_strdup (rap_stmt_text (stmt, 1)), "\r\n", ' ');
  attendee->affiliation = dup_line (rap_stmt_text (stmt, 2));
  attendee->status = g_strdup (rap_stmt_text (stmt, 3));
  attendee->consent = g_strdup (rap_stmt_text (stmt, 4));
  attendee->order = rap_people_order (attendee->name, NULL);
  attendee->roles = g_ptr_array_new_with_free_func (free_role);
  return attendee;
}

static Role *
read_role (RapStmt *stmt)
{
  Role *role = g_new0 (Role, 1);

  role->id = rap_stmt_int (stmt, 5);
  role->kind = g_strdup (rap_stmt_text (stmt, 6));
  role->session_number = (int) rap_stmt_int (stmt, 7);
  if (role->session_number != 0)
    role->session = rap_session_title (rap_stmt_text (stmt, 8), rap_stmt_text (stmt, 9));
  role->syndicate_number = (int) rap_stmt_int (stmt, 10);
  return role;
}

static int
compare_attendees_cb (gconstpointer a, gconstpointer b)
{
  const Attendee *left = *(const Attendee *const *) a, *right = *(const Attendee *const *) b;
  const int order = strcmp (left->order, right->order);

  return order != 0 ? order : left->id < right->id ? -1 : left->id > right->id;
}

/* What a role is called in a line; every session is known by its number. */
static char *
describe_role (const Role *role)
{
  const int n = role->syndicate_number, session = role->session_number;

  if (strcmp (role->kind, "speaker") == 0)
    return g_strdup_printf (_ ("speaker in session %d"), session);
  if (strcmp (role->kind, "facilitator") == 0)
    return g_strdup_printf (_ ("facilitator of syndicate %d in session %d"), n, session);
  if (strcmp (role->kind, "rapporteur") == 0)
    return g_strdup_printf (_ ("rapporteur of syndicate %d in session %d"), n, session);
  if (strcmp (role->kind, "member") == 0)
    return g_strdup_printf (_ ("in syndicate %d of session %d"), n, session);
  return g_strdup (C_ ("role", "organiser"));
}

static void
write_row (RapOutput *output, RapCliAttendees *self, const Attendee *attendee, const Role *role)
{
  if (role != NULL)
    rap_output_id (output, RAP_ID_ROLE, role->id);
  else
    rap_output_id (output, RAP_ID_ATTENDANCE, attendee->id);
  rap_output_id (output, RAP_ID_SEMINAR, self->seminar_id);
  rap_output_id (output, RAP_ID_ATTENDANCE, attendee->id);
  rap_output_text (output, attendee->name);
  rap_output_text (output, attendee->affiliation);
  rap_output_text (output, attendee->status);
  rap_output_text (output, attendee->consent);
  rap_output_text (output, role != NULL ? role->kind : "attendee");
  if (role != NULL && role->session_number != 0)
    rap_output_int (output, role->session_number);
  else
    rap_output_text (output, NULL);
  rap_output_text (output, role != NULL ? role->session : NULL);
  if (role != NULL && role->syndicate_number != 0)
    rap_output_int (output, role->syndicate_number);
  else
    rap_output_text (output, NULL);
}

RapCliAttendees *
rap_cli_attendees_new (RapStore *store, gint64 seminar_id, GError **error)
{
  g_autoptr (RapCliAttendees) self = g_new0 (RapCliAttendees, 1);
  g_autoptr (RapStmt) stmt = rap_db_prepare (rap_store_db (store), ATTENDEES, "i", seminar_id);
  GError *local = NULL;
  Attendee *last = NULL;

  self->seminar_id = seminar_id;
  self->attendees = g_ptr_array_new_with_free_func (free_attendee);
  while (rap_stmt_step (stmt, &local))
    {
      if (last == NULL || last->id != rap_stmt_int (stmt, 0))
        g_ptr_array_add (self->attendees, last = read_attendee (stmt));
      if (!rap_stmt_is_null (stmt, 5))
        g_ptr_array_add (last->roles, read_role (stmt));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_ptr_array_sort (self->attendees, compare_attendees_cb);
  return g_steal_pointer (&self);
}

void
rap_cli_attendees_print (RapCliAttendees *self)
{
  if (self->attendees->len > 0)
    rap_output_print ("\n    %s\n", _ ("Attendees"));
  for (guint i = 0; i < self->attendees->len; i++)
    {
      const Attendee *attendee = self->attendees->pdata[i];
      g_autoptr (GString) line = g_string_new (attendee->name);
      g_autofree char *clean = NULL;

      if (attendee->affiliation != NULL)
        g_string_append_printf (line, ", %s", attendee->affiliation);
      g_string_append_printf (line, " · %s · %s", rap_people_status_name (attendee->status),
                              rap_people_consent_name (attendee->consent));
      for (guint k = 0; k < attendee->roles->len; k++)
        {
          g_autofree char *role = describe_role (attendee->roles->pdata[k]);
          g_string_append_printf (line, "%s%s", k == 0 ? " · " : ", ", role);
        }
      clean = rap_output_clean (line->str);
      rap_output_print ("      %s\n", clean);
    }
}

void
rap_cli_attendees_add_json (RapCliAttendees *self, RapJson *json)
{
  char id[RAP_ID_LENGTH + 1];

  rap_json_open (json, "attendees", '[');
  for (guint i = 0; i < self->attendees->len; i++)
    {
      const Attendee *attendee = self->attendees->pdata[i];

      rap_json_open (json, NULL, '{');
      rap_json_text (json, "id", rap_id_format (RAP_ID_ATTENDANCE, attendee->id, FALSE, id));
      rap_json_text (json, "name", attendee->name);
      rap_json_text (json, "affiliation", attendee->affiliation);
      rap_json_text (json, "status", attendee->status);
      rap_json_text (json, "consent", attendee->consent);
      rap_json_open (json, "roles", '[');
      for (guint k = 0; k < attendee->roles->len; k++)
        {
          const Role *role = attendee->roles->pdata[k];

          rap_json_open (json, NULL, '{');
          rap_json_text (json, "role", role->kind);
          if (role->session_number != 0)
            rap_json_int (json, "session_number", role->session_number);
          if (role->syndicate_number != 0)
            rap_json_int (json, "syndicate_number", role->syndicate_number);
          rap_json_close (json);
        }
      rap_json_close (json);
      rap_json_close (json);
    }
  rap_json_close (json);
}

gboolean
rap_cli_attendees_write (RapCliAttendees *self, RapOutputFormat format, GError **error)
{
  g_autoptr (RapOutput) output = rap_output_new (format, columns);

  for (guint i = 0; i < self->attendees->len; i++)
    {
      const Attendee *attendee = self->attendees->pdata[i];

      for (guint k = 0; k < MAX (attendee->roles->len, 1); k++)
        write_row (output, self, attendee, attendee->roles->len > 0 ? attendee->roles->pdata[k] : NULL);
    }
  return rap_output_end (output, error);
}

void
rap_cli_attendees_free (RapCliAttendees *self)
{
  g_clear_pointer (&self->attendees, g_ptr_array_unref);
  g_free (self);
}
