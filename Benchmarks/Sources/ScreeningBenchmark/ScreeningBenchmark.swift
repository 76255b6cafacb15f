import Foundation
import Names

/// Times the search of names one after another on one core, and says what was found.
///
/// usage: ScreeningBenchmark build LIST.tsv SNAPSHOT
///        ScreeningBenchmark run SNAPSHOT QUERIES.tsv [ROUNDS]
///
/// LIST.tsv has an entry's number and a name on each line; QUERIES.tsv the number of the right entry (-1 if there is
/// none), a kind, and the name asked for.
@main
enum ScreeningBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.count, arguments.dropFirst().first) {
        case (4, "build"): try build(arguments[2], arguments[3])
        case (4, "run"): try run(arguments[2], arguments[3], rounds: 5)
        case (5, "run"): try run(arguments[2], arguments[3], rounds: Int(arguments[4]) ?? 5)
        default:
            print("usage: ScreeningBenchmark build LIST.tsv SNAPSHOT | run SNAPSHOT QUERIES.tsv [ROUNDS]")
            exit(2)
        }
    }

    private static func rows(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    private static func build(_ list: String, _ snapshot: String) throws {
        let names = try rows(list)
            .compactMap { row in
                Int32(row[0]).map { ListedName(entry: $0, text: row[row.count - 1]) }
            }
        let time = try ContinuousClock().measure { try NameIndex.snapshot(of: names).write(to: snapshot) }
        print("\(names.count) names, snapshot built and written in \(time.formatted(1)) s")
    }

    private static func run(_ snapshot: String, _ path: String, rounds: Int) throws {
        let queries = try rows(path).map { (entry: Int32($0[0]) ?? -1, kind: $0[1], query: NameQuery($0[2])) }
        let clock = ContinuousClock()
        let before = peakMegabytes()
        var opened: NameIndex?
        let start = try clock.measure { opened = try NameIndex(path: snapshot, stamp: []) }
        guard let index = opened else { return }
        var walls: [Double] = []
        var cpus: [Double] = []
        var times: [Double] = []
        var found: [[NameMatch]] = []
        for _ in 0..<rounds {
            found = []
            let cpu = processorSeconds()
            let wall = clock.measure {
                for query in queries {
                    let time = processorSeconds()
                    found.append(index.matches(for: query.query))
                    times.append(processorSeconds() - time)
                }
            }
            walls.append(Double(queries.count) / wall.seconds)
            cpus.append(Double(queries.count) / (processorSeconds() - cpu))
        }
        times.sort()
        print(
            "names \(index.count): start \(start.formatted(1000)) ms; \(Int(walls.median)) q/s wall, "
                + "\(Int(cpus.median)) q/s cpu, p50 \(microseconds(times, 50)) us, p99 \(microseconds(times, 99)) us; "
                + "rss \(peakMegabytes()) MB, of which \(before) MB before the index was opened"
        )
        report(zip(queries, found).map { Answer(entry: $0.entry, kind: $0.kind, matches: $1) })
    }

    /// A query, the entry it stands for, and what was found.
    private struct Answer {
        let entry: Int32
        let kind: String
        /// The best that was found: of the right entry, or of any if there is none.
        let outcome: NameOutcome

        init(entry: Int32, kind: String, matches: [NameMatch]) {
            self.entry = entry
            self.kind = kind
            outcome = matches.filter { entry < 0 || $0.name.entry == entry }.map(\.outcome).max() ?? .clear
        }
    }

    private static func report(_ answers: [Answer]) {
        let kinds = Dictionary(grouping: answers) { ($0.entry < 0 ? "not listed: " : "listed: ") + $0.kind }
        let all = Dictionary(grouping: answers) { $0.entry < 0 ? "not listed, all" : "listed, all" }
        for (kind, answers) in kinds.merging(all, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
            let hits = answers.count { $0.outcome == .hit }
            let reviews = answers.count { $0.outcome == .review }
            print("    \(kind): \(answers.count), hit \(share(hits, answers)), review \(share(reviews, answers))")
        }
    }

    private static func share(_ count: Int, _ answers: [Answer]) -> String {
        (Double(count) / Double(max(1, answers.count))).formatted(.number.precision(.fractionLength(3)))
    }

    private static func microseconds(_ sorted: [Double], _ percent: Int) -> Int {
        sorted.isEmpty ? 0 : Int(sorted[(sorted.count - 1) * percent / 100] * 1_000_000)
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    private static func peakMegabytes() -> Int {
        var usage = rusage()
        getrusage(0, &usage)  // this process
        return usage.ru_maxrss / 1_024
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    fileprivate func formatted(_ units: Double) -> String {
        (seconds * units).formatted(.number.precision(.fractionLength(1)))
    }
}

extension [Double] {
    fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
