# kernel-test: the C kernel alone, without R, under the sanitizers.
KERNEL_CFLAGS = -std=c11 -Wall -Wextra -Werror -g -O1 \
  -fsanitize=address,undefined -fno-sanitize-recover=undefined
KERNEL_SOURCES = $(wildcard src/kernel/*/*.c)
KERNEL_OBJECTS = $(KERNEL_SOURCES:src/kernel/%.c=build/kernel/%.o)
KERNEL_TESTS = $(patsubst tests/kernel/%.c,build/kernel/%,$(wildcard tests/kernel/test_*.c))

.PHONY: demo test kernel-test kernel-tests-built clean

demo: ; @sh tools/demo.sh
test: ; @sh tools/run-tests.sh

kernel-tests-built: $(KERNEL_TESTS)

kernel-test: kernel-tests-built
	@status=0; for t in $(KERNEL_TESTS); do $$t || status=1; done; exit $$status

build/kernel/%.o: src/kernel/%.c
	@mkdir -p $(@D)
	$(CC) $(KERNEL_CFLAGS) -Isrc/kernel -MMD -c $< -o $@

build/kernel/test_%: tests/kernel/test_%.c $(KERNEL_OBJECTS)
	$(CC) $(KERNEL_CFLAGS) -Isrc/kernel -Itests/kernel $^ -o $@ \
	  -lcmocka -lreadstat -lz -lm -lpthread

clean: ; rm -rf build

# Keeps the objects between runs.
.SECONDARY: $(KERNEL_OBJECTS)

-include $(KERNEL_OBJECTS:.o=.d)
