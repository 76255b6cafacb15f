#include "name_tables.h"

static const unsigned char bytes[] = {
#embed "tables.bin"
};

const unsigned char *name_tables_bytes(void) { return bytes; }

size_t name_tables_length(void) { return sizeof bytes; }
