/// A compiled regular expression: instructions for a machine that is in many places at once.
struct RegexProgram: Sendable {
    /// What holds between two code points.
    enum Assertion: Hashable, Sendable {
        case textStart
        case textEnd
        case lineStart
        case lineEnd
        case wordBoundary
        case noWordBoundary
    }

    /// One step; targets of jumps are relative, so that code can be copied.
    enum Instruction: Hashable, Sendable {
        case scalar(Unicode.Scalar)
        case set(Int32)
        case any
        case anyButNewline
        case split(Int32)  // goes on with the next step and with that one
        case jump(Int32)
        case assert(Assertion)
        case match
    }

    var instructions: [Instruction]
    var sets: [ScalarSet]

    /// Whether some part of the text matches.
    ///
    /// - Complexity: O(code points of the text × instructions), with memory for the instructions only.
    func matches(_ text: String) -> Bool {
        var machine = Machine(self)
        var scalars = text.unicodeScalars.makeIterator()
        var before: Unicode.Scalar?
        var next = scalars.next()
        while true {
            if machine.advance(between: before, and: next) { return true }
            guard let current = next, machine.canGoOn else { return false }
            machine.consume(current)
            before = current
            next = scalars.next()
        }
    }

    /// The places that the machine is in, all at the same position of the text.
    private struct Machine {
        private let program: RegexProgram
        private let isAnchored: Bool
        private var isAtStart = true
        // Places before code that reads a code point, reached at this position.
        private var ready: [Int32] = []
        // Places just behind code that has read one, not yet followed further.
        private var pending: [Int32] = [0]
        // The last position, counted from 1, at which a place was reached.
        private var reached: [Int]
        private var position = 0

        init(_ program: RegexProgram) {
            self.program = program
            isAnchored = program.instructions.first == .assert(.textStart)
            reached = Array(repeating: 0, count: program.instructions.count)
        }

        /// Whether more text can lead to a match.
        var canGoOn: Bool { !isAnchored || !ready.isEmpty }

        /// Follows all places up to where they read; true when one is at the end of the program.
        mutating func advance(between before: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
            position += 1
            ready.removeAll(keepingCapacity: true)
            // The start counts at every position: a match may begin anywhere.
            if !isAtStart, !isAnchored { pending.append(0) }
            isAtStart = false
            while let place = pending.popLast() {
                let index = Int(place)
                if reached[index] == position { continue }
                reached[index] = position
                switch program.instructions[index] {
                case .match: return true
                case .jump(let offset): pending.append(place + offset)
                case .split(let offset):
                    pending.append(place + 1)
                    pending.append(place + offset)
                case .assert(let assertion):
                    if RegexProgram.holds(assertion, between: before, and: next) { pending.append(place + 1) }
                case .scalar, .set, .any, .anyButNewline: ready.append(place)
                }
            }
            return false
        }

        /// Reads one code point.
        mutating func consume(_ scalar: Unicode.Scalar) {
            for place in ready {
                let accepts =
                    switch program.instructions[Int(place)] {
                    case .scalar(let wanted): wanted == scalar
                    case .set(let index): program.sets[Int(index)].contains(scalar)
                    case .any: true
                    case .anyButNewline: scalar != "\n"
                    case .split, .jump, .assert, .match: false
                    }
                if accepts { pending.append(place + 1) }
            }
        }
    }

    private static func holds(
        _ assertion: Assertion,
        between before: Unicode.Scalar?,
        and next: Unicode.Scalar?
    ) -> Bool {
        switch assertion {
        case .textStart: before == nil
        case .textEnd: next == nil
        case .lineStart: before == nil || before == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: isWord(before) != isWord(next)
        case .noWordBoundary: isWord(before) == isWord(next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case .some("a"..."z"), .some("A"..."Z"), .some("0"..."9"), .some("_"): true
        default: false
        }
    }
}
