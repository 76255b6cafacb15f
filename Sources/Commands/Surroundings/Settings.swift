import Diagnostics
import Facts

/// What a user has settled once for every call, by the environment or else by a file; flags go before both.
///
/// The file is `passgate/config.json` in the folder for configuration (`XDG_CONFIG_HOME`, else `~/.config`), or the one
/// that `PASSGATE_CONFIG` names. A key that is not known is refused, so that a misspelt one is not passed over.
struct Settings {
    /// What can be set; the raw value is the key in the file, and in capitals the variable after `PASSGATE_`.
    enum Key: String, CaseIterable {
        case rulebook
        case knownOn = "known_on"
        case language = "lang"
        case store
        case user

        /// The variable of the environment.
        var variable: String { "PASSGATE_" + rawValue.uppercased() }
    }

    /// A value and where it was set, as messages name it.
    struct Setting {
        let value: String
        let origin: String
    }

    private let file: [Key: Setting]

    /// Reads the file, if there is one.
    ///
    /// - Throws: `CommandFailure` with every problem of the file.
    static func loaded() throws(CommandFailure) -> Settings {
        if let path = SystemFiles.environment("PASSGATE_CONFIG") {
            return Settings(file: try read(try UserFile.bytes(of: path), path))
        }
        guard let path = usualPath, (try? SystemFiles.kind(of: path)) == .file else { return Settings(file: [:]) }
        return Settings(file: try read(try UserFile.bytes(of: path), path))
    }

    /// What is set for a key; nil where nothing is.
    subscript(key: Key) -> Setting? {
        SystemFiles.environment(key.variable).map { Setting(value: $0, origin: key.variable) } ?? file[key]
    }

    /// What a flag says, or else what is set for the key.
    static func setting(_ key: Key, flag: String, _ stated: String?) throws(CommandFailure) -> Setting? {
        if let stated { return Setting(value: stated, origin: flag) }
        return try loaded()[key]
    }

    /// Where the file is looked for.
    private static var usualPath: String? {
        let folder =
            SystemFiles.environment("XDG_CONFIG_HOME") ?? SystemFiles.environment("HOME").map { $0 + "/.config" }
        return folder.map { $0 + "/passgate/config.json" }
    }

    private static func read(_ bytes: [UInt8], _ path: String) throws(CommandFailure) -> [Key: Setting] {
        let sources = [path: String(decoding: bytes, as: UTF8.self)]
        let root: JSONNode
        do throws(FactsError) {
            root = try JSONReader.node(in: bytes, file: path)
        } catch {
            throw CommandFailure(error.diagnostics, sources: sources)
        }
        guard let members = root.members else {
            let problem = Diagnostic("config.no-object", "the file must hold one object of settings", at: root.position)
            throw CommandFailure([problem], sources: sources)
        }
        var settings: [Key: Setting] = [:]
        var problems: [Diagnostic] = []
        for member in members {
            guard let key = Key(rawValue: member.key) else {
                problems.append(unknown(member))
                continue
            }
            guard let value = member.value.string, !value.isEmpty else {
                problems.append(
                    Diagnostic("config.bad-value", "`\(member.key)` must be a text", at: member.value.position)
                )
                continue
            }
            let place = "\(path):\(member.value.position.line)"
            settings[key] = Setting(value: value, origin: place)
        }
        guard problems.isEmpty else { throw CommandFailure(problems, sources: sources) }
        return settings
    }

    private static func unknown(_ member: JSONMember) -> Diagnostic {
        let keys = Key.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return Diagnostic(
            "config.unknown-key",
            "`\(member.key)` is not a setting",
            at: member.position,
            hint: "the settings are \(keys)"
        )
    }
}
