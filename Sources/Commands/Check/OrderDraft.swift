import Deciding
import Diagnostics
import Facts

/// An order as it is gathered from flags and files, with the texts that messages quote.
struct OrderDraft {
    /// What was stated.
    var statement: OrderStatement
    /// Texts by the file name of positions.
    var sources: [String: String] = [:]
    /// What is wrong so far.
    var problems: [Diagnostic] = []

    /// Whether the chip is described by the user, so that its name is not looked up.
    var hasOwnChip = false
    /// Whether the buyer is described by the user, so that its name is not looked up.
    var hasOwnParty = false

    /// How messages name the order where no single flag or file is meant.
    static let wholePlace = "command line"

    init() {
        statement = OrderStatement(position: SourcePosition(file: Self.wholePlace, line: 1, column: 1))
    }

    /// Adds what a flag of its own states; nil adds nothing.
    mutating func add(_ flag: String, _ text: String?, to fact: String) {
        guard let text else { return }
        let position = SourcePosition(file: flag, line: 1, column: 1)
        sources[flag] = text
        statement.facts.append(Statement(name: fact, value: .text(text), position: position))
    }

    /// Adds `name=value` flags; the value `null` states that a fact is unknown.
    mutating func add(pairs: [String]) {
        let flag = "--fact"
        if !pairs.isEmpty { sources[flag] = pairs.joined(separator: "\n") }
        for (index, pair) in pairs.enumerated() {
            let start = SourcePosition(file: flag, line: index + 1, column: 1)
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                problems.append(
                    Diagnostic(
                        "call.bad-fact",
                        "`\(pair)` states no fact",
                        at: start,
                        hint: "write --fact name=value, for example --fact order.from=US"
                    )
                )
                continue
            }
            let name = pair[..<equals]
            let text = String(pair[pair.index(after: equals)...])
            statement.facts.append(
                Statement(
                    name: FactNames.fact(named: String(name)),
                    value: text == "null" ? .null : .text(text),
                    position: start
                )
            )
        }
    }

    /// The result of a step, or nil where it failed; what is wrong is told with everything else.
    mutating func gather<T>(_ step: () throws(CommandFailure) -> T) -> T? {
        do throws(CommandFailure) {
            return try step()
        } catch {
            problems += error.diagnostics
            sources.merge(error.sources) { first, _ in first }
            return nil
        }
    }
}
