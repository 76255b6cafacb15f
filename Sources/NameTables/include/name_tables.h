#ifndef NAME_TABLES_H
#define NAME_TABLES_H

#include <stddef.h>

/// The packed tables of names that the program carries, written by scripts/embed-names.
const unsigned char *name_tables_bytes(void);

/// The length of the tables in bytes.
size_t name_tables_length(void);

#endif
