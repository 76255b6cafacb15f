/// Lists dotted names so that what follows one of the same stem is not written again: `us.exc.rpl, .gov, .tmp`.
struct DottedNames {
    private var stem: Substring?

    /// A name as it stands in the list: in full, or from the dot after the stem that it shares with the one before.
    mutating func next(_ name: String) -> String {
        let stem = Self.stem(of: name)
        defer { self.stem = stem }
        guard let stem, stem == self.stem else { return name }
        return String(name[stem.endIndex...])
    }

    /// The names one after the other.
    static func list(_ names: [String]) -> [String] {
        var list = DottedNames()
        return names.map { list.next($0) }
    }

    /// The first two parts of a name, or the first of two; nil for a name of one part.
    private static func stem(of name: String) -> Substring? {
        let dots = name.indices.filter { name[$0] == "." }
        guard let end = dots.prefix(2).last else { return nil }
        return name[..<end]
    }
}
