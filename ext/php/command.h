/* SPDX-License-Identifier: BSD-3-Clause */
/* command.h: the class Command. */
#ifndef PHP_SV_COMMAND_H
#define PHP_SV_COMMAND_H

#include "php_supervisor.h"

#include "core/program.h"

/* What a Command is to run; it lives as long as the object. NULL: its constructor was not called. */
sv_program *php_sv_command_program(zend_object *command);

#endif
