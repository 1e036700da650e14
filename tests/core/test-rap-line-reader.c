/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a line is understood while it is typed, with what was chosen in it. */
#include "archive-fixture.h"

#include "rap-line-reader.h"
#include "rap-programme.h"

#define TYPED "Trust needs time @Sarah"

typedef struct
{
  gint64 session_id;
  gint64 seminar_id;
  gint64 moss;
  gint64 bell;
} Room;

static gint64
add_person (Archive *archive, const Room *room, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rap_programme_add_person (archive->store, room->seminar_id, name, &error);

  g_assert_no_error (error);
  return id;
}

static Room
make_room (Archive *archive)
{
  Room room = { .session_id = archive_add_seminar (archive, 1) };

  room.seminar_id = rap_programme_seminar_of (rap_store_db (archive->store), room.session_id);
  room.moss = add_person (archive, &room, "Sarah Moss");
  room.bell = add_person (archive, &room, "Sarah Bell");
  return room;
}

/* Whom the line says, 0 for nobody, -1 for several. */
static gint64
said (RapLineReader *reader, const char *typed)
{
  g_autoptr (RapLine) line = rap_line_reader_read (reader, typed);

  g_assert_nonnull (line);
  for (guint i = 0; i < line->marks->len; i++)
    if (g_array_index (line->marks, RapMark, i).kind == RAP_MARK_AMBIGUOUS_PERSON)
      return -1;
  return line->people->len > 0 ? g_array_index (line->people, RapLinePerson, 0).person_id : 0;
}

static void
choose (RapLineReader *reader, const char *typed)
{
  g_autoptr (RapLine) line = rap_line_reader_read (reader, typed);

  for (guint i = 0; i < line->marks->len; i++)
    {
      const RapMark *mark = &g_array_index (line->marks, RapMark, i);
      if (mark->kind == RAP_MARK_AMBIGUOUS_PERSON)
        rap_line_reader_choose_among (reader, mark->value, mark->candidates);
    }
}

static void
test_choosing (Archive *archive, gconstpointer data)
{
  const Room room = make_room (archive);
  g_autoptr (RapLineReader) reader = rap_line_reader_new ();
  gint64 first;

  g_assert_null (rap_line_reader_read (reader, TYPED));
  g_assert_false (rap_line_reader_choose_next (reader));
  rap_line_reader_set_session (reader, archive->store, room.session_id);
  g_assert_cmpint (said (reader, TYPED), ==, -1);
  choose (reader, TYPED);
  first = said (reader, TYPED);
  g_assert_true (first == room.moss || first == room.bell);
  g_assert_true (rap_line_reader_is_choosing (reader, "Sarah"));
  g_assert_true (rap_line_reader_choose_next (reader));
  g_assert_cmpint (said (reader, TYPED), ==, first == room.moss ? room.bell : room.moss);
  g_assert_true (rap_line_reader_choose_next (reader));
  g_assert_cmpint (said (reader, TYPED), ==, first);
  rap_line_reader_choose_person (reader, room.bell);
  g_assert_cmpint (said (reader, TYPED), ==, room.bell);
  rap_line_reader_choose_person (reader, 1);
  g_assert_cmpint (said (reader, TYPED), ==, room.bell);
}

static void
test_holding (Archive *archive, gconstpointer data)
{
  const Room room = make_room (archive);
  g_autoptr (RapLineReader) reader = rap_line_reader_new ();

  rap_line_reader_set_session (reader, archive->store, room.session_id);
  choose (reader, TYPED);
  rap_line_reader_choose_person (reader, room.bell);
  rap_line_reader_check (reader, TYPED " #trust");
  rap_line_reader_renew (reader);
  g_assert_cmpint (said (reader, TYPED " #trust"), ==, room.bell);
  rap_line_reader_check (reader, "Trust needs time @Sar");
  g_assert_cmpint (said (reader, TYPED), ==, -1);
  choose (reader, TYPED);
  rap_line_reader_clear (reader);
  g_assert_cmpint (said (reader, TYPED), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  archive_test_add ("/line-reader/one-of-several-is-chosen-and-then-the-next", test_choosing);
  archive_test_add ("/line-reader/it-holds-until-its-word-is-gone", test_holding);
  return g_test_run ();
}
