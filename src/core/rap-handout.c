/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-handout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-people-order.h"
#include "rap-time.h"
#include "rap-voice.h"

#define N_WALK_INS 10

/* Isolated, so that a name from right to left leaves what stands around it in its place */
#define ISOLATE "\u2068"
#define END_ISOLATE "\u2069"

/* Somebody at the door. */
typedef struct
{
  char *order;
  RapHandoutLine *line;
} Guest;

static void
free_line (gpointer data)
{
  RapHandoutLine *line = data;

  g_free (line->cells[0]);
  g_free (line->cells[1]);
  g_free (line);
}

static void
free_guest (gpointer data)
{
  Guest *guest = data;

  g_free (guest->order);
  g_clear_pointer (&guest->line, free_line);
  g_free (guest);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static RapHandoutLine *
make_line (RapHandoutKind kind, const char *first, const char *second)
{
  RapHandoutLine *line = g_new0 (RapHandoutLine, 1);

  line->kind = kind;
  line->cells[0] = g_strdup (first);
  line->cells[1] = g_strdup (second);
  return line;
}

static void
add (RapHandout *self, RapHandoutKind kind, const char *first, const char *second)
{
  g_ptr_array_add (self->lines, make_line (kind, first, second));
}

/* Nothing for what is not known. */
static void
add_field (RapHandout *self, const char *label, const char *text)
{
  if (!is_empty (text))
    add (self, RAP_HANDOUT_FIELD, label, text);
}

static char *
format_days (const char *date, const char *end_date)
{
  g_autofree char *first = rap_time_format_day (date);
  g_autofree char *last = NULL;

  if (is_empty (end_date) || g_str_equal (date, end_date))
    return g_steal_pointer (&first);
  last = rap_time_format_day (end_date);
  /* Translators: from one day to another */
  return g_strdup_printf (_ ("%s – %s"), first, last);
}

/* Of times that are not known, what is known; "" if neither is. */
static char *
format_times (gint64 starts_at, gint64 ends_at, GTimeZone *zone)
{
  g_autofree char *start = starts_at != 0 ? rap_time_format_clock (starts_at, zone) : NULL;
  g_autofree char *end = ends_at != 0 ? rap_time_format_clock (ends_at, zone) : NULL;

  if (start != NULL && end != NULL)
    return g_strdup_printf ("%s–%s", start, end);
  return start != NULL ? g_steal_pointer (&start) : g_strdup ("");
}

/* Whatever there is of them, with a dot between. */
static char *
join (const char *first, const char *second)
{
  if (is_empty (first) || is_empty (second))
    return g_strdup (is_empty (first) ? second : first);
  return g_strdup_printf (ISOLATE "%s" END_ISOLATE " · " ISOLATE "%s" END_ISOLATE, first, second);
}

static RapHandout *
make_handout (RapDb *db, gint64 seminar_id, const char *name, GError **error)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db, "SELECT title, date, end_date FROM seminar WHERE id = ?1", "i", seminar_id);
  RapHandout *self;

  if (!rap_stmt_step (stmt, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOT_FOUND,
                             _ ("There is no such seminar; nothing is printed."));
      return NULL;
    }
  self = g_new0 (RapHandout, 1);
  self->name = g_strdup (name);
  self->title = g_strdup (rap_stmt_text (stmt, 0));
  self->date = format_days (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));
  self->lines = g_ptr_array_new_with_free_func (free_line);
  return self;
}

/* Gives it away if it was read whole and has something on it. */
static RapHandout *
finish (RapHandout **self, gboolean any, const char *missing, GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (!any)
    g_set_error_literal (error, RAP_ERROR, RAP_ERROR_NOTHING, missing);
  else
    return g_steal_pointer (self);
  return NULL;
}

static void
add_speakers (RapHandout *self, RapDb *db, gint64 session_id, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      db,
      "SELECT name, affiliation FROM role JOIN attendance a ON a.id = attendance_id"
      " JOIN person ON person.id = person_id"
      " WHERE session_id = ?1 AND kind = 'speaker' AND status <> 'cancelled' ORDER BY position, role.id",
      "i", session_id);

  while (rap_stmt_step (stmt, error))
    {
      g_autofree char *text = join (rap_stmt_text (stmt, 0), rap_stmt_text (stmt, 1));
      add_field (self, NULL, text);
    }
}

