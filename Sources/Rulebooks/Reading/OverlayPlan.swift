import Diagnostics
import Quantities

/// Finds the overlays to apply, in order.
struct OverlayPlan {
    private let wanted: [RulebookSource.Overlay]
    private let folder: [OverlayDraft]
    private let loader: FileLoader
    private let problems: Problems

    init(_ wanted: [RulebookSource.Overlay], folder: [OverlayDraft], loader: FileLoader, problems: Problems) {
        self.wanted = wanted
        self.folder = folder
        self.loader = loader
        self.problems = problems
    }

    /// The overlays that exist; others are reported.
    ///
    /// - Parameter begins: The first date of the rulebook; nil where it could not be read.
    /// - Returns: Those found, in the order in which they are to be applied.
    func overlays(begins: CalendarDate?) -> [OverlayDraft] {
        var found: [OverlayDraft] = []
        for overlay in wanted {
            guard let draft = draft(overlay, begins: begins) else { continue }
            if let first = found.first(where: { $0.id == draft.id }) {
                problems.report(
                    .duplicateOverlay,
                    "the overlay `\(draft.id)` is applied twice",
                    at: draft.position,
                    notes: first.position == draft.position ? [] : [.init("it is also here", at: first.position)]
                )
            } else {
                found.append(draft)
            }
        }
        return found
    }

    private func draft(_ overlay: RulebookSource.Overlay, begins: CalendarDate?) -> OverlayDraft? {
        switch overlay {
        case .file(let path, let bytes):
            return FileLoader.root(of: bytes, file: path, problems: problems)
                .flatMap { OverlayReader(begins: begins, problems: problems).overlay($0) }
        case .named(let id):
            if let draft = folder.first(where: { $0.id == id }) { return draft }
            let ids = folder.map(\.id)
            problems.report(
                .unknownOverlay,
                "the rulebook has no overlay `\(id)`",
                at: nil,
                hint: NearMiss.suggestion(for: id, among: ids).map { "did you mean `\($0)`?" }
                    ?? (ids.isEmpty ? nil : "its overlays are \(ids.joined(separator: ", "))")
            )
            return nil
        }
    }
}
