/// A run of numbers inside the bytes of a snapshot, read in place.
///
/// INVARIANT: whoever holds a flat array also holds the `SnapshotBytes` in which it lies.
struct FlatArray<Element: BitwiseCopyable>: @unchecked Sendable {
    // Unchecked because a pointer is not sendable by itself: the bytes are never written after they were made.
    private let elements: UnsafeBufferPointer<Element>

    init(_ elements: UnsafeBufferPointer<Element>) {
        self.elements = elements
    }

    /// How many elements there are.
    var count: Int { elements.count }

    /// The element at a place that is known to be inside the array.
    @inline(__always)
    subscript(_ place: Int) -> Element { elements[place] }

    /// The elements of a range that is known to be inside the array.
    @inline(__always)
    subscript(_ range: Range<Int>) -> UnsafeBufferPointer<Element> { UnsafeBufferPointer(rebasing: elements[range]) }

    /// All elements.
    var all: UnsafeBufferPointer<Element> { elements }
}

extension FlatArray where Element == UInt32 {
    /// The range of a row where these are the starts of rows, one more than there are rows.
    @inline(__always)
    func row(_ number: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(elements[number]), Int(elements[number + 1])))
    }

    /// Whether these are starts of so many rows over so many elements.
    func areStarts(ofRows rows: Int, over total: Int) -> Bool {
        guard count == rows + 1, elements[0] == 0, Int(elements[rows]) == total else { return false }
        var previous: UInt32 = 0
        for start in elements {
            if start < previous { return false }
            previous = start
        }
        return true
    }

    /// Whether every element is below a bound.
    func areAll(below bound: Int) -> Bool {
        var highest: UInt32 = 0
        for element in elements { highest = max(highest, element) }
        return elements.isEmpty || Int(highest) < bound
    }
}
