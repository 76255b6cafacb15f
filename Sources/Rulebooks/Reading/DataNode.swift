package import Diagnostics

/// A value of a structured text file with the place where it stands.
///
/// It is what remains of YAML once it is parsed: aliases and merge keys are resolved, and nothing is typed yet.
package struct DataNode: Hashable, Sendable {
    /// What a node holds.
    package enum Content: Hashable, Sendable {
        /// A single value; a plain one (written without quotes) may mean null, a number or a truth value.
        case scalar(text: String, isPlain: Bool)
        /// A list.
        case sequence([DataNode])
        /// Named values in the order written.
        case mapping([Entry])
    }

    /// One named value of a mapping.
    package struct Entry: Hashable, Sendable {
        /// The name.
        package var name: String
        /// Where the name stands.
        package var position: SourcePosition
        /// The value.
        package var value: DataNode

        /// The name as a reference to what it names.
        var reference: Reference { Reference(name, at: position) }
    }

    /// What it holds.
    package var content: Content
    /// Where it stands; of a scalar, where its first character stands.
    package var position: SourcePosition

    /// Whether it stands for no value.
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "null" || text == "~"
    }

    /// Its kind, for messages.
    package var kindName: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
