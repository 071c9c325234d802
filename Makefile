# What the kernel takes at once, so small that files of tests are many pieces.
SMALL_PIECES = -DPW_SAV_PIECE=1003 -DPW_SAV_GAP=64 -DPW_SPILL_CHUNK=512 \
  -DPW_OWNERS_RANGE=1000 -DPW_FILE_STRETCH=16384 -DPW_CSV_WINDOW=65536 -DPW_CSV_BEYOND=4096

# kernel-test: the C kernel alone, without R, under the sanitizers.
KERNEL_CFLAGS = -std=c11 -Wall -Wextra -Werror -g1 -O0 \
  -fsanitize=address,undefined -fno-sanitize-recover=undefined \
  $(SMALL_PIECES)
# READSTAT=no for the kernel as it is built where there is no such library.
READSTAT ?= yes
ifeq ($(READSTAT),yes)
WITHOUT = without_readstat
LIBREADSTAT = -lreadstat
else
WITHOUT = readstat por stata_sas
endif
# make portable builds the kernel's tests for other systems in folders of their
# own: BUILD, with KERNEL_LIBS, and RUN to run a program, whose name ends in EXE.
BUILD ?= build/kernel
KERNEL_LIBS ?= -lcmocka $(LIBREADSTAT) -lz -lm -lpthread
# Tests that write their files with it.
WRITTEN_BY_READSTAT = sav_readstat sas_formats stata_mend
KERNEL_SOURCES = $(filter-out $(WITHOUT:%=src/kernel/read/%.c),$(wildcard src/kernel/*/*.c))
KERNEL_OBJECTS = $(KERNEL_SOURCES:src/kernel/%.c=$(BUILD)/%.o)
KERNEL_TESTS = $(filter-out \
  $(if $(LIBREADSTAT),,$(patsubst %,$(BUILD)/test_%$(EXE),$(WITHOUT) $(WRITTEN_BY_READSTAT))), \
  $(patsubst tests/kernel/%.c,$(BUILD)/%$(EXE),$(wildcard tests/kernel/test_*.c)))

# bench: pairwave beside its peers; BENCH="spss csv" for some of them.
.PHONY: setup demo test attack bench dev lint portable image release kernel-test \
  kernel-tests-built fuzz clean

setup: ; @sh tools/set-up.sh test
demo: ; @sh tools/demo.sh
test: ; @sh tools/run-tests.sh
bench: ; @sh tools/bench/run.sh $(BENCH)
dev: ; @sh tools/dev.sh build
lint: ; @sh tools/lint.sh
# portable: the kernel and its tests for Windows, musl and a big-endian machine.
portable: ; @sh tools/portable.sh $(TARGETS)
# image: what packaging/Dockerfile says, in a clean root.
image: ; @sh tools/image.sh build/image
# release: the archive as CRAN would check it; FINAL=final to send it.
release: ; @sh tools/release.sh $(FINAL)
# attack: the reports of random cohorts under every disclosure profile.
attack: ; @COHORTS="$(COHORTS)" DRAWN="$(DRAWN)" sh tools/attack-report.sh

kernel-tests-built: $(KERNEL_TESTS)

# T=tally for one of them.
kernel-test: $(if $(T),$(BUILD)/test_$(T)$(EXE),kernel-tests-built)
	@status=0; for t in $(if $(T),$(BUILD)/test_$(T)$(EXE),$(KERNEL_TESTS)); do \
	  $(RUN) $$t || status=1; done; exit $$status

# A header that is gone may still be named by the list of an older object.
src/kernel/%.h: ;

$(BUILD)/%.o: src/kernel/%.c
	@mkdir -p $(@D)
	$(CC) $(KERNEL_CFLAGS) -Isrc/kernel -MMD -c $< -o $@

# From an archive a test takes what it calls.
$(BUILD)/kernel.a: $(KERNEL_OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/test_%$(EXE): tests/kernel/test_%.c $(BUILD)/kernel.a $(wildcard tests/kernel/*.h)
	$(CC) $(KERNEL_CFLAGS) -Isrc/kernel -Itests/kernel $(filter-out %.h,$^) -o $@ $(KERNEL_LIBS)

# What stands for others comes before them.
$(BUILD)/test_without_readstat$(EXE): tests/kernel/test_without_readstat.c \
    $(BUILD)/read/without_readstat.o $(BUILD)/kernel.a
	$(CC) $(KERNEL_CFLAGS) -Isrc/kernel -Itests/kernel $^ -o $@ $(KERNEL_LIBS)

# fuzz: the readers on hostile files, with clang's libFuzzer, FUZZ_SECONDS for
# each target. A finding is left in build/fuzz as <target>-crash-... and so on.
FUZZ_SECONDS ?= 600
FUZZ_TARGETS = fuzz_sav fuzz_sav_dictionary fuzz_sav_cases fuzz_zsav fuzz_por \
  fuzz_stata_sas fuzz_csv fuzz_link fuzz_markup fuzz_zip fuzz_sheet fuzz_xls \
  fuzz_sav_write
FUZZ_RUNS = $(FUZZ_TARGETS:%=fuzz-run-%)
FUZZ_CFLAGS = -std=c11 -g -O1 -fsanitize=address,undefined \
  -fno-sanitize-recover=undefined $(SMALL_PIECES) -Isrc/kernel -Itests/kernel
FUZZ_OBJECTS = $(KERNEL_SOURCES:src/kernel/%.c=build/fuzz-kernel/%.o)
.PHONY: $(FUZZ_RUNS)

fuzz: $(FUZZ_RUNS)

$(FUZZ_RUNS): fuzz-run-%: build/fuzz/% build/fuzz/make_seeds
	@mkdir -p build/fuzz/seeds-$* build/fuzz/corpus-$*
	@build/fuzz/make_seeds $* build/fuzz/seeds-$*
	@cp $(if $(filter %csv %link,$*),inst/extdata/demo/*.csv) \
	  $(if $(filter %sav %dictionary,$*),inst/extdata/demo/*.*sav) \
	  $(wildcard tests/fuzz/seeds/$*/*) build/fuzz/seeds-$* 2>/dev/null || true
	$< -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 \
	  -malloc_limit_mb=512 -max_len=$(if $(filter %link,$*),1024,16384) -print_final_stats=1 \
	  -artifact_prefix=build/fuzz/$*- build/fuzz/corpus-$* build/fuzz/seeds-$*

build/fuzz-kernel/%.o: src/kernel/%.c
	@mkdir -p $(@D)
	clang $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link -MMD -c $< -o $@

build/fuzz/make_seeds: tests/fuzz/make_seeds.c tests/kernel/sav_shape.h tests/kernel/zip_build.h \
  tests/kernel/sheet_xml.h
	@mkdir -p $(@D)
	$(CC) -std=c11 -Wall -Wextra -O1 -Itests/kernel $< -o $@ -lreadstat -lz

build/fuzz/%: tests/fuzz/%.c $(FUZZ_OBJECTS)
	@mkdir -p $(@D)
	clang $(FUZZ_CFLAGS) -fsanitize=fuzzer $^ -o $@ -lreadstat -lz -lm -lpthread

# coverage: the share of lines that the tests run, in R and in C. What is not
# run is listed in build/coverage/not-run.csv.
COVERAGE_OBJECTS = $(KERNEL_SOURCES:src/kernel/%.c=build/coverage/%.o)
COVERAGE_TESTS = $(filter-out build/coverage/test_without_readstat, \
  $(KERNEL_TESTS:$(BUILD)/%=build/coverage/%))
.PHONY: coverage

coverage: $(COVERAGE_TESTS)
	@find build/coverage -name '*.gcda' -delete
	@for t in $(COVERAGE_TESTS); do $$t > /dev/null 2>&1 || echo "failed: $$t"; done
	@Rscript tools/coverage.R

build/coverage/%.o: src/kernel/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -O0 --coverage $(SMALL_PIECES) -Isrc/kernel -c $< -o $@

build/coverage/test_%: tests/kernel/test_%.c $(COVERAGE_OBJECTS)
	$(CC) -std=c11 -O0 --coverage $(SMALL_PIECES) -Isrc/kernel -Itests/kernel \
	  $^ -o $@ -lcmocka -lreadstat -lz -lm -lpthread

clean: ; rm -rf build

# Keeps the objects between runs.
.SECONDARY: $(KERNEL_OBJECTS) $(FUZZ_OBJECTS) $(COVERAGE_OBJECTS)

-include $(KERNEL_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d)
