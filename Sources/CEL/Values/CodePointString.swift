/// A string that equals another only when both have the same code points, where `String` equates canonical
/// equivalents.
struct CodePointString: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: CodePointString, right: CodePointString) -> Bool {
        left.text.hasSameCodePoints(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether both strings have the same code points in the same order.
    @inline(__always)
    func hasSameCodePoints(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return
            utf8.withContiguousStorageIfAvailable { left in
                other.utf8.withContiguousStorageIfAvailable { right in
                    left.elementsEqual(right)
                }
            }
            .flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether the string comes before the other in the order of code points.
    func precedesByCodePoints(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
