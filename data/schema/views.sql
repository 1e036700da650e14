-- SPDX-License-Identifier: GPL-3.0-or-later
-- The archive's views, made anew after every migration.
SELECT 1;
