// Facts: see ARCHITECTURE.md.
