/// A share of ownership in hundredths of a percent, from 0 to 10,000.
package struct BasisPoints: Hashable, Comparable, Sendable {
    /// The number of hundredths of a percent.
    package let count: Int

    package init(_ count: Int) {
        self.count = count
    }

    package static func < (left: BasisPoints, right: BasisPoints) -> Bool {
        left.count < right.count
    }
}
