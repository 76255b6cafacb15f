import Deciding
import Diagnostics
import Facts
import Rulebooks

/// One order read against a rulebook, ready to be decided in each of its variants.
struct OrderCheck {
    /// The decision on one variant.
    struct Decided {
        /// The variant.
        let label: String
        /// The decision.
        let decision: Decision
    }

    private let rulebook: Rulebook
    private let orders: [(label: String, order: Order)]
    private let remarks: [Diagnostic]
    private let sources: [String: String]

    /// Reads the order.
    ///
    /// - Throws: `CommandFailure` with every problem of every variant, each once.
    init(_ draft: OrderDraft, rulebook: Rulebook, reader: OrderReader) throws(CommandFailure) {
        self.rulebook = rulebook
        var names = NamedRows(rulebook, draft)
        let variants = names.variants(of: draft.statement)
        var problems = draft.problems + names.problems
        var orders: [(label: String, order: Order)] = []
        // A statement whose names are in doubt is still read, so that everything that is wrong is told at once.
        for variant in variants.isEmpty ? [NamedRows.Variant(label: "", statement: draft.statement)] : variants {
            do throws(OrderError) {
                orders.append((variant.label, try reader.order(variant.statement)))
            } catch {
                for problem in error.diagnostics where !problems.contains(problem) { problems.append(problem) }
            }
        }
        if !problems.isEmpty { throw CommandFailure(problems, sources: draft.sources) }
        self.orders = orders
        remarks = names.notes
        sources = draft.sources
    }

    /// The decision on each variant.
    ///
    /// - Parameter isForPeople: whether the needs are told what an answer to each settles, which documents leave out.
    /// - Returns: each variant's name with its decision.
    func decisions(isForPeople: Bool) -> [Decided] {
        let decider = Decider(rulebook)
        let effects = AnswerEffects(rulebook)
        return orders.map { label, order in
            let decision = decider.decision(on: order)
            return Decided(label: label, decision: isForPeople ? effects.completing(decision, on: order) : decision)
        }
    }

    /// What to ask for next, over all variants; nil when every verdict is settled or nothing is left to ask.
    func openNeed(_ next: NextQuestion, skipping skipped: Set<String>) -> Decision.Need? {
        let decider = Decider(rulebook)
        for (_, order) in orders {
            let decision = decider.decision(on: order, depth: .possibilities)
            if let need = next.need(after: decision, on: order, skipping: skipped) { return need }
        }
        return nil
    }

    /// Prints what the user should know about the input, on standard error.
    func notes() {
        if !remarks.isEmpty { Terminal.note(DiagnosticRenderer(sources: sources).text(of: remarks)) }
    }
}
