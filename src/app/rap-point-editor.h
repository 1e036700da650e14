/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-capture-line.h"
#include "rap-point-list.h"

G_BEGIN_DECLS

/**
 * RapPointEditor:
 *
 * Changes a point where it stands: its row turns into a line that holds it as it could be typed. Enter saves, Escape
 * leaves it as it was. What cannot be saved stays in the row; what is typed about a point that goes is given back.
 */
typedef struct _RapPointEditor RapPointEditor;

/** RapPointEditorLost: is given what was typed (transfer none) about a point that is gone, or cannot be saved now */
typedef void (*RapPointEditorLost) (gpointer data, const char *typed);

/**
 * rap_point_editor_new:
 * @list: has the rows, and to live longer
 * @lost: told of what was typed and is in no row any more
 *
 * Returns: (transfer full): an editor that is not open
 */
RapPointEditor *rap_point_editor_new (RapPointList *list, RapStore *store, RapPointEditorLost lost, gpointer data);

/** rap_point_editor_free: (nullable): frees it; to be called while the list lives */
void rap_point_editor_free (RapPointEditor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapPointEditor, rap_point_editor_free)

/** rap_point_editor_get_line: Returns: (transfer none): the line that is put into rows, for its signals */
RapCaptureLine *rap_point_editor_get_line (RapPointEditor *self);

/** rap_point_editor_open: opens the editor on a point of the list; one that is open saves its change first */
void rap_point_editor_open (RapPointEditor *self, RapPoint *point);

/** rap_point_editor_focus: gives the editor the focus, if it is open and its row is made */
void rap_point_editor_focus (RapPointEditor *self);

/**
 * rap_point_editor_leave:
 *
 * Before something else is done: saves what was changed and closes the editor.
 *
 * Returns: whether it is closed; a change that cannot be saved stays in the row, which was said
 */
gboolean rap_point_editor_leave (RapPointEditor *self);

/** rap_point_editor_end: the same, and what cannot be saved is given back */
void rap_point_editor_end (RapPointEditor *self);

/** rap_point_editor_check: to be called after a change of the archive: closes if the point is gone, giving back what
 * was typed, and shows what it says now if nothing was typed */
void rap_point_editor_check (RapPointEditor *self);

G_END_DECLS
