# SPDX-License-Identifier: BSD-3-Clause
#
# make unit: the unit tests of ext/core with Criterion. No PHP header is on the path here: that the
# core builds without is one of the things tested.
#
#   make unit UNIT_CFLAGS="-g -O1 -fsanitize=address,undefined"    other flags (all is built anew)
#   make unit UNIT_ARGS="--filter=slot/*"                          arguments of the test program

UNIT_DIR     = $(builddir)/unit
UNIT_BIN     = $(UNIT_DIR)/test_unit
UNIT_SRCS    = $(wildcard $(srcdir)/ext/core/*.c $(srcdir)/tests/unit/*.c)
UNIT_OBJS    = $(patsubst $(srcdir)/%.c,$(UNIT_DIR)/%.o,$(UNIT_SRCS))
UNIT_CFLAGS  ?= -g -O1
UNIT_TIMEOUT ?= 120
UNIT_COMPILE = $(CC) -std=gnu11 -D_GNU_SOURCE $(SUPERVISOR_WARNINGS) -I$(srcdir)/ext -I$(srcdir)/tests/unit $(SUPERVISOR_EV_CFLAGS) $(SUPERVISOR_ZLIB_CFLAGS) `pkg-config --cflags criterion` $(UNIT_CFLAGS)
UNIT_LINK    = $(SUPERVISOR_EV_LIBS) $(SUPERVISOR_ZLIB_LIBS) `pkg-config --libs criterion`

# Holds the flags of the last build; everything depends on it, and it changes only when they do.
$(UNIT_DIR)/flags: unit-force
	@$(mkinstalldirs) $(UNIT_DIR)
	@echo '$(UNIT_COMPILE) $(UNIT_LINK) $(UNIT_SRCS)' | cmp -s - $@ || echo '$(UNIT_COMPILE) $(UNIT_LINK) $(UNIT_SRCS)' > $@

$(UNIT_DIR)/%.o: $(srcdir)/%.c $(UNIT_DIR)/flags
	@$(mkinstalldirs) $(@D)
	$(UNIT_COMPILE) -MMD -MP -MF $(@:.o=.dep) -c -o $@ $<

$(UNIT_BIN): $(UNIT_OBJS)
	$(CC) $(UNIT_CFLAGS) -o $@ $(UNIT_OBJS) $(UNIT_LINK)

-include $(UNIT_OBJS:.o=.dep)

# A child that a test forked and that does not end would let the program wait for ever.
unit: $(UNIT_BIN)
	timeout -k 5 $(UNIT_TIMEOUT) $(UNIT_BIN) $(UNIT_ARGS)

unit-build: $(UNIT_BIN)

unit-clean:
	rm -rf $(UNIT_DIR)

clean: unit-clean

.PHONY: unit unit-build unit-force unit-clean
