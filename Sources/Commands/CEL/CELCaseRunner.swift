import CEL

/// Runs cases of the expression language.
package enum CELCaseRunner {
    /// How a case failed.
    package struct Failure: Hashable, Sendable {
        /// The id of the case.
        package let id: String
        /// What the case wants.
        package let wanted: String
        /// What came.
        package let found: String

        package init(id: String, wanted: String, found: String) {
            self.id = id
            self.wanted = wanted
            self.found = found
        }
    }

    /// Runs a case; nil when it passes.
    package static func failure(of testCase: CELCase) -> Failure? {
        func failure(_ wanted: String, _ found: String) -> Failure {
            Failure(id: testCase.id, wanted: wanted, found: found)
        }
        guard testCase.hasMacros else { return failure("macros switched off", "macros can't be switched off") }
        let environment = testCase.environment
        let program: Program
        do throws(CELError) {
            program =
                testCase.isChecked
                ? try Program(testCase.expression, in: environment)
                : try Program(unchecked: testCase.expression, in: environment)
        } catch {
            if case .error = testCase.expectation { return nil }
            return failure(describe(testCase.expectation), "error: \(error)")
        }
        if let type = testCase.type, type != program.resultType {
            return failure("type \(type)", "type \(program.resultType)")
        }
        if testCase.isCheckedOnly { return nil }
        guard let bindings = bindings(of: testCase) else {
            return failure("bindings of declared names", testCase.bindings.keys.sorted().joined(separator: ", "))
        }
        let evaluation = program.evaluate(bindings)
        switch (testCase.expectation, evaluation) {
        case (.value(let wanted), .value(let found)) where wanted.isIdentical(to: found): return nil
        case (.unknown(let wanted), .unknown(let found)) where wanted.sorted() == found.names: return nil
        case (.error, .error): return nil
        default: return failure(describe(testCase.expectation), describe(evaluation))
        }
    }

    private static func bindings(of testCase: CELCase) -> Bindings? {
        let environment = testCase.environment
        var values: [Value?] = Array(repeating: nil, count: environment.variables.count)
        var unknown: [[[AttributeStep]]] = Array(repeating: [], count: environment.variables.count)
        for (name, binding) in testCase.bindings {
            switch binding {
            case .value(let value):
                guard let slot = environment.slot(of: name) else { return nil }
                values[slot] = value
            case .unknown:
                guard let attribute = environment.attribute(name) else { return nil }
                unknown[attribute.slot].append(attribute.steps)
            }
        }
        return Bindings(
            zip(values, unknown)
                .map { value, paths in
                    if paths.contains([]) { return .unknown }
                    if !paths.isEmpty { return .partial(value, unknown: paths) }
                    return value.map { .value($0) } ?? .absent
                }
        )
    }

    private static func describe(_ expectation: CELCase.Expectation) -> String {
        switch expectation {
        case .value(let value): "\(value)"
        case .error(let messages): "error: \(messages.joined(separator: "; "))"
        case .unknown(let names): "unknown: \(names.sorted().joined(separator: ", "))"
        case .checked: "an expression that passes the checker"
        }
    }

    private static func describe(_ evaluation: Evaluation) -> String {
        switch evaluation {
        case .value(let value): "\(value)"
        case .error(let error): "error: \(error)"
        case .unknown(let set): "unknown: \(set.names.joined(separator: ", "))"
        }
    }
}
