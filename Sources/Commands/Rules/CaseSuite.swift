import Deciding
import Diagnostics
import Facts
import Rulebooks

/// Runs files of cases, each case under the overlays it names.
struct CaseSuite {
    /// What a failing case says.
    enum Failure {
        /// An answer differs.
        case mismatch(CaseRunner.Mismatch)
        /// The line is no case, its facts do not fit, or its overlays do not exist.
        case unusable(id: String?, file: String, line: Int, [Diagnostic])
    }

    /// What became of all cases.
    struct Outcome {
        var passed = 0
        var failed = 0
        var failures: [Failure] = []
    }

    let loader: RulebookLoader
    /// The rulebook without overlays.
    let plain: Rulebook

    init(_ loader: RulebookLoader) throws(CommandFailure) {
        self.loader = loader
        plain = try loader.rulebook()
    }

    init(_ loader: RulebookLoader, plain: Rulebook) {
        self.loader = loader
        self.plain = plain
    }

    /// Runs all cases of the files.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - visit: gets the decision of every case that could be decided.
    /// - Returns: how many passed, and what failed.
    func run(_ files: [CaseFile], visit: (RuleCase, Decision) -> Void = { _, _ in }) -> Outcome {
        var outcome = Outcome()
        var runners: [[String]: Result<CaseRunner, CommandFailure>] = [[]: .success(CaseRunner(plain))]
        for file in files {
            for line in file.lines {
                let failures = failures(line, file, &runners, visit)
                outcome.failures += failures
                if failures.isEmpty { outcome.passed += 1 } else { outcome.failed += 1 }
            }
        }
        return outcome
    }

    private func failures(
        _ line: CaseFile.Line,
        _ file: CaseFile,
        _ runners: inout [[String]: Result<CaseRunner, CommandFailure>],
        _ visit: (RuleCase, Decision) -> Void
    ) -> [Failure] {
        func unusable(_ id: String?, _ diagnostics: [Diagnostic]) -> [Failure] {
            [.unusable(id: id, file: file.path, line: line.number, diagnostics)]
        }
        let ruleCase: RuleCase
        switch line.content {
        case .success(let read): ruleCase = read
        case .failure(let error): return unusable(nil, error.diagnostics)
        }
        if let problem = gateProblem(ruleCase) { return unusable(ruleCase.id, [problem]) }
        let runner = runners[ruleCase.overlays] ?? self.runner(ruleCase.overlays)
        runners[ruleCase.overlays] = runner
        switch runner {
        case .failure(let failure): return unusable(ruleCase.id, failure.diagnostics)
        case .success(let runner):
            do throws(OrderError) {
                let (decision, mismatches) = try runner.run(ruleCase)
                visit(ruleCase, decision)
                return mismatches.map { .mismatch($0) }
            } catch {
                return unusable(ruleCase.id, error.diagnostics)
            }
        }
    }

    /// The rulebook under overlays of its own.
    func rulebook(_ overlays: [String]) throws(CommandFailure) -> Rulebook {
        try loader.rulebook(overlays.map { .named($0) })
    }

    private func runner(_ overlays: [String]) -> Result<CaseRunner, CommandFailure> {
        Result { () throws(CommandFailure) in
            CaseRunner(try rulebook(overlays))
        }
    }

    private func gateProblem(_ ruleCase: RuleCase) -> Diagnostic? {
        let gates = plain.definition.gates.map(\.caseGate) + ["both"]
        guard !gates.contains(ruleCase.gate) else { return nil }
        return Diagnostic(
            "case.unknown-gate",
            "`\(ruleCase.gate)` is not a gate of this rulebook",
            at: ruleCase.position,
            hint: "it is one of \(gates.joined(separator: ", "))"
        )
    }
}
