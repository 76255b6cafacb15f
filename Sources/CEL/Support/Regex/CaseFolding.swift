/// Which code points count as one when case is ignored: Unicode's simple case folding, statuses C and S.
enum CaseFolding {
    /// The code points that equal `scalar` but for case, itself included, ascending.
    static func equivalents(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        orbits[fold(scalar)] ?? [scalar]
    }

    /// One representative for all code points that differ only in case.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // The dotless and the dotted i fold in Turkic languages only.
        if scalar == "\u{130}" || scalar == "\u{131}" { return scalar }
        if let twin = twins[scalar] { return twin }
        // Capitals first, so that final sigma, long s and their like meet their siblings.
        let capital = single(scalar.properties.uppercaseMapping) ?? scalar
        return single(capital.properties.lowercaseMapping) ?? capital
    }

    /// Code points that differ from another in nothing but their history, and have no single capital.
    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{1FD3}": "\u{390}", "\u{1FE3}": "\u{3B0}", "\u{FB05}": "\u{FB06}",
    ]

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    /// The code points that have a sibling, by their representative.
    private static let orbits: [Unicode.Scalar: [Unicode.Scalar]] = {
        var orbits: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for block in casedBlocks {
            for scalar in block.lazy.compactMap(Unicode.Scalar.init) {
                let properties = scalar.properties
                guard properties.isCased || properties.changesWhenLowercased || properties.changesWhenUppercased
                else { continue }
                orbits[fold(scalar), default: []].append(scalar)
            }
        }
        return orbits.filter { $0.value.count > 1 }
    }()

    /// Where code points with case are, so that not all of Unicode is looked through.
    private static let casedBlocks: [ClosedRange<UInt32>] = [
        0x41...0x24FF, 0x2C00...0x2DFF, 0xA640...0xA7FF, 0xAB30...0xABBF, 0xFB00...0xFB17, 0xFF21...0xFF5A,
        0x10400...0x10DFF, 0x11800...0x118FF, 0x16E40...0x16E7F, 0x1E900...0x1E943,
    ]
}
