/* SPDX-License-Identifier: BSD-3-Clause */
/* init.h: whether a small init is put in front of the script. */
#ifndef PHP_SV_INIT_H
#define PHP_SV_INIT_H

/* At the beginning of a request, with the type of the module. As pid 1 it returns in a child, which has become the script's process. */
void php_sv_rinit_init(int type);

#endif
