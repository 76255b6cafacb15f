import Diagnostics

extension RulebookReader {
    /// Reads a profile that stands in a file of the user's.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - file: what positions name as the file.
    ///   - definition: the rulebook whose facts it assumes.
    /// - Returns: the profile, its values of the kinds of the facts.
    /// - Throws: ``RulebookError`` with every problem of the file.
    package static func profile(
        _ bytes: [UInt8],
        file: String,
        for definition: RulebookDefinition
    ) throws(RulebookError) -> ProfileDefinition {
        let problems = Problems()
        let schema = Dictionary(definition.facts.map { ($0.name, $0) }) { first, _ in first }
        let profile = FileLoader.root(of: bytes, file: file, problems: problems)
            .flatMap { ProfileDraft($0, problems: problems) }?
            .definition(facts: schema, problems: problems)
        guard let profile, !problems.hasErrors else {
            throw RulebookError(problems.all.filter { $0.severity == .error })
        }
        return profile
    }
}
