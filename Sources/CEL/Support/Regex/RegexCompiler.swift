/// Reads a pattern and makes its program in one pass, without recursion, so that nesting costs no stack.
struct RegexCompiler {
    typealias Instruction = RegexProgram.Instruction

    /// What `(?...)` switches.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    /// A group that is open, or the whole pattern.
    private struct Frame {
        var start: Int
        var flags: Flags
        /// The finished alternatives.
        var alternatives: [[Instruction]] = []
        /// The alternative being read.
        var code: [Instruction] = []
        /// Where the code of the last item starts, to which a repetition would apply.
        var item: Int?
        var isJustRepeated = false
    }

    private static let maximumDepth = 1000
    private static let maximumRepetition = 1000

    var pattern: RegexScanner
    private var frames: [Frame] = []
    private var frame: Frame
    private var sets: [ScalarSet] = []
    private var setIndex: [ScalarSet: Int32] = [:]
    private var names: Set<String> = []

    init(_ pattern: String) {
        self.pattern = RegexScanner(pattern)
        frame = Frame(start: 0, flags: Flags())
    }

    /// The program of the whole pattern.
    mutating func compile() throws(RegexError) -> RegexProgram {
        while let scalar = pattern.peek() {
            try read(scalar)
        }
        guard frames.isEmpty else { throw pattern.error("missing `)`", at: frame.start) }
        try finishAlternatives()
        try check(adding: 1)
        frame.code.append(.match)
        return RegexProgram(instructions: frame.code, sets: sets)
    }

    private mutating func read(_ scalar: Unicode.Scalar) throws(RegexError) {
        let start = pattern.index
        switch scalar {
        case "(": try openGroup()
        case ")": try closeGroup()
        case "|":
            pattern.skip()
            frame.alternatives.append(frame.code)
            frame.code = []
            frame.item = nil
            frame.isJustRepeated = false
        case "*", "+", "?":
            pattern.skip()
            let (low, high): (Int, Int?) = scalar == "*" ? (0, nil) : scalar == "+" ? (1, nil) : (0, 1)
            try repeatItem(low, high, at: start)
        case "{":
            if let (low, high) = pattern.takeRepetition() {
                let most = max(low, high ?? low)
                guard most <= Self.maximumRepetition, low <= high ?? low else {
                    throw pattern.error("repetition must be in order and at most \(Self.maximumRepetition)", at: start)
                }
                try repeatItem(low, high, at: start)
            } else {
                pattern.skip()
                try add(literal: scalar)
            }
        case "[": try add(set: pattern.takeClass(ignoringCase: frame.flags.ignoresCase))
        case ".":
            pattern.skip()
            try add(frame.flags.dotTakesNewline ? .any : .anyButNewline)
        case "^":
            pattern.skip()
            try add(.assert(frame.flags.isMultiline ? .lineStart : .textStart))
        case "$":
            pattern.skip()
            try add(.assert(frame.flags.isMultiline ? .lineEnd : .textEnd))
        case "\\": try readEscape()
        default:
            pattern.skip()
            try add(literal: scalar)
        }
    }

    private mutating func readEscape() throws(RegexError) {
        let assertion: RegexProgram.Assertion? =
            switch pattern.peek(1) {
            case "A": .textStart
            case "z": .textEnd
            case "b": .wordBoundary
            case "B": .noWordBoundary
            default: nil
            }
        if let assertion {
            pattern.skip(2)
            try add(.assert(assertion))
        } else if pattern.peek(1) == "Q" {
            pattern.skip(2)
            while let scalar = pattern.next() {
                if scalar == "\\", pattern.peek() == "E" {
                    pattern.skip()
                    return
                }
                try add(literal: scalar)
            }
        } else if let part = try pattern.takeNamedClass() {
            try add(set: ScalarSet([part], ignoresCase: frame.flags.ignoresCase))
        } else {
            try add(literal: pattern.takeEscape())
        }
    }
}

// MARK: - Code

