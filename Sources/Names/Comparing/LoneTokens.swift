/// The words of one or two names that nothing answers, read where they lie.
struct LoneTokens: Sequence, IteratorProtocol {
    private var tokens: UnsafeBufferPointer<PreparedToken>
    /// Which of the words stand alone, one bit each.
    private var free: UInt32
    private var further: (tokens: UnsafeBufferPointer<PreparedToken>, free: UInt32)

    init(of view: NameView, _ free: UInt32) {
        tokens = view.tokens
        self.free = free
        further = (view.tokens, 0)
    }

    /// These words and after them those of another name.
    func followed(by other: LoneTokens) -> LoneTokens {
        var both = self
        both.further = (other.tokens, other.free)
        return both
    }

    var isEmpty: Bool { free | further.free == 0 }

    mutating func next() -> PreparedToken? {
        if free == 0 {
            guard further.free != 0 else { return nil }
            (tokens, free) = further
            further.free = 0
        }
        let place = free.trailingZeroBitCount
        free &= free - 1
        return tokens[place]
    }
}
