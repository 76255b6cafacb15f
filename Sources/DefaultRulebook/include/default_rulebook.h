#ifndef DEFAULT_RULEBOOK_H
#define DEFAULT_RULEBOOK_H

#include <stddef.h>

/// The snapshot of the rulebook that the program carries, written by scripts/embed-rulebook.
const unsigned char *default_rulebook_bytes(void);

/// The length of the snapshot in bytes.
size_t default_rulebook_length(void);

#endif