/* What each syndicate of a discussion talks about. */
static void
add_briefs (RapHandout *self, RapDb *db, gint64 session_id, GError **error)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db,
                      "SELECT number, name, brief FROM syndicate WHERE session_id = ?1 AND NOT closed"
                      " AND ifnull(nullif(name, ''), nullif(brief, '')) IS NOT NULL ORDER BY number, id",
                      "i", session_id);

  while (rap_stmt_step (stmt, error))
    {
      g_autofree char *what = join (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));
      g_autofree char *text =
          g_strdup_printf ("%d.\u00a0" ISOLATE "%s" END_ISOLATE, (int) rap_stmt_int (stmt, 0), what);
      add_field (self, NULL, text);
    }
}

static void
add_item (RapHandout *self, RapDb *db, RapStmt *stmt, GTimeZone *zone, GError **error)
{
  g_autofree char *times = format_times (rap_stmt_int (stmt, 3), rap_stmt_int (stmt, 4), zone);
  g_autofree char *title = rap_session_title (rap_stmt_text (stmt, 1), rap_stmt_text (stmt, 2));

  add (self, RAP_HANDOUT_ITEM, times, title);
  add_speakers (self, db, rap_stmt_int (stmt, 0), error);
  if (*error != NULL || g_strcmp0 (rap_stmt_text (stmt, 2), "discussion") != 0)
    return;
  if (!is_empty (rap_stmt_text (stmt, 5)))
    {
      /* Translators: what the syndicates of a discussion are asked to bring back */
      g_autofree char *ask = g_strdup_printf (_ ("To bring back: %s"), rap_stmt_text (stmt, 5));
      add_field (self, NULL, ask);
    }
  add_briefs (self, db, rap_stmt_int (stmt, 0), error);
}

/* "" if neither is known. */
static char *
format_minutes (int to_talk, int to_report)
{
  g_autofree char *talk = g_strdup_printf (ngettext ("%d minute to talk", "%d minutes to talk", to_talk), to_talk);
  g_autofree char *report =
      g_strdup_printf (ngettext ("%d minute to report", "%d minutes to report", to_report), to_report);

  return to_talk > 0 || to_report > 0 ? join (to_talk > 0 ? talk : NULL, to_report > 0 ? report : NULL) : g_strdup ("");
}

static GPtrArray *
read_names (RapDb *db, gint64 syndicate_id, const char *kind, GError **error)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      db,
      "SELECT name FROM role JOIN attendance a ON a.id = attendance_id JOIN person ON person.id = person_id"
      " WHERE syndicate_id = ?1 AND kind = ?2 AND status <> 'cancelled' ORDER BY position, role.id",
      "is", syndicate_id, kind);

  while (rap_stmt_step (stmt, error))
    g_ptr_array_add (names, g_strdup (rap_stmt_text (stmt, 0)));
  return names;
}

/* Each of them on a line of its own; of nobody, room to write who it is, for that is often found at the table. */
static void
add_task (RapHandout *self, const char *label, GPtrArray *names)
{
  if (names->len == 0)
    add (self, RAP_HANDOUT_FIELD, label, NULL);
  for (guint i = 0; i < names->len; i++)
    add_field (self, i == 0 ? label : NULL, names->pdata[i]);
}

/* Down the first column and then the second; or how many they are. */
static void
add_members (RapHandout *self, GPtrArray *names, int head_count)
{
  const int n = names->len > 0 ? (int) names->len : head_count;
  const guint half = (names->len + 1) / 2;
  g_autofree char *count = g_strdup_printf (ngettext ("%d person", "%d people", n), n);

  if (n > 0)
    add_field (self, C_ ("syndicate", "Members"), count);
  for (guint i = 0; i < half; i++)
    add (self, RAP_HANDOUT_NAMES, names->pdata[i], half + i < names->len ? names->pdata[half + i] : NULL);
}

