/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-cli.h"

int
main (int argc, char **argv)
{
  return rap_cli_main (argv);
}
