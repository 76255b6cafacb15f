// Deciding: see ARCHITECTURE.md.
