import Facts
import Quantities
import Rulebooks

/// Tries changes on one world, each recomputing no more than it reaches, and takes each back afterwards.
struct Trial {
    let base: Evaluator
    private(set) var scratch: Evaluator
    private var isDirty: [Bool]
    private var touched: [Int] = []
    private var forgotten: [Int32] = []
    private var begunOrEnded: [Int] = []
    private var pending: PendingSteps
    /// The tests of membership that the date can change.
    private lazy var memberships = DatedMembership.all(in: base)

    init(_ base: Evaluator) {
        self.base = base
        scratch = base
        rulebook = base.rulebook
        isDirty = Array(repeating: false, count: base.rulebook.dependencies.bearsOnAnswers.count)
        pending = PendingSteps(count: base.rulebook.steps.count)
    }

    private let rulebook: Rulebook

    /// Whether a decision has other labels than before.
    func isChanged(decision index: Int) -> Bool {
        isDirty[rulebook.dependencies.factsAndRules + index]
    }

    /// Sets one fact, recomputes what hangs on it, lets the caller look, and takes it back.
    ///
    /// - Returns: what the caller made of it; nil where nothing that matters changed.
    mutating func with<T>(_ fact: Int, _ value: FactValue, _ look: (inout Trial) -> T) -> T? {
        scratch.inputs.stated[fact] = value
        forgetRows()
        scratch.computeFact(fact)
        touchedFact(fact)
        let result = propagate() ? look(&self) : nil
        scratch.inputs.stated[fact] = base.inputs.stated[fact]
        restore()
        return result
    }

    /// What tests make of a word, for facts that bear on answers through tests alone; nil for others.
    ///
    /// Two words with the same signature give the same answers.
    mutating func signature(of fact: Int, _ word: String) -> [Truth]? {
        let tests = rulebook.tests[fact]
        guard let atoms = tests.tellingAtoms else { return nil }
        scratch.inputs.stated[fact] = .string(word)
        forgetRows()
        scratch.computeFact(fact)
        for text in tests.derived { scratch.computeFact(text) }
        var signature = atoms.map { scratch.retest($0) }
        signature += tests.derived.map { scratch.isKnown(fact: $0) ? .yes : .no }
        scratch.inputs.stated[fact] = base.inputs.stated[fact]
        for text in [fact] + tests.derived { restore(fact: text) }
        return signature
    }

    /// Moves the order to another date, recomputes what the date reaches, lets the caller look, and moves it back.
    ///
    /// - Returns: what the caller made of it; nil where nothing that matters changed.
    mutating func on<T>(_ date: CalendarDate, dateFact: Int, _ look: (inout Trial) -> T) -> T? {
        scratch.world.date = date
        scratch.inputs.stated[dateFact] = .date(date)
        forgetRows()
        scratch.computeFact(dateFact)
        touchedFact(dateFact)
        changeMemberships(on: date)
        changeRules(on: date)
        for step in rulebook.dependencies.datedSteps { pending.insert(Int(step)) }
        let result = propagate() ? look(&self) : nil
        scratch.world.date = base.world.date
        scratch.inputs.stated[dateFact] = base.inputs.stated[dateFact]
        restore()
        return result
    }

    /// Forgets which rows were found, since what they are found by may change.
    private mutating func forgetRows() {
        for group in scratch.world.lookedUp.indices { scratch.world.lookedUp[group] = World.notLookedUp }
    }

    /// Countries that join or leave a group between the dates count as changed.
    private mutating func changeMemberships(on date: CalendarDate) {
        for membership in memberships {
            let isMember = membership.holds(on: date)
            guard isMember != membership.isMember else { continue }
            scratch.world.atoms[membership.atom] = Truth(isMember)
            forgotten.append(Int32(membership.atom))
            mark(membership.fact)
        }
    }

    /// Rules that begin or end between the dates count as changed.
    private mutating func changeRules(on date: CalendarDate) {
        let knownOn = base.inputs.knownOn
        for (index, span) in rulebook.spans.enumerated() {
            let isInForce = span.holds(on: date, knownOn: knownOn)
            guard isInForce != base.world.inForce[index] else { continue }
            scratch.world.inForce[index] = isInForce
            begunOrEnded.append(index)
            let node = rulebook.dependencies.facts + index
            mark(node)
            if rulebook.dependencies.bearsOnAnswers[node] { pending.insert(Int(rulebook.dependencies.steps[node])) }
        }
    }

    /// The verdict of the world as it stands now.
    mutating func verdict() -> Int { scratch.verdict() }

    /// Computes the steps of which some input changed; tells whether anything changed that bears on an answer.
    private mutating func propagate() -> Bool {
        var isFelt = false
        while let step = pending.popFirst() {
            let node = Int(rulebook.dependencies.nodes[step])
            // A fact that is set is not computed again; a rule that begins or ends is, though it counts as changed.
            if node < rulebook.dependencies.facts, isDirty[node] { continue }
            scratch.compute(rulebook.steps[step])
            if !isDirty[node] { compare(node) }
            if isDirty[node], node >= rulebook.dependencies.facts { isFelt = true }
        }
        return isFelt
    }

