/// Decimal arithmetic as done on paper, the oracle for the fast one: a row of digits, lowest first, and a scale.
struct DecimalModel {
    var isNegative: Bool
    var digits: [Int]
    var scale: Int

    init(isNegative: Bool, digits: [Int], scale: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.scale = scale
    }

    /// A random number of up to `places` digits before and after the point.
    init(places: Int, using random: inout some RandomNumberGenerator) {
        let whole = Int.random(in: 1...places, using: &random)
        let fraction = Int.random(in: 0...places, using: &random)
        isNegative = Bool.random(using: &random)
        digits = (0..<whole + fraction).map { _ in Int.random(in: 0...9, using: &random) }
        scale = fraction
    }

    var text: String {
        let row = digits + Array(repeating: 0, count: max(0, scale + 1 - digits.count))
        let characters = row.reversed().map(String.init).joined()
        let whole = characters.dropLast(scale)
        return (isNegative ? "-" : "") + whole + (scale > 0 ? "." + characters.suffix(scale) : "")
    }

    /// The same number in the shortest form.
    var normalText: String {
        var copy = self
        while copy.scale > 0, copy.digits.first == 0 || copy.digits.isEmpty {
            copy.digits = Array(copy.digits.dropFirst())
            copy.scale -= 1
        }
        while copy.digits.last == 0 { copy.digits.removeLast() }
        if copy.digits.isEmpty { return "0" }
        return copy.text
    }

    private func digits(atScale target: Int) -> [Int] {
        Array(repeating: 0, count: target - scale) + digits
    }

    private static func magnitudeLess(_ left: [Int], _ right: [Int]) -> Bool {
        for place in (0..<max(left.count, right.count)).reversed() {
            let (l, r) = (place < left.count ? left[place] : 0, place < right.count ? right[place] : 0)
            if l != r { return l < r }
        }
        return false
    }

    private var isZero: Bool { digits.allSatisfy { $0 == 0 } }

    static func < (left: DecimalModel, right: DecimalModel) -> Bool {
        if left.isZero, right.isZero { return false }
        let scale = max(left.scale, right.scale)
        let (l, r) = (left.digits(atScale: scale), right.digits(atScale: scale))
        switch (left.isNegative && !left.isZero, right.isNegative && !right.isZero) {
        case (true, false): return true
        case (false, true): return false
        case (false, false): return magnitudeLess(l, r)
        case (true, true): return magnitudeLess(r, l)
        }
    }

    static func + (left: DecimalModel, right: DecimalModel) -> DecimalModel {
        let scale = max(left.scale, right.scale)
        let (l, r) = (left.digits(atScale: scale), right.digits(atScale: scale))
        if left.isNegative == right.isNegative {
            var sum: [Int] = []
            var carry = 0
            for place in 0...max(l.count, r.count) {
                let total = (place < l.count ? l[place] : 0) + (place < r.count ? r[place] : 0) + carry
                sum.append(total % 10)
                carry = total / 10
            }
            return DecimalModel(isNegative: left.isNegative, digits: sum, scale: scale)
        }
        let swaps = magnitudeLess(l, r)
        let (high, low) = swaps ? (r, l) : (l, r)
        var difference: [Int] = []
        var borrow = 0
        for place in high.indices {
            var total = high[place] - (place < low.count ? low[place] : 0) - borrow
            borrow = total < 0 ? 1 : 0
            if total < 0 { total += 10 }
            difference.append(total)
        }
        return DecimalModel(isNegative: swaps ? right.isNegative : left.isNegative, digits: difference, scale: scale)
    }

    static func * (left: DecimalModel, right: DecimalModel) -> DecimalModel {
        var product = Array(repeating: 0, count: left.digits.count + right.digits.count + 1)
        for (i, l) in left.digits.enumerated() {
            for (j, r) in right.digits.enumerated() { product[i + j] += l * r }
        }
        for place in product.indices.dropLast() {
            product[place + 1] += product[place] / 10
            product[place] %= 10
        }
        return DecimalModel(
            isNegative: left.isNegative != right.isNegative,
            digits: product,
            scale: left.scale + right.scale
        )
    }
}
