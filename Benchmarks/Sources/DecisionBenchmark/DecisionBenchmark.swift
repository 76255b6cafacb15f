import Deciding
import Diagnostics
import Facts
import Foundation
import Quantities
import Rulebooks

/// Times one decision at a time over generated order lines, with the whole rulebook and both gates.
///
/// usage: DecisionBenchmark RULEBOOK ORDERS.csv [LINES [DOCUMENTS.jsonl]]
///
/// Where a fourth argument names a file, the documents are written there, a line each, so that two builds of the engine
/// can be compared byte by byte.
@main
enum DecisionBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("usage: DecisionBenchmark RULEBOOK ORDERS.csv [LINES [DOCUMENTS.jsonl]]")
            exit(2)
        }
        let lines = arguments.count > 3 ? Int(arguments[3]) ?? 2000 : 2000
        let clock = ContinuousClock()
        var rulebook: Rulebook?
        let loading = try clock.measure { rulebook = try load(arguments[1]) }
        guard let rulebook else { return }
        let reader = OrderReader(rulebook, knownOn: rulebook.definition.lawKnownTo)
        let decider = Decider(rulebook)
        let text = try String(contentsOfFile: arguments[2], encoding: .utf8)
        let orders = try OrderLines(text).prefix(lines).map { try reader.order($0) }
        var answers: [Double] = []
        var traced: [Double] = []
        var documents: [Double] = []
        var bytes = 0
        var verdicts: [String: Int] = [:]
        for order in orders {
            var decision: Decision?
            answers.append(clock.measure { decision = decider.decision(on: order, depth: []) }.microseconds)
            traced.append(clock.measure { decision = decider.decision(on: order, depth: .trace) }.microseconds)
            verdicts[decision?.verdict ?? "?", default: 0] += 1
            documents.append(
                clock.measure { bytes += decider.decision(on: order, depth: .full).document().count }.microseconds
            )
        }
        print("orders \(orders.count); rulebook read and compiled from YAML in \(Int(loading.microseconds / 1000)) ms")
        print("verdicts \(verdicts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
        report("answers of both gates", answers)
        report("answers with their trace", traced)
        report("whole document as JSON bytes", documents)
        if arguments.count > 4 {
            let documents = orders.map { decider.decision(on: $0, depth: .full).document() }
            try Data(documents.joined(separator: [0x0A])).write(to: URL(filePath: arguments[4]))
        }
        print("document of \(bytes / max(1, orders.count)) bytes on average")
    }

    private static func load(_ path: String) throws -> Rulebook {
        var files: [String: [UInt8]] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: path) {
            let whole = URL(filePath: path).appending(path: file)
            if let data = try? Data(contentsOf: whole) { files[file] = Array(data) }
        }
        return try Rulebook(RulebookReader.read(RulebookSource(files: files)).definition)
    }

    private static func report(_ name: String, _ times: [Double]) {
        let sorted = times.sorted()
        func at(_ share: Double) -> String { String(format: "%.1f", sorted[Int(Double(sorted.count - 1) * share)]) }
        print("\(name): median \(at(0.5)) us, 90th percentile \(at(0.9)) us, 99th \(at(0.99)) us")
    }
}

extension Duration {
    var microseconds: Double {
        Double(components.seconds) * 1_000_000 + Double(components.attoseconds) / 1_000_000_000_000
    }
}

/// The generated order lines as orders; fields are split as the generator quotes them.
struct OrderLines {
    private let rows: [[String: String]]

    init(_ text: String) throws {
        let lines = text.split(whereSeparator: \.isNewline)
        let header = lines[0].split(separator: ",").map(String.init)
        rows = lines.dropFirst()
            .map { line in
                Dictionary(uniqueKeysWithValues: zip(header, Self.fields(line)))
            }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    func prefix(_ count: Int) -> [OrderStatement] {
        rows.prefix(count)
            .map { row in
                var order = OrderStatement(
                    id: row["order_id"],
                    position: SourcePosition(file: "orders", line: 1, column: 1)
                )
                func state(_ name: String, _ text: String?) {
                    guard let text, !text.isEmpty else { return }
                    let position = SourcePosition(file: "orders", line: 1, column: 1)
                    order.facts.append(Statement(name: name, value: .text(text), position: position))
                }
                state("order.date", row["date"])
                state("chip.name", row["chip"])
                state("order.units", row["quantity"])
                state("order.from", row["from_country"])
                state("order.to", row["to_country"])
                state("buyer.name", row["buyer"])
                state("buyer.hq_country", row["buyer_hq_country"])
                state("buyer.parent_country", row["buyer_hq_country"])
                state("item.subject_to_ear", row["us_origin"])
                state("buyer.entity_listed", row["buyer_category"] == "entity_listed" ? "true" : "false")
                state(
                    "buyer.military_intelligence",
                    row["buyer_category"] == "military_intelligence" ? "true" : "false"
                )
                state("buyer.uae_supp8", row["buyer_category"] == "supp8" ? "true" : "false")
                state("order.supercomputer_end_use", row["end_use"] == "supercomputer" ? "true" : "false")
                state("order.military_end_use", row["end_use"] == "military" ? "true" : "false")
                return order
            }
    }
}