static void
add_sheet (RapHandout *self, RapDb *db, RapStmt *stmt, GTimeZone *zone, GError **error)
{
  const gint64 id = rap_stmt_int (stmt, 0);
  const char *name = rap_stmt_text (stmt, 2);
  g_autofree char *title = is_empty (name)
                               ? rap_syndicate_title (NULL, rap_stmt_int (stmt, 1))
                               : g_strdup_printf ("%d · " ISOLATE "%s" END_ISOLATE, (int) rap_stmt_int (stmt, 1), name);
  g_autofree char *session = rap_session_title (rap_stmt_text (stmt, 5), "discussion");
  g_autofree char *times = format_times (rap_stmt_int (stmt, 6), rap_stmt_int (stmt, 7), zone);
  g_autofree char *subtitle = join (session, times);
  g_autofree char *minutes = format_minutes (rap_stmt_int (stmt, 8), rap_stmt_int (stmt, 9));
  g_autoptr (GPtrArray) facilitators = read_names (db, id, "facilitator", error);
  g_autoptr (GPtrArray) rapporteurs = NULL;
  g_autoptr (GPtrArray) members = NULL;

  if (*error == NULL)
    rapporteurs = read_names (db, id, "rapporteur", error);
  if (*error == NULL)
    members = read_names (db, id, "member", error);
  if (*error != NULL)
    return;

  add (self, RAP_HANDOUT_LARGE, title, NULL);
  add (self, RAP_HANDOUT_TEXT, subtitle, NULL);
  add_field (self, C_ ("syndicate", "Brief"), rap_stmt_text (stmt, 3));
  add_field (self, C_ ("syndicate", "To bring back"), rap_stmt_text (stmt, 10));
  add_field (self, C_ ("syndicate", "Time"), minutes);
  add_task (self, C_ ("syndicate", "Facilitator"), facilitators);
  add_task (self, C_ ("syndicate", "Rapporteur"), rapporteurs);
  add_members (self, members, rap_stmt_int (stmt, 4));
  add (self, RAP_HANDOUT_RULES, NULL, NULL);
}

static int
compare_guests_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Guest *const *) a)->order, (*(const Guest *const *) b)->order);
}

RapHandout *
rap_handout_programme (RapDb *db, gint64 seminar_id, GError **error)
{
  g_autoptr (RapHandout) self = make_handout (db, seminar_id, C_ ("print", "Programme"), error);
  g_autoptr (RapStmt) stmt = NULL;
  g_autoptr (RapStmt) items = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *times = NULL;
  g_autofree char *when = NULL;
  g_autofree char *day = NULL;
  GError *failure = NULL;
  gboolean several, any = FALSE;

  if (self == NULL)
    return NULL;
  stmt =
      rap_db_prepare (db,
                      "SELECT topic, starts_at, ends_at, tz, venue, host, ifnull(end_date, date) <> date FROM seminar"
                      " WHERE id = ?1",
                      "i", seminar_id);
  if (!rap_stmt_step (stmt, &failure))
    return finish (&self, FALSE, _ ("There is no such seminar; nothing is printed."), failure, error);
  self->headed = TRUE;
  zone = rap_time_zone (rap_stmt_text (stmt, 3));
  several = rap_stmt_int (stmt, 6) != 0;
  times = format_times (rap_stmt_int (stmt, 1), rap_stmt_int (stmt, 2), zone);
  when = join (self->date, times);
  add (self, RAP_HANDOUT_LARGE, self->title, NULL);
  if (!is_empty (rap_stmt_text (stmt, 0)))
    add (self, RAP_HANDOUT_TEXT, rap_stmt_text (stmt, 0), NULL);
  add_field (self, C_ ("print", "When"), when);
  add_field (self, C_ ("print", "Where"), rap_stmt_text (stmt, 4));
  add_field (self, C_ ("print", "Host"), rap_stmt_text (stmt, 5));
  add (self, RAP_HANDOUT_HEADING, self->name, NULL);

  items = rap_db_prepare (db,
                          "SELECT id, title, kind, starts_at, ends_at, ask FROM session WHERE seminar_id = ?1"
                          " ORDER BY position, id",
                          "i", seminar_id);
  while (failure == NULL && rap_stmt_step (items, &failure))
    {
      g_autofree char *its = rap_stmt_int (items, 3) != 0 ? rap_time_format_date (rap_stmt_int (items, 3), zone) : NULL;
      if (several && its != NULL && g_strcmp0 (its, day) != 0)
        {
          g_autofree char *heading = rap_time_format_day (its);
          add (self, RAP_HANDOUT_HEADING, heading, NULL);
          g_free (day);
          day = g_steal_pointer (&its);
        }
      add_item (self, db, items, zone, &failure);
      any = TRUE;
    }
  return finish (&self, any, _ ("The programme is still empty; there is nothing to print."), failure, error);
}

