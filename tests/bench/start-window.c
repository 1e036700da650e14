/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as it is, but that it tells of its first frame: beside empty-window.c. */
#include <locale.h>

#include "first-frame.h"
#include "rap-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (RapApplication) app = NULL;

  setlocale (LC_ALL, "");
  app = rap_application_new ();
  first_frame_watch (GTK_APPLICATION (app));
  return g_application_run (G_APPLICATION (app), argc, argv);
}
