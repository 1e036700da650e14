/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-import-stage.h"

G_BEGIN_DECLS

/**
 * rap_import_guests_resolve:
 * @stage: a stage with the rows of a file of attendees
 *
 * Finds out who each row of `staging.row` is and what becomes of it in the archive as it is now, and keeps that in the
 * stage: `fate` and `attendance_id` of the row, what is to be made (`guest`, `duty`), what changes (`change`), who is
 * missing, and what will be remembered of the file (`said`, `unsaid`).
 *
 * Who a row is:
 * 1. A row of one of our own files is known by the ids of role and attendance.
 * 2. A row that came before (table came_from: by what all mapped cells say, or by the name with the address, or with
 * the affiliation where there is no address) is the attendance that it became, whatever was corrected there since. If
 * that was deleted, it stays so; if it was joined to another, it is that one.
 * 3. Somebody who was said to be a person of the archive, or a new one.
 * 4. Else by rap_recognise_find(), first by the address, then by the affiliation, among the people of the archive and
 *    those of the rows before. Two rows with different addresses are never one person for having the same name and
 *    affiliation.
 * 5. Where that is not sure the row is rejected, with the candidates.
 * Several rows for one person (tickets, roles) are one attendance: the first address and affiliation, the status that
 * says most (one ticket of two cancelled is no cancellation), the least consent.
 *
 * What a file says of somebody who is there already is remembered field by field, as it was said last. It is an update
 * only if the file says something else than it did last time and than the archive has; so what an organiser changed by
 * hand stays, unless the file has news, and then it is told that the old value was typed by hand. An empty cell changes
 * nothing. A name is never changed. `came` and `walked_in` never change. A status that no column says is `registered`,
 * which takes back nothing but the cancellation of somebody who was missing in an earlier file. Consent changes only
 * where the column is mapped and understood, and is told like every change.
 *
 * Missing is who came from an earlier file, is still registered, is not in this one, and whose name is in none of its
 * rejected rows. A file of our own proposes no cancellations.
 *
 * Returns: whether that was done
 */
gboolean rap_import_guests_resolve (RapImportStage *stage, GError **error);

G_END_DECLS