RapHandout *
rap_handout_door_list (RapDb *db, gint64 seminar_id, GError **error)
{
  g_autoptr (RapHandout) self = make_handout (db, seminar_id, C_ ("print", "Door list"), error);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (free_guest);
  g_autoptr (RapStmt) stmt = NULL;
  g_autofree char *count = NULL;
  GError *failure = NULL;

  if (self == NULL)
    return NULL;
  stmt = rap_db_prepare (db,
                         "SELECT name, affiliation, status FROM attendance JOIN person ON person.id = person_id"
                         " WHERE seminar_id = ?1 AND status <> 'cancelled' ORDER BY attendance.id",
                         "i", seminar_id);
  while (rap_stmt_step (stmt, &failure))
    {
      Guest *guest = g_new0 (Guest, 1);
      guest->line = make_line (RAP_HANDOUT_TICK, rap_stmt_text (stmt, 0), rap_stmt_text (stmt, 1));
      guest->line->ticked = g_strcmp0 (rap_stmt_text (stmt, 2), "registered") != 0;
      guest->order = rap_people_order (rap_stmt_text (stmt, 0), &guest->line->strong_from);
      g_ptr_array_add (guests, guest);
    }
  g_ptr_array_sort (guests, compare_guests_cb);
  count = g_strdup_printf (ngettext ("%d person", "%d people", (int) guests->len), (int) guests->len);
  add (self, RAP_HANDOUT_LARGE, self->name, NULL);
  add (self, RAP_HANDOUT_TEXT, count, NULL);
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (self->lines, g_steal_pointer (&((Guest *) guests->pdata[i])->line));
  add (self, RAP_HANDOUT_HEADING, _ ("Walked in"), NULL);
  for (int i = 0; i < N_WALK_INS; i++)
    add (self, RAP_HANDOUT_TICK, NULL, NULL);
  return finish (&self, guests->len > 0, _ ("Nobody is expected yet; there is no door list to print."), failure, error);
}

RapHandout *
rap_handout_sheets (RapDb *db, gint64 seminar_id, GError **error)
{
  g_autoptr (RapHandout) self = make_handout (db, seminar_id, C_ ("print", "Syndicates’ sheets"), error);
  g_autoptr (RapStmt) stmt = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *tz = NULL;
  GError *failure = NULL;
  gboolean discussions;

  if (self == NULL)
    return NULL;
  tz = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);
  zone = rap_time_zone (tz);
  discussions = rap_db_int (db, "SELECT count(*) FROM session WHERE seminar_id = ?1 AND kind = 'discussion'", "i",
                            seminar_id) > 0;
  stmt = rap_db_prepare (
      db,
      "SELECT y.id, y.number, y.name, y.brief, y.head_count, s.title, s.starts_at, s.ends_at, s.minutes_to_talk,"
      " s.minutes_to_report, s.ask FROM session s JOIN syndicate y ON y.session_id = s.id"
      " WHERE s.seminar_id = ?1 AND NOT y.closed ORDER BY s.position, s.id, y.number, y.id",
      "i", seminar_id);
  while (failure == NULL && rap_stmt_step (stmt, &failure))
    add_sheet (self, db, stmt, zone, &failure);
  return finish (&self, self->lines->len > 0,
                 discussions ? _ ("The discussion has no syndicates yet; there are no sheets to print.")
                             : _ ("There is no discussion yet; there are no sheets to print."),
                 failure, error);
}

void
rap_handout_free (RapHandout *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->date);
  g_ptr_array_unref (self->lines);
  g_free (self);
}
