<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// The pool of bench/programs that keeps many programs running, in the working directory.
//
//     php fleet.php PROGRAMS none|files SCRIPT

use Supervisor\{Command, Output, Pool};

[, $programs, $logs, $script] = $argv;
exit((new Pool(new Command(['sh', $script]), name: 'program', workers: (int) $programs, output: $logs === 'files' ? Output::file('%pool%-%slot%.log') : null))->run());
