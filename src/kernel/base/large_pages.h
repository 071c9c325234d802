/* Asks the system for memory in large pages.
 *
 * It gives memory page by page as each is first written, which of small pages
 * may take longer than the writing. A hint, which changes nothing but the time
 * that is taken; where the system has no such thing, nothing is asked. */
#ifndef PW_BASE_LARGE_PAGES_H
#define PW_BASE_LARGE_PAGES_H

#include <stddef.h>

/* Says that all of the `bytes` at `at` is about to be written. Meant is every
 * page that they touch: stretches that lie next to one another are then one to
 * the system, and large pages lie across their borders. Of little nothing is
 * asked.
 */
void pw_large_pages(const void *at, size_t bytes);

#endif
