package import Quantities

/// A share of ownership in hundredths of a percent, from 0 to 10,000.
///
/// Registers print shares to hundredths of a percent. Finer text (33.3333 %) is kept exactly down to 10^-8 percent, so
/// that three such holdings come to the sum that is written and to no rounded one; text finer yet is refused.
package struct BasisPoints: Hashable, Comparable, Sendable {
    /// How many parts a basis point is counted in.
    private static let partsPerPoint = 1_000_000

    /// The number of millionths of a basis point; sums of shares are sums of these.
    let parts: Int

    /// The number of hundredths of a percent, without a finer rest.
    package var count: Int { parts / Self.partsPerPoint }

    /// Creates a share of whole basis points.
    package init(_ count: Int) {
        parts = count * Self.partsPerPoint
    }

    init(parts: Int) {
        self.parts = parts
    }

    /// Creates the share that is so many percent; nil below 0, above 100 and for more than eight decimals.
    package init?(percent: ExactDecimal) {
        guard percent >= 0, percent <= 100, let parts = (percent * Self.partsPerPercent).int64 else { return nil }
        self.parts = Int(parts)
    }

    private static let partsPerPercent = ExactDecimal(100 * partsPerPoint)

    /// No share.
    package static let none = BasisPoints(0)
    /// All of it.
    package static let whole = BasisPoints(10_000)

    /// The share in percent.
    package var percent: ExactDecimal {
        ExactDecimal(parts).divided(by: Self.partsPerPercent) ?? .zero
    }

    /// Orders shares by size.
    package static func < (left: BasisPoints, right: BasisPoints) -> Bool { left.parts < right.parts }
}

extension BasisPoints: CustomStringConvertible {
    /// The share as people write it: `49.99 %`.
    package var description: String {
        let isWhole = parts % Self.partsPerPoint == 0
        return (isWhole ? percent.fixed(places: 2) : percent.description) + " %"
    }
}

/// What is known of a share: the least and the most it can be.
package struct ShareRange: Hashable, Sendable {
    /// The least.
    package let low: BasisPoints
    /// The most.
    package let high: BasisPoints

    /// Creates a range; `low` is at most `high`.
    package init(_ low: BasisPoints, _ high: BasisPoints) {
        precondition(low <= high, "a range of shares runs upwards")
        self.low = low
        self.high = high
    }

    /// A share that is known.
    package init(_ share: BasisPoints) { self.init(share, share) }

    /// A share of which nothing is known.
    package static let unknown = ShareRange(.none, .whole)

    /// Whether it is one share.
    package var isExact: Bool { low == high }
}
