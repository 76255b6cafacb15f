#include "default_rulebook.h"

static const unsigned char bytes[] = {
#embed "snapshot.bin"
};

const unsigned char *default_rulebook_bytes(void) { return bytes; }

size_t default_rulebook_length(void) { return sizeof bytes; }
