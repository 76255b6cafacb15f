// Rulebooks: see ARCHITECTURE.md.