    private mutating func compare(_ node: Int) {
        if node < rulebook.dependencies.facts {
            touchedFact(node)
        } else if node < rulebook.dependencies.factsAndRules {
            let rule = node - rulebook.dependencies.facts
            if scratch.world.rules[rule] != base.world.rules[rule]
                || scratch.world.conditions[rule] != base.world.conditions[rule]
            {
                mark(node)
            }
        } else {
            touchedDecision(node - rulebook.dependencies.factsAndRules)
        }
    }

    private mutating func touchedFact(_ fact: Int) {
        let isSame =
            rulebook.isBool[fact]
            ? scratch.world.truths[fact] == base.world.truths[fact]
            : scratch.world.values[fact] == base.world.values[fact]
        guard !isSame else { return }
        mark(fact)
        forget(variable: fact)
    }

    private mutating func touchedDecision(_ index: Int) {
        var isSame =
            scratch.world.answers[index] == base.world.answers[index]
            && scratch.world.computed[index] == base.world.computed[index]
        for label in rulebook.labelOffsets[index]..<rulebook.labelOffsets[index + 1] where isSame {
            isSame = scratch.world.labels[label] == base.world.labels[label]
        }
        guard !isSame else { return }
        mark(rulebook.dependencies.factsAndRules + index)
        forget(variable: rulebook.dependencies.facts + index)
    }

    private mutating func mark(_ node: Int) {
        guard !isDirty[node] else { return }
        isDirty[node] = true
        touched.append(node)
        let readers = rulebook.dependencies.readers
        for place in readers.range(of: node) { pending.insert(Int(readers.members[place])) }
    }

    private mutating func forget(variable: Int) {
        let atoms = rulebook.dependencies.atoms
        for place in atoms.range(of: variable) {
            let atom = atoms.members[place]
            scratch.world.atoms[Int(atom)] = nil
            forgotten.append(atom)
        }
    }

    private mutating func restore(fact: Int) {
        scratch.world.values[fact] = base.world.values[fact]
        scratch.world.truths[fact] = base.world.truths[fact]
        scratch.world.sources[fact] = base.world.sources[fact]
    }

    private mutating func restore() {
        for node in touched {
            isDirty[node] = false
            if node < rulebook.dependencies.facts {
                restore(fact: node)
            } else if node < rulebook.dependencies.factsAndRules {
                let rule = node - rulebook.dependencies.facts
                scratch.world.rules[rule] = base.world.rules[rule]
                scratch.world.conditions[rule] = base.world.conditions[rule]
            } else {
                let index = node - rulebook.dependencies.factsAndRules
                scratch.world.answers[index] = base.world.answers[index]
                scratch.world.computed[index] = base.world.computed[index]
                for label in rulebook.labelOffsets[index]..<rulebook.labelOffsets[index + 1] {
                    scratch.world.labels[label] = base.world.labels[label]
                }
            }
        }
        for atom in forgotten { scratch.world.atoms[Int(atom)] = base.world.atoms[Int(atom)] }
        for rule in begunOrEnded { scratch.world.inForce[rule] = base.world.inForce[rule] }
        touched.removeAll(keepingCapacity: true)
        forgotten.removeAll(keepingCapacity: true)
        begunOrEnded.removeAll(keepingCapacity: true)
    }
}

/// A set of steps that gives its least member first.
private struct PendingSteps {
    private var words: [UInt64]
    /// No word before this one has a member.
    private var first = 0

    init(count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    mutating func insert(_ step: Int) {
        words[step >> 6] |= 1 << UInt64(step & 63)
        first = min(first, step >> 6)
    }

    mutating func popFirst() -> Int? {
        while first < words.count {
            let word = words[first]
            if word != 0 {
                words[first] = word & (word - 1)
                return first << 6 | word.trailingZeroBitCount
            }
            first += 1
        }
        return nil
    }
}

/// Whether a country of the order is in a group, as it changes with the date.
private struct DatedMembership {
    let atom: Int
    let fact: Int
    let stays: [CompiledGroup.Stay]
    let isMember: Bool

    static func all(in base: Evaluator) -> [DatedMembership] {
        base.rulebook.dependencies.memberships.compactMap { atom, fact, group in
            guard case .string(let country)? = base.world.values[fact],
                let stays = base.rulebook.groups[group].stays[country]
            else { return nil }
            let isMember = CompiledGroup.holds(stays, on: base.world.date)
            return DatedMembership(atom: atom, fact: fact, stays: stays, isMember: isMember)
        }
    }

    func holds(on date: CalendarDate) -> Bool { CompiledGroup.holds(stays, on: date) }
}
