import ArgumentParser
import Diagnostics
import Rulebooks

/// Which sets of assumptions a command uses.
struct ProfileOptions: ParsableArguments {
    @Option(
        name: .customLong("profile"),
        help: ArgumentHelp(
            "Assume a named set of facts; the first that speaks of a fact counts. Repeat it for several.",
            valueName: "name or file"
        )
    )
    var names: [String] = []

    /// The profiles, those in files read against the rulebook.
    func profiles(of rulebook: Rulebook) throws(CommandFailure) -> [ProfileDefinition] {
        var profiles: [ProfileDefinition] = []
        var problems: [Diagnostic] = []
        var sources: [String: String] = [:]
        let known = rulebook.definition.profiles
        for name in names {
            if let profile = known.first(where: { $0.id == name }) {
                profiles.append(profile)
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") || name == "-" {
                let bytes = try UserFile.bytes(of: name)
                do throws(RulebookError) {
                    profiles.append(try RulebookReader.profile(bytes, file: name, for: rulebook.definition))
                } catch {
                    problems += error.diagnostics
                    sources[name] = String(decoding: bytes, as: UTF8.self)
                }
            } else {
                problems.append(
                    Diagnostic(
                        "call.unknown-profile",
                        "the rulebook has no profile `\(name)`",
                        hint: NearMiss.suggestion(for: name, among: known.map(\.id)).map { "did you mean `\($0)`?" }
                            ?? "its profiles are \(known.map(\.id).joined(separator: ", "))"
                    )
                )
            }
        }
        if !problems.isEmpty { throw CommandFailure(problems, sources: sources) }
        return profiles
    }
}
