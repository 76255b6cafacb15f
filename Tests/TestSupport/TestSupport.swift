// Shared helpers for tests live here.
