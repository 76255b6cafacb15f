// Presenting: see ARCHITECTURE.md.