extension RegexCompiler {
    private func check(adding count: Int) throws(RegexError) {
        let (sum, overflow) = frame.code.count.addingReportingOverflow(count)
        if overflow || sum > LinearRegex.maximumProgramSize {
            throw pattern.error("the pattern is too large", at: frame.start)
        }
    }

    private mutating func add(_ instruction: Instruction) throws(RegexError) {
        try check(adding: 1)
        frame.item = frame.code.count
        frame.isJustRepeated = false
        frame.code.append(instruction)
    }

    private mutating func add(literal scalar: Unicode.Scalar) throws(RegexError) {
        let equivalents = frame.flags.ignoresCase ? CaseFolding.equivalents(of: scalar) : []
        if equivalents.count > 1 {
            try add(set: ScalarSet(equivalents.map { ScalarSet.Part($0) }))
        } else {
            try add(.scalar(scalar))
        }
    }

    private mutating func add(set: ScalarSet) throws(RegexError) {
        let index = setIndex[set] ?? Int32(sets.count)
        if index == sets.count {
            sets.append(set)
            setIndex[set] = index
        }
        try add(.set(index))
    }

    private mutating func repeatItem(_ low: Int, _ high: Int?, at start: Int) throws(RegexError) {
        if frame.isJustRepeated { throw pattern.error("a repetition can't be repeated without parentheses", at: start) }
        guard let item = frame.item else { throw pattern.error("nothing to repeat", at: start) }
        // A lazy repetition matches the same texts; only what it would have captured differs.
        if pattern.peek() == "?" { pattern.skip() }

        let code = Array(frame.code[item...])
        frame.code.removeLast(code.count)
        let copies = high ?? max(low, 1)
        try check(adding: copies * (code.count + 1) + 1)
        let length = Int32(code.count)
        if let high {
            for _ in 0..<low { frame.code += code }
            for left in stride(from: Int32(high - low), to: 0, by: -1) {
                frame.code.append(.split(left * (length + 1)))
                frame.code += code
            }
        } else if low == 0 {
            frame.code.append(.split(length + 2))
            frame.code += code
            frame.code.append(.jump(-length - 1))
        } else {
            for _ in 0..<low { frame.code += code }
            frame.code.append(.split(-length))
        }
        frame.isJustRepeated = true
    }

    /// Makes the alternatives of the current group one piece of code.
    private mutating func finishAlternatives() throws(RegexError) {
        guard !frame.alternatives.isEmpty else { return }
        let last = frame.code
        let total = frame.alternatives.reduce(last.count) { $0 + $1.count + 2 }
        frame.code = []
        try check(adding: total)
        for alternative in frame.alternatives {
            frame.code.append(.split(Int32(alternative.count + 2)))
            frame.code += alternative
            frame.code.append(.jump(Int32(total - frame.code.count)))
        }
        frame.code += last
    }
}

// MARK: - Groups

extension RegexCompiler {
    private mutating func openGroup() throws(RegexError) {
        let start = pattern.index
        pattern.skip()
        var inner = frame.flags
        if pattern.peek() == "?" {
            pattern.skip()
            if let name = try pattern.takeGroupName(from: start) {
                guard names.insert(name).inserted else {
                    throw pattern.error("the group name `\(name)` is taken already", at: start)
                }
            } else {
                inner = try pattern.takeFlags(frame.flags, from: start)
                if pattern.next() == ")" {
                    frame.flags = inner
                    frame.isJustRepeated = false
                    return
                }
            }
        }
        guard frames.count < Self.maximumDepth else {
            throw pattern.error("groups are nested more than \(Self.maximumDepth) deep", at: start)
        }
        frames.append(frame)
        frame = Frame(start: start, flags: inner)
    }

    private mutating func closeGroup() throws(RegexError) {
        guard var outer = frames.popLast() else { throw pattern.error("`)` without `(`", at: pattern.index) }
        try finishAlternatives()
        pattern.skip()
        let code = frame.code
        outer.item = outer.code.count
        outer.isJustRepeated = false
        frame = outer
        try check(adding: code.count)
        frame.code += code
    }
}
